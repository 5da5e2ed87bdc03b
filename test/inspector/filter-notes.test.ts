/** Whatever word the list shows for what happened to a connection, in either language, can be typed into the filter. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFilter } from '../../inspector/filter.ts';
import { NOTE_TYPES, noteNames } from '../../inspector/note-types.ts';
import type { NoteRow } from '../../inspector/rows.ts';
import { filterSubject } from '../../inspector/state.ts';
import { Store } from '../../inspector/store.ts';

const KINDS = Object.keys(NOTE_TYPES.en) as NoteRow['kind'][];

function note(kind: NoteRow['kind']): NoteRow {
  return { kind, number: 1, connection: 1, from: undefined, at: 0, text: '' };
}

/** The kinds that a filter lets through. */
function found(text: string): NoteRow['kind'][] {
  const parsed = parseFilter(text);
  assert.ok(parsed.ok, text);
  return KINDS.filter((kind) => parsed.filter(filterSubject(new Store(), note(kind), new Set())));
}

for (const kind of KINDS)
  for (const name of noteNames(kind)) {
    test(`type:${name} finds what is ${kind}`, () => {
      assert.deepEqual(found(`type:${name}`), [kind]);
      assert.deepEqual(found(`type:${name.toUpperCase()}`), [kind]);
    });

    test(`the word ${name} finds it too`, () => assert.ok(found(name).includes(kind)));
  }
