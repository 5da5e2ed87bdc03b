/**
 * Bytes as they are shown in a lesson: rows of hex and text, the fields named below them, the reads that brought them
 * marked above.
 *
 *     ┌─1─┐ ┌──── read 2 ───┐                           read
 *     00 00 00 04 48 4f 52 41                           ....HORA
 *     └ length ─┘ └ message ┘
 */

export interface Part {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

export interface Marks {
  /** In order; what is behind the last has no name. */
  readonly fields?: readonly Part[];
  /** The sizes of the reads, in order. */
  readonly reads?: readonly number[];
  /** 16, or 8 where there is little room. */
  readonly bytesPerRow?: number;
}

/** A dump of 16 bytes a row is at most 66 columns wide, one of 8 at most 34. */
export function dump(bytes: Buffer, { fields = [], reads = [], bytesPerRow = 16 }: Marks = {}): string[] {
  const named = lettered(fields.filter(({ size }) => size > 0));
  const readParts = reads.map((size, index) => ({ name: `read ${index + 1}`, short: `${index + 1}`, size }));
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += bytesPerRow) {
    const row = { start, end: Math.min(start + bytesPerRow, bytes.length) };
    const marked = [
      sideNote(brackets(readParts, row, '┌┐'), start === 0 ? 'read' : '', bytesPerRow),
      hexRow(bytes.subarray(row.start, row.end), bytesPerRow),
      brackets(named, row, '└┘'),
    ];
    lines.push(...marked.filter((line) => line !== ''));
  }
  return [...lines, ...legend(named)];
}

/** `48 4f   HO` */
export function hexAndText(bytes: Buffer): string {
  return `${hex(bytes)}   ${text(bytes)}`;
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** ASCII; a point for every other byte. */
export function text(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(
    '',
  );
}

interface NamedPart extends Part {
  /** Stands for the name where that has no room. */
  readonly short: string;
}

interface Row {
  readonly start: number;
  readonly end: number;
}

function hexRow(bytes: Buffer, bytesPerRow: number): string {
  return `${hex(bytes).padEnd(bytesPerRow * 3)}  ${text(bytes)}`;
}

/** What a row of brackets is about, where the text stands in the other rows. */
function sideNote(line: string, note: string, bytesPerRow: number): string {
  return line === '' ? '' : `${line.padEnd(bytesPerRow * 3 + 2)}${note}`.trimEnd();
}

/** Fields whose names have no room below their bytes get the letters A, B, C …; two characters always have. */
function lettered(fields: readonly Part[]): NamedPart[] {
  let letters = 0;
  return fields.map(({ name, size }) => {
    if (fits(name, columns(size)) || name.length <= columns(1)) return { name, size, short: name };
    letters += 1;
    return { name, size, short: String.fromCharCode(64 + letters) };
  });
}

function legend(parts: readonly NamedPart[]): string[] {
  const told = parts.filter(({ name, short }) => short !== name).map(({ name, short }) => `${short} ${name}`);
  return told.length > 0 ? [told.join(' · ')] : [];
}

/** One bracket for each part that has bytes in this row. */
function brackets(parts: readonly NamedPart[], row: Row, [left = '', right = '']: string): string {
  let line = '';
  let start = 0;
  for (const part of parts) {
    const end = start + part.size;
    const shown = { start: Math.max(start, row.start), end: Math.min(end, row.end) };
    if (shown.start < shown.end) {
      const width = columns(shown.end - shown.start);
      const ends = [start >= row.start ? left : '─', end <= row.end ? right : '─'] as const;
      line = line.padEnd((shown.start - row.start) * 3) + bracket(part, width, ends);
    }
    start = end;
  }
  return line.trimEnd();
}

function bracket(
  { name, short }: NamedPart,
  width: number,
  [left, right]: readonly [string, string],
): string {
  const label = fits(name, width) ? ` ${name} ` : short;
  if (label.length === width || label.length === width - 1) return label.padEnd(width); // one byte and its name
  const shown = label.length > width - 2 ? '' : label;
  const rest = width - 2 - shown.length;
  return left + '─'.repeat(rest >> 1) + shown + '─'.repeat(rest - (rest >> 1)) + right;
}

function fits(name: string, width: number): boolean {
  return name.length + 4 <= width;
}

/** How wide so many bytes of hex are. */
function columns(bytes: number): number {
  return bytes * 3 - 1;
}
