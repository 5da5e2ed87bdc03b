/**
 * Values of the student's code as short text: bytes as hex and as text, the rest much as it would be written in a
 * program. The values are the student's: they may be anything, so nothing here calls what is in them.
 */

/** Of more bytes, characters or items than these, the rest is counted. */
const MOST_BYTES = 24;
const MOST_CHARACTERS = 60;
const MOST_ITEMS = 6;
const DEEPEST = 3;

/** `68 69 0a  "hi\n"` for bytes; nothing that it gives contains a control character. */
export function show(value: unknown, depth = 0): string {
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Uint8Array) return showBytes(value);
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value !== 'object' || value === null)
    return `${String(value)}${typeof value === 'bigint' ? 'n' : ''}`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (depth === DEEPEST) return '…';
  return Array.isArray(value) ? showItems(value, depth) : showObject(value, depth);
}

function showItems(items: readonly unknown[], depth: number): string {
  const shown = items.slice(0, MOST_ITEMS).map((item) => show(item, depth + 1));
  return items.length === 0 ? '[]' : `[ ${[...shown, ...rest(items.length - MOST_ITEMS)].join(', ')} ]`;
}

function showObject(value: object, depth: number): string {
  if (!isPlain(value)) return `[${value.constructor?.name ?? 'object'}]`;
  const entries = Object.entries(value);
  const shown = entries.slice(0, MOST_ITEMS).map(([key, item]) => `${key}: ${show(item, depth + 1)}`);
  return entries.length === 0 ? '{}' : `{ ${[...shown, ...rest(entries.length - MOST_ITEMS)].join(', ')} }`;
}

/** Made by `{}` or without a prototype: its keys are all that there is to it. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function showBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return '(0 bytes)';
  const shown = bytes.subarray(0, MOST_BYTES);
  return [hex(shown), ...rest(bytes.length - MOST_BYTES), ` ${quoted(Buffer.from(shown).toString())}`].join(
    ' ',
  );
}

function rest(more: number): string[] {
  return more > 0 ? [`… (+${more})`] : [];
}

/** `68 69 0a` */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function quoted(text: string): string {
  const characters = [...text.slice(0, 4 * MOST_CHARACTERS)];
  const shown = characters.slice(0, MOST_CHARACTERS).map(visible).join('');
  return [
    `"${shown}"`,
    ...rest(characters.length - MOST_CHARACTERS > 0 ? text.length - MOST_CHARACTERS : 0),
  ].join(' ');
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A control character as `\n` or `·`, so that it is seen and obeyed by no terminal; an accent of its own, too. */
export function visible(character: string): string {
  return SHORT[character] ?? character.replace(/[\p{C}\p{M}\p{Zl}\p{Zp}\ufffd]/u, '·');
}
