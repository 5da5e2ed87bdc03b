/**
 * A row of the list as the filter sees it: what the list shows can be asked for, in both languages, whichever it is
 * shown in. Simplified: what was done to a frame is asked for by `is:changed`, not by its words.
 */

import type { Language } from '../../terminal/language.ts';
import { type FrameRow, isChanged, type NoteRow, type Row } from '../rows.ts';
import type { Store } from '../store.ts';
import { noteInfo } from '../view/notes.ts';
import { words } from '../view/words.ts';
import type { FilterSubject } from './subject.ts';

const LANGUAGES: readonly Language[] = ['en', 'pt'];

export function filterSubject(store: Store, row: Row, marks: ReadonlySet<number>): FilterSubject {
  const marked = marks.has(row.number);
  return row.kind === 'frame' ? new FrameSubject(store, row, marked) : noteSubject(store, row, marked);
}

function noteSubject(store: Store, row: NoteRow, marked: boolean): FilterSubject {
  const { kind, number, connection, from } = row;
  const shown = LANGUAGES.map((language) => words(language).noteTypes[kind]);
  return {
    ...{ number, connection, from, marked },
    ...{ id: undefined, length: 0, broken: false, held: false, changed: false },
    types: [kind, ...shown],
    get texts() {
      return [kind, ...shown, ...LANGUAGES.map((language) => noteInfo(store, row, language))];
    },
  };
}

/** Dissected only when the filter asks for what takes dissecting. */
class FrameSubject implements FilterSubject {
  readonly number: number;
  readonly connection: number;
  readonly from: FrameRow['from'];
  readonly held: boolean;
  readonly changed: boolean;
  readonly marked: boolean;
  readonly #store: Store;
  readonly #row: FrameRow;

  constructor(store: Store, row: FrameRow, marked: boolean) {
    this.number = row.number;
    this.connection = row.connection;
    this.from = row.from;
    this.held = row.held !== undefined;
    this.changed = isChanged(row);
    this.marked = marked;
    this.#store = store;
    this.#row = row;
  }

  /** What the message is by its header, and what it is about: `REQUEST` and `ARQUIVO`. */
  get types() {
    const { type, info } = this.#summary;
    return [type, info.split(' ', 1)[0] ?? ''];
  }
  get id() {
    return this.#summary.id;
  }
  get length() {
    return this.#summary.length;
  }
  get texts() {
    const { type, info } = this.#summary;
    return [type, info];
  }
  get broken() {
    return this.#summary.broken;
  }

  get #summary() {
    return this.#store.summary(this.#row);
  }
}
