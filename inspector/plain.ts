/** The inspector without a screen: rows as text, or as lines of JSON, one after the other, as they come. */

import { hexy } from 'hexy';
import type { Language } from '../terminal/language.ts';
import type { Field } from './dissect/dissection.ts';
import { type FrameRow, frameBytes, type Row } from './rows.ts';
import type { Store } from './store.ts';
import { words } from './view/words.ts';

/** More of a frame than this is not dumped in text; JSON has all that was kept. */
const DUMPED_BYTES = 1_024;

export type RowPrinter = (row: Row) => string;

/** A frame as its line of the list, its dump, and its fields; other rows as one line. */
export function textPrinter(store: Store, language: Language): RowPrinter {
  let before: number | undefined;
  return (row) => {
    const since = (row.at - (before ?? row.at)).toFixed(1);
    before = row.at;
    const direction = row.from === undefined ? '' : row.from === 'client' ? 'C → S' : 'C ← S';
    const head = [`#${row.number}`, `+${since} ms`, `conn ${row.connection}`, direction].filter(
      (word) => word !== '',
    );
    return row.kind === 'frame'
      ? frameText(store, row, head, language)
      : `${[...head, words(language).noteTypes[row.kind], row.text].join('  ').trimEnd()}\n`;
  };
}

function frameText(store: Store, row: FrameRow, head: readonly string[], language: Language): string {
  const { type, id, length, info, fields } = store.dissection(row);
  const line = [...head, type, id === undefined ? '' : `id ${id}`, words(language).bytes(length), info];
  const bytes = frameBytes(row);
  const dump = hexy(bytes.subarray(0, DUMPED_BYTES), { bytesPerGroup: 1, indent: 4 }).replaceAll('\x7f', '.');
  const rest = row.size > DUMPED_BYTES ? `    … +${row.size - DUMPED_BYTES} bytes\n` : '';
  const heading = line.filter((word) => word !== '').join('  ');
  return `${heading}\n${dump.trimEnd()}\n${rest}${fieldsText(fields, '    ', language)}\n`;
}

function fieldsText(fields: readonly Field[], indent: string, language: Language): string {
  return fields
    .map((field) => {
      const fault = field.fault ? `  ! ${field.fault[language]}` : '';
      const line = `${indent}${field.name}: ${field.value}${fault}\n`;
      return line + fieldsText(field.children ?? [], `${indent}  `, language);
    })
    .join('');
}

/** One JSON object per row; bytes in hex, positions in bytes, `at` in milliseconds. */
export function jsonPrinter(store: Store): RowPrinter {
  return (row) => `${JSON.stringify(row.kind === 'frame' ? frameJson(store, row) : row)}\n`;
}

function frameJson(store: Store, row: FrameRow): Record<string, unknown> {
  const { type, id, length, info, broken, fields } = store.dissection(row);
  const { number, connection, from, at, size } = row;
  return {
    kind: 'frame',
    number,
    connection,
    from,
    at,
    format: row.dissector.name,
    type,
    id,
    length,
    info,
    broken,
    size,
    reads: row.parts.map(({ read, size }) => ({ read, bytes: size })),
    fields: fields.map(fieldJson),
    hex: frameBytes(row).toString('hex'),
  };
}

function fieldJson({ name, start, end, value, fault, children }: Field): Record<string, unknown> {
  return { name, start, end, value, fault: fault?.en, fields: children?.map(fieldJson) };
}
