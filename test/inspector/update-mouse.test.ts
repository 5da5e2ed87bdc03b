/** Clicks and the wheel. (state, message) → (state, commands), nothing else. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areaOf } from '../../inspector/layout.ts';
import { selectedField } from '../../inspector/state.ts';
import { conversation, Person, request, Scene } from './scene.ts';

const FRAME = request(1, 'ARQUIVO', 'file1.txt');

describe('the mouse', () => {
  const at = (person: Person, pane: 'list' | 'fields' | 'bytes') => {
    const area = areaOf(person.state, pane);
    assert.ok(area);
    return { x: area.left + 2, y: area.top + area.headings, area };
  };

  it('chooses a row', () => {
    const person = new Person(conversation()).press('g');
    const { x, y } = at(person, 'list');
    assert.equal(person.click(x, y + 3).state.cursor, 4);
    assert.equal(person.state.following, false);
    assert.equal(person.click(x, y - 1).state.cursor, 4);
  });

  it('chooses a field, and with it the byte', () => {
    const person = new Person(conversation()).press(':', '2', 'enter');
    const { x, y } = at(person, 'fields');
    person.click(x, y + 4);
    assert.deepEqual(
      [person.state.pane, selectedField(person.state)?.name, person.state.byte],
      ['fields', 'id', 4],
    );
  });

  it('chooses a byte in the dump or its character, and with it the field', () => {
    const person = new Person(conversation()).press(':', '2', 'enter');
    const { area } = at(person, 'bytes');
    const firstDigit = area.left + 1 + 10;
    assert.equal(person.click(firstDigit + 3 * 8, area.top).state.byte, 8);
    assert.equal(selectedField(person.state)?.name, 'length');
    assert.equal(person.click(firstDigit, area.top + 1).state.byte, 16);
    const firstCharacter = firstDigit + 3 * 16 - 1 + 4;
    assert.equal(person.click(firstCharacter + 3, area.top).state.byte, 3);
    assert.equal(person.click(area.left, area.top + area.height - 1).state.byte, 28);
  });

  const edited = () =>
    new Scene()
      .opened()
      .held('client', FRAME)
      .released(1, 'edited', [request(1, 'ARQUIVO', 'file2.txt')]);

  it('chooses a byte of either version of a changed frame, one below the other', () => {
    const person = new Person(edited());
    const { area } = at(person, 'bytes');
    const firstDigit = area.left + 1 + 10;
    assert.equal(person.click(firstDigit + 3, area.top + 2).state.byte, 17);
    assert.equal(person.click(firstDigit + 3, area.top + 1).state.byte, 1);
    const received = area.top + 1 + 3 + 1; // a title, three rows, a title
    assert.equal(person.click(firstDigit + 3 * 2, received).state.byte, 2);
    assert.equal(person.click(firstDigit + 3 * 2, received + 2).state.byte, 34);
  });

  it('chooses a byte of either version of a changed frame, side by side', () => {
    const person = new Person(edited(), { columns: 200, rows: 50 }).press('tab', 'tab', 'z');
    const { area } = at(person, 'bytes');
    const firstDigit = area.left + 1 + 10;
    assert.equal(person.click(firstDigit + 3, area.top + 2).state.byte, 17);
    const half = Math.floor((area.width - 3) / 2);
    assert.equal(person.click(firstDigit + half + 2 + 3 * 2, area.top + 1).state.byte, 2);
  });

  it('turns the pane under the wheel', () => {
    const person = new Person(conversation()).press(':', '2', 'enter');
    const list = at(person, 'list');
    const fields = at(person, 'fields');
    assert.equal(person.wheel(list.x, list.y, 1).state.cursor, 3);
    assert.equal(person.wheel(list.x, list.y, -1).state.cursor, 2);
    assert.deepEqual(
      [person.wheel(fields.x, fields.y, 1).state.pane, person.state.fieldIndex],
      ['fields', 1],
    );
  });

  it('turns what covers the panes', () => {
    const person = new Person(conversation(), { columns: 80, rows: 24 }).press('?').wheel(5, 5, 1);
    assert.deepEqual([person.state.overlayTop, person.state.pane], [1, 'list']);
    assert.equal(person.click(5, 5).state.overlay, 'help');
  });

  it('does nothing while a line is typed', () => {
    const person = new Person(conversation()).press('g', '/');
    assert.equal(person.click(5, 8).wheel(5, 8, 1).state.cursor, 1);
  });

  it('clicks between the panes without effect', () => {
    const person = new Person(conversation()).press('g');
    const { state } = person;
    assert.equal(person.click(0, 0).click(119, 35).state, state);
  });
});
