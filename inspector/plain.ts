/** The inspector without a screen: rows as text, or as lines of JSON (FORMATS.md). Printed by print.ts. */

import { hexy } from 'hexy';
import type { Language } from '../terminal/language.ts';
import type { Field } from './dissect/dissection.ts';
import type { Held, Lost, Released } from './relay/events.ts';
import { type FrameRow, frameBytes, type NoteRow, type Row } from './rows.ts';
import type { Store } from './store.ts';
import { missingServer, noteInfo } from './view/notes.ts';
import { words } from './view/words.ts';

/** More of a frame than this is not dumped in text; JSON has all that was kept. */
const DUMPED_BYTES = 1_024;

/** What becomes of frames after their rows: one waits in the relay, or goes on; or the receiver of some is gone. */
export type Handled = Held | Released | Lost;

/** Each gives whole lines. */
export interface Format {
  row(row: Row): string;
  /** `number` is the row of the frame, the first of those that are lost; undefined when that is not kept any more. */
  handled(event: Handled, number: number | undefined): string;
  /** In place of rows that came faster than they were read. */
  notPrinted(count: number): string;
}

/** A frame as its line of the list, its dump, and its fields; everything else as one line. */
export function textFormat(store: Store, language: Language): Format {
  const say = words(language);
  let before: number | undefined;
  const head = ({ at, connection, from }: Row | Handled, number: number | undefined) => {
    const since = at - (before ?? at);
    before = at;
    const direction = from === undefined ? '' : from === 'client' ? 'C → S' : 'C ← S';
    return [
      `#${number ?? '?'}`,
      `${since < 0 ? '' : '+'}${since.toFixed(1)} ms`,
      `${say.connection} ${connection}`,
      direction,
    ];
  };
  return {
    row: (row) =>
      row.kind === 'frame'
        ? frameText(store, row, head(row, row.number), language)
        : line([...head(row, row.number), say.noteTypes[row.kind], ...noteTexts(store, row, language)]),
    handled: (event, number) => handledText(event, head(event, number), language),
    notPrinted: (count) => `${say.notPrinted(count)}\n`,
  };
}

function line(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('  ')}\n`;
}

function noteTexts(store: Store, row: NoteRow, language: Language): string[] {
  const command = missingServer(store, row);
  const remedy = command === undefined ? '' : `${words(language).notes.start} ${command}`;
  return [noteInfo(store, row, language), remedy];
}

function frameText(store: Store, row: FrameRow, head: readonly string[], language: Language): string {
  const { type, id, length, info, fields } = store.dissection(row);
  const heading = [...head, type, id === undefined ? '' : `id ${id}`, words(language).bytes(length), info];
  return `${line(heading)}${dumpText(frameBytes(row), row.size)}${fieldsText(fields, '    ', language)}\n`;
}

/** What arrived is dumped where it is not what was sent. */
function handledText(event: Handled, head: readonly string[], language: Language): string {
  const say = words(language);
  if (event.kind === 'held') return line([...head, say.isHeld]);
  if (event.kind === 'lost') return line([...head, say.lost(event.length)]);
  const arrived = Buffer.concat(event.writes);
  const heading = line([...head, say.how[event.how], say.inWrites(arrived.length, event.writes.length)]);
  return event.how === 'edited' ? `${heading}${dumpText(arrived, arrived.length)}\n` : heading;
}

function dumpText(bytes: Buffer, size: number): string {
  const dump = hexy(bytes.subarray(0, DUMPED_BYTES), { bytesPerGroup: 1, indent: 4 }).replaceAll('\x7f', '.');
  const rest = size > DUMPED_BYTES ? `    … +${size - DUMPED_BYTES} bytes\n` : '';
  return `${dump.trimEnd()}\n${rest}`;
}

function fieldsText(fields: readonly Field[], indent: string, language: Language): string {
  return fields
    .map((field) => {
      const fault = field.fault ? `  ! ${field.fault[language]}` : '';
      const text = `${indent}${field.name}: ${field.value}${fault}\n`;
      return text + fieldsText(field.children ?? [], `${indent}  `, language);
    })
    .join('');
}

/** One JSON object per line; bytes in hex, positions in bytes, `at` in milliseconds. */
export function jsonFormat(store: Store): Format {
  return {
    row: (row) => json(row.kind === 'frame' ? frameJson(store, row) : noteJson(row)),
    handled: (event, number) => json(handledJson(event, number)),
    notPrinted: (count) => json({ kind: 'not-printed', count }),
  };
}

function json(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(value)}\n`;
}

function noteJson({ kind, number, connection, from, at, text }: NoteRow): Record<string, unknown> {
  return { kind, number, connection, from, at, text };
}

function handledJson(event: Handled, number: number | undefined): Record<string, unknown> {
  const { kind, connection, from, at } = event;
  if (kind === 'held') return { kind, number, connection, from, at };
  if (kind === 'lost') return { kind, number, connection, from, at, bytes: event.length };
  const writes = event.writes.map((write) => write.toString('hex'));
  return { kind, number, connection, from, at, how: event.how, writes };
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
