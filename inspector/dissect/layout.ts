/**
 * A header as a table: fields of fixed place and size, in the order of the bytes. Reads what is there of it; a
 * field whose last bytes are missing is shown as far as it goes.
 */

import type { Buffer } from 'node:buffer';
import type { Text } from '../../terminal/language.ts';
import type { Field, FieldKind, Side } from './dissection.ts';
import { hex, truncated, withFault } from './fields.ts';

export interface LayoutField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly start: number;
  readonly end: number;
  readonly section?: string;
  /** Asked only when all bytes of the field are there. */
  read(bytes: Buffer, message: Buffer, side: Side): Reading;
  /** What is wrong with the first bytes of the field already, when the rest has not come. */
  judgePart?(bytes: Buffer): Text | undefined;
}

export interface Reading {
  readonly value: string;
  readonly explain: Text;
  readonly fault?: Text | undefined;
}

/** The fields whose first byte is there, and the next one, empty, when the message ends before it. */
export function layoutFields(layout: readonly LayoutField[], message: Buffer, side: Side): Field[] {
  return layout.filter(({ start }) => start <= message.length).map((field) => place(field, message, side));
}

function place(field: LayoutField, message: Buffer, side: Side): Field {
  const { name, kind, start, section } = field;
  const end = Math.min(field.end, message.length);
  const bytes = message.subarray(start, end);
  const { value, explain, fault } = end < field.end ? part(field, bytes) : field.read(bytes, message, side);
  return { name, kind, start, end, value, explain, ...(section ? { section } : {}), ...withFault(fault) };
}

function part({ name, start, end, judgePart }: LayoutField, bytes: Buffer): Reading {
  return {
    value: hex(bytes),
    explain: { en: `the first bytes of the ${name}`, pt: `os primeiros bytes de ${name}` },
    fault: judgePart?.(bytes) ?? truncated(bytes.length, end - start),
  };
}
