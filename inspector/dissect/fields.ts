/** What the dissectors share: how fields are put together and how bytes, numbers and faults are worded. */

import { Buffer } from 'node:buffer';
import { printable } from '../../terminal/escape.ts';
import type { Text } from '../../terminal/language.ts';
import { type Dissection, type Field, INFO_CHARACTERS } from './dissection.ts';

/** A field that holds others: it reaches from the first child to the last. `children` must not be empty. */
export function group(field: Omit<Field, 'start' | 'end' | 'kind'> & { children: readonly Field[] }): Field {
  const start = field.children[0]?.start ?? 0;
  const end = field.children.at(-1)?.end ?? start;
  return { ...field, start, end, kind: 'group' };
}

/** A dissection with what follows from the rest of it: whether something is broken, and an info that is short. */
export function dissection(parts: Omit<Dissection, 'broken'>): Dissection {
  return { ...parts, info: printable(parts.info, INFO_CHARACTERS), broken: !!firstFault(parts.fields) };
}

/** The fault that a reader meets first. */
export function firstFault(fields: readonly Field[]): Text | undefined {
  for (const field of fields) {
    const fault = field.fault ?? firstFault(field.children ?? []);
    if (fault) return fault;
  }
  return undefined;
}

/** `{ fault }` where there is one, for spreading: an optional property is left out, never undefined. */
export function withFault(fault: Text | undefined): { fault?: Text } {
  return fault ? { fault } : {};
}

/** `45 43`, `00 01 02 … (+97)`: at most `most` bytes, the rest only counted. */
export function hex(bytes: Buffer, most = 16): string {
  const shown = bytes.toString('hex', 0, most).replace(/..(?=.)/g, '$& ');
  return bytes.length > most ? `${shown} … (+${bytes.length - most})` : shown;
}

/** Hexadecimal as one number, the way checksums are written: `8d2d521c`. */
export function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/** The bytes as text in quotes where they are text, else in hex; at most `most` characters or so, and then `…`. */
export function preview(bytes: Buffer, most = 80): string {
  const head = bytes.subarray(0, most * 4);
  const text = textSoFar(head);
  if (text === undefined) return hex(bytes);
  const shown = [...text].slice(0, most).join('');
  const whole = shown.length === text.length && head.length === bytes.length;
  return `"${printable(shown)}${whole ? '' : '…'}"`;
}

/** Controls that do not occur in text; tab and the ends of lines do. */
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** The bytes as text, or undefined when they are none. The last character may still be cut in two. */
export function textSoFar(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return CONTROLS.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

const POWERS = ['', '·256', '·256²', '·256³', '·256⁴', '·256⁵', '·256⁶', '·256⁷'];

/** How big-endian bytes give their number: `0·256³ + 0·256² + 0·256 + 23 = 23`. One to eight bytes. */
export function bigEndian(bytes: Buffer): string {
  const terms = [...bytes].map((byte, position) => `${byte}${POWERS[bytes.length - 1 - position]}`);
  const number = BigInt(`0x${bytes.toString('hex') || '0'}`);
  return terms.length > 1 ? `${terms.join(' + ')} = ${number}` : `${number}`;
}

/** How little-endian bytes give their number: `23 + 0·256 + 0·256² + 0·256³ = 23`. One to eight bytes. */
export function littleEndian(bytes: Buffer): string {
  const terms = [...bytes].map((byte, position) => `${byte}${POWERS[position]}`);
  const number = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex') || '0'}`);
  return terms.length > 1 ? `${terms.join(' + ')} = ${number}` : `${number}`;
}

/** The fault of bytes that end before they should. */
export function truncated(have: number, need: number): Text {
  return {
    en: `truncated: ${have} of ${need} bytes are here`,
    pt: `truncated: ${have} de ${need} bytes chegaram`,
  };
}
