/** The panes and what is in them, and whatever keys do everywhere. (state, message) → (state, commands), nothing else. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BINDINGS } from '../../inspector/keys.ts';
import { selectedField, treeRows } from '../../inspector/state.ts';
import { view } from '../../inspector/view.ts';
import { conversation, Person, request, Scene } from './scene.ts';
import { textOf } from './screens.ts';

describe('panes', () => {
  it('are gone through with Tab and back with Shift-Tab', () => {
    const person = new Person(conversation());
    const visited = ['tab', 'tab', 'tab', 'S-tab', 'S-tab'].map((key) => person.press(key).state.pane);
    assert.deepEqual(visited, ['fields', 'bytes', 'list', 'bytes', 'fields']);
  });

  it('are entered and left: Enter, Esc', () => {
    const person = new Person(conversation()).press('enter');
    assert.equal(person.state.pane, 'fields');
    assert.equal(person.press('escape').state.pane, 'list');
  });

  it('are zoomed, enlarged and covered, and Esc takes it back', () => {
    const person = new Person(conversation()).press('b', 'z', '?');
    assert.deepEqual([person.state.large, person.state.zoomed, person.state.overlay], [true, true, 'help']);
    person.press('escape', 'escape', 'b');
    assert.deepEqual([person.state.large, person.state.zoomed, person.state.overlay], [false, false, 'none']);
    assert.equal(person.press('t').state.overlay, 'totals');
    assert.equal(person.press('t').state.overlay, 'none');
  });

  it('scrolls help to its end and back at once', () => {
    const person = new Person(conversation(), { columns: 80, rows: 24 }).press('?', 'G');
    const bottom = person.state.overlayTop;
    assert.ok(bottom > 10 && bottom < 60, `${bottom}`);
    const position = () => textOf(view(person.state)[1] ?? []);
    assert.match(position(), /lines \d+–(\d+) of \1 ▲ /);
    assert.equal(person.press('j').state.overlayTop, bottom);
    assert.equal(person.press('k').state.overlayTop, bottom - 1);
    assert.match(position(), /▲▼/);
    assert.equal(person.press('g', 'k').state.overlayTop, 0);
    const [, seen] = position().match(/lines 1–(\d+)/) ?? [];
    assert.equal(person.press('pagedown').state.overlayTop, Number(seen)); // a page: no line twice, none passed over
  });
});

describe('fields and bytes', () => {
  const reply = () => new Person(conversation()).press(':', '2', 'enter', 'tab');
  const names = (person: Person) => treeRows(person.state).map(({ field }) => field.name);

  it('are linked: a field moves the byte cursor to its beginning', () => {
    const person = reply().press('down', 'down', 'down', 'down', 'down');
    assert.equal(selectedField(person.state)?.name, 'length');
    assert.equal(person.state.byte, 8);
  });

  it('are linked: a byte selects the field that holds it', () => {
    const person = reply().press('tab');
    const visited = Array.from({ length: 17 }, () => {
      const name = selectedField(person.state)?.name;
      person.press('right');
      return name;
    });
    assert.deepEqual(visited.slice(1, 4), ['magic', 'version', 'type']);
    assert.deepEqual(visited.slice(8, 12), ['length', 'length', 'length', 'length']);
    assert.equal(person.press('up').state.byte, 1);
    assert.equal(person.press('left', 'left').state.byte, 0);
    assert.equal(person.press('G').state.byte, 28);
  });

  it('are folded and unfolded, and stay so in the next frame', () => {
    const person = reply();
    const all = names(person).length;
    assert.ok(names(person.press('left')).length < all);
    assert.equal(names(person)[1], 'payload');
    person.press('escape', 'down', 'up', 'tab');
    assert.equal(names(person)[1], 'payload');
    assert.equal(names(person.press('enter')).length, all);
  });

  it('leads from a field to its parent with Left', () => {
    const person = reply().press('down', 'down', 'left');
    assert.equal(selectedField(person.state)?.name, 'header');
  });

  it('begins at the top in another frame', () => {
    const person = reply().press('down', 'down', 'escape', 'down');
    assert.deepEqual([person.state.fieldIndex, person.state.byte], [0, 0]);
  });
});

describe('everything else', () => {
  it('takes a new size', () => {
    const { state } = new Person(conversation()).tell({ kind: 'resized', columns: 60, rows: 16 });
    assert.deepEqual([state.columns, state.rows], [60, 16]);
  });

  it('quits with q and Ctrl-C, with Ctrl-C also while a line is typed', () => {
    assert.deepEqual(new Person(conversation()).press('q', 'C-c').ordered(), [
      { kind: 'quit' },
      { kind: 'quit' },
    ]);
    assert.deepEqual(new Person(conversation()).press('/', 'q', 'C-c').ordered(), [{ kind: 'quit' }]);
  });

  it('says what quitting does to held frames, and quits with the second q', () => {
    const held = () => new Person(new Scene().opened().held('client', request(1, 'HORA')));
    const person = held().press('q');
    assert.deepEqual(person.ordered(), []);
    assert.match(
      person.state.notice,
      /^q again quits and lets go of what is held, in order: 1 frame; no answer comes back$/,
    );
    assert.deepEqual(person.looks().press('q').ordered(), [{ kind: 'quit' }]);
    assert.deepEqual(held().press('q', 'j', 'q').ordered(), []);
    assert.deepEqual(held().press('q', 'f5', 'q').ordered(), []);
    assert.deepEqual(held().press('C-c').ordered(), [{ kind: 'quit' }]);
  });

  it('says that the large view shows one pane at a time', () => {
    const person = new Person(conversation()).press('b');
    assert.match(person.state.notice, /one pane at a time/);
    assert.equal(person.press('b').state.notice, '');
  });

  it('keeps a notice until the next key', () => {
    const person = new Person(conversation()).press('a');
    assert.notEqual(person.looks().state.notice, '');
    assert.equal(person.press('j').state.notice, '');
  });

  it('gives each key one meaning', () => {
    const keys = BINDINGS.flatMap((binding) => binding.keys);
    assert.deepEqual(
      keys.filter((key, index) => keys.indexOf(key) !== index),
      [],
    );
  });

  it('survives every key in every place, with nothing captured', () => {
    for (const { keys } of BINDINGS)
      for (const key of keys)
        for (const before of [[], ['tab'], ['tab', 'tab'], ['?'], ['b'], ['/']])
          new Person(new Scene()).press(...before, key, 'j', 'enter', key);
  });
});
