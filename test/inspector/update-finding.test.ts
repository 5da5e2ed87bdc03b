/** Finding a frame again: searching, marks. (state, message) → (state, commands), nothing else. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'node:test';
import { selectedField } from '../../inspector/state.ts';
import { view } from '../../inspector/view.ts';
import { encodePing } from '../../protocol/message.ts';
import { frames, Person, request, Scene } from './scene.ts';

describe('searching', () => {
  const scene = () =>
    new Scene()
      .opened()
      .read('client', encodePing(1, Buffer.from('abc needle')))
      .read('client', encodePing(2, Buffer.from('hay')))
      .read('client', encodePing(3, Buffer.from('NEEDLE')));

  it('goes to the next place, around the end and back', () => {
    const person = new Person(scene()).press('S', ...'needle', 'enter');
    assert.deepEqual([person.state.cursor, person.state.byte], [4, 16]); // the newest, where it began
    assert.equal(person.state.following, false);
    assert.deepEqual([person.press('n').state.cursor, person.state.byte], [2, 20]);
    assert.match(person.state.notice, /^found in frame 2, bytes 20 to 25, around the end$/);
    assert.equal(person.press('n').state.cursor, 4);
    assert.doesNotMatch(person.state.notice, /around/);
    assert.equal(person.press('N').state.cursor, 2);
    assert.equal(person.press('N').state.cursor, 4);
    assert.match(person.state.notice, /around/);
  });

  it('goes to every place in a frame, one after the other, in both directions', () => {
    const twice = new Scene()
      .opened()
      .read('client', encodePing(1, Buffer.from('aXaaX')))
      .read('client', encodePing(2, Buffer.from('..a')));
    const person = new Person(twice).press('g', 'S', 'a', 'enter');
    const places = (key: string) =>
      Array.from({ length: 5 }, () => {
        const place = [person.state.cursor, person.state.byte];
        person.press(key);
        return place;
      });
    const all = [
      [2, 16],
      [2, 18],
      [2, 19],
      [3, 18],
    ];
    assert.deepEqual(places('n'), [...all, all[0]]);
    assert.deepEqual([person.state.cursor, person.state.byte], all[1]);
    assert.deepEqual(places('N'), [all[1], all[0], all[3], all[2], all[1]]);
  });

  it('lights what was found, until the cursor leaves its frame', () => {
    const person = new Person(scene()).press('g', 'S', ...'needle', 'enter');
    const lit = () =>
      view(person.state)
        .flat()
        .filter(({ style, reverse }) => style === 'found' && reverse)
        .map(({ text }) => text)
        .join('');
    assert.equal(lit(), '6e6565646c65needle');
    person.press('tab', 'j');
    assert.equal(lit(), '6e6565646c65needle');
    person.press('escape', 'k');
    assert.equal(lit(), '');
  });

  it('shows the bytes where there is room for one pane below the list', () => {
    const person = new Person(scene(), { columns: 80, rows: 24 }).press('g', 'S', ...'needle', 'enter');
    assert.equal(person.state.pane, 'bytes');
  });

  it('finds bytes', () => {
    const person = new Person(scene()).press('S', ...'0x68 61 79', 'enter');
    assert.deepEqual([person.state.cursor, person.state.byte], [3, 16]);
    assert.equal(selectedField(person.state)?.start, 16);
  });

  it('finds the only place again', () => {
    const person = new Person(scene()).press('S', ...'hay', 'enter', 'right', 'n');
    assert.deepEqual([person.state.cursor, person.state.byte], [3, 16]);
  });

  it('looks only at what passes the filter, and says when there is nothing', () => {
    const person = new Person(scene()).press('/', ...'id:2', 'enter', 'S', ...'needle', 'enter');
    assert.deepEqual(
      [person.state.cursor, person.state.notice],
      [3, 'not found in what passes the filter; Esc takes the filter away'],
    );
    const nobody = new Person(new Scene()).press('S', 'x', 'enter');
    assert.equal(nobody.state.notice, 'not found');
    assert.notEqual(nobody.press('n').state.notice, '');
  });

  it('says what it cannot search for', () => {
    const person = new Person(scene()).press('n');
    assert.match(person.state.notice, /expected text/);
    person.press('S', ...'0x4');
    assert.match(person.state.prompt?.problem?.en ?? '', /two hex digits/);
  });
});

describe('marks', () => {
  it('are set, visited in turn, and taken away', () => {
    const person = new Person(frames(10)).press("'");
    assert.match(person.state.notice, /no marks/);
    person.press(':', '3', 'enter', 'm', ':', '7', 'enter', 'm', 'g', "'");
    assert.equal(person.state.cursor, 3);
    assert.equal(person.press("'").state.cursor, 7);
    assert.equal(person.press("'").state.cursor, 3);
    assert.deepEqual([...person.press('m').state.marks], [7]);
  });

  it('of rows that are gone or filtered out are passed over', () => {
    const scene = new Scene({ rows: 100, bytes: 2 ** 20 }).opened().read('client', request(1, 'HORA'));
    const person = new Person(scene).press('g', 'm', 'j', 'm');
    for (let id = 2; id <= 100; id += 1) scene.read('client', request(id, 'HORA'));
    assert.equal(person.looks().press("'").state.cursor, 2);
    person.press('G', 'm', 'k', 'm', '/', ...'id:100', 'enter', "'");
    assert.equal(person.state.cursor, 101);
  });
});
