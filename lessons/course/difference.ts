/** Where two values differ first, and by which byte. Knows no language and no terminal. */

import { hex, isPlain, show } from './show.ts';

export type Difference =
  | {
      readonly kind: 'bytes';
      /** Where in the value, as in `[1].name`; empty for the value itself. */
      readonly path: string;
      /** Whole, where it is text that is compared. */
      readonly text: { readonly expected: string; readonly got: string } | undefined;
      /** The first byte that differs; the length of the shorter one when it is the beginning of the longer. */
      readonly at: number;
      readonly expected: Stretch;
      readonly got: Stretch;
    }
  | {
      readonly kind: 'value';
      readonly path: string;
      readonly expected: string;
      readonly got: string;
      /** Where one was taken for the other. */
      readonly kinds?: { readonly expected: ValueKind; readonly got: ValueKind } | undefined;
    };

/** What a value is, as far as a student may take one for another. */
export type ValueKind = 'nothing' | 'promise' | 'bytes' | 'text' | 'number' | 'array' | 'object';

/** The bytes around the one that differs. */
export interface Stretch {
  /** As hex, two digits each. */
  readonly hex: string;
  /** Of all bytes, not only of these. */
  readonly length: number;
}

/** How many bytes are kept on either side of the one that differs; rows of a report are cut from these. */
export const KEPT_BYTES = 16;
/** What stands for an item that is not there; no value is shown as this. */
export const NOTHING = '(nothing)';

/** Undefined when they are equal: by their bytes, by what is in arrays and plain objects, else by Object.is. */
export function firstDifference(got: unknown, expected: unknown, path = ''): Difference | undefined {
  if (got instanceof Uint8Array && expected instanceof Uint8Array)
    return bytesDifference(got, expected, path);
  if (typeof got === 'string' && typeof expected === 'string') return textDifference(got, expected, path);
  if (Array.isArray(got) && Array.isArray(expected)) return itemsDifference(got, expected, path);
  if (isRecord(got) && isRecord(expected)) return entriesDifference(got, expected, path);
  if (Object.is(got, expected)) return undefined;
  return { kind: 'value', path, expected: show(expected), got: show(got), kinds: kindsOf(expected, got) };
}

function kindsOf(expectedValue: unknown, gotValue: unknown) {
  const [expected, got] = [kindOf(expectedValue), kindOf(gotValue)];
  return expected && got && expected !== got ? { expected, got } : undefined;
}

function kindOf(value: unknown): ValueKind | undefined {
  const found = KINDS.find(([, is]) => is(value));
  return found?.[0];
}

const KINDS: readonly (readonly [ValueKind, (value: unknown) => boolean])[] = [
  ['nothing', (value) => value === undefined],
  ['promise', (value) => value instanceof Promise],
  ['bytes', (value) => value instanceof Uint8Array],
  ['text', (value) => typeof value === 'string'],
  ['number', (value) => typeof value === 'number'],
  ['array', (value) => Array.isArray(value)],
  ['object', isRecord],
];

function bytesDifference(got: Uint8Array, expected: Uint8Array, path: string): Difference | undefined {
  if (Buffer.compare(got, expected) === 0) return undefined;
  const shorter = Math.min(got.length, expected.length);
  const differing = expected.findIndex((byte, index) => byte !== got[index]);
  const at = differing === -1 ? shorter : differing;
  return { kind: 'bytes', path, text: undefined, at, expected: around(expected, at), got: around(got, at) };
}

function around(bytes: Uint8Array, at: number): Stretch {
  return { hex: hex(bytes.subarray(Math.max(0, at - KEPT_BYTES), at + KEPT_BYTES)), length: bytes.length };
}

function textDifference(got: string, expected: string, path: string): Difference | undefined {
  if (got === expected) return undefined;
  const text = { expected: show(expected), got: show(got) };
  const difference = bytesDifference(Buffer.from(got), Buffer.from(expected), path);
  // Two half letters that differ are the same bytes once they are UTF-8.
  return difference ? ({ ...difference, text } as Difference) : { kind: 'value', path, ...text };
}

function itemsDifference(got: readonly unknown[], expected: readonly unknown[], path: string) {
  const longer = Math.max(got.length, expected.length);
  for (let index = 0; index < longer; index += 1) {
    const difference = memberDifference(got, expected, index, `${path}[${index}]`);
    if (difference) return difference;
  }
  return undefined;
}

type Members = Readonly<Record<string, unknown>>;

function entriesDifference(got: Members, expected: Members, path: string): Difference | undefined {
  for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
    const difference = memberDifference(got, expected, key, path === '' ? key : `${path}.${key}`);
    if (difference) return difference;
  }
  return undefined;
}

function memberDifference(got: object, expected: object, key: string | number, path: string) {
  if (Object.hasOwn(got, key) && Object.hasOwn(expected, key))
    return firstDifference(Reflect.get(got, key), Reflect.get(expected, key), path);
  const shown = (members: object) =>
    Object.hasOwn(members, key) ? show(Reflect.get(members, key)) : NOTHING;
  return { kind: 'value' as const, path, expected: shown(expected), got: shown(got) };
}

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value);
}
