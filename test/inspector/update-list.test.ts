/** The list: moving in it, following, filtering, clearing. (state, message) → (state, commands), nothing else. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areaOf } from '../../inspector/layout.ts';
import { listLength } from '../../inspector/state.ts';
import { encodeReply } from '../../protocol/message.ts';
import { conversation, frames, listed, Person, request, Scene } from './scene.ts';

function cursorAfter(scene: Scene, ...keys: string[]): number {
  return new Person(scene).press(...keys).state.cursor;
}

describe('moving in the list', () => {
  it('goes up and down, by pages and to the ends, and no farther', () => {
    const scene = frames(100);
    assert.equal(cursorAfter(scene), 101);
    assert.equal(cursorAfter(scene, 'k', 'up'), 99);
    assert.equal(cursorAfter(scene, 'g'), 1);
    assert.equal(cursorAfter(scene, 'g', 'k'), 1);
    assert.equal(cursorAfter(scene, 'g', 'j', 'down'), 3);
    assert.equal(
      cursorAfter(scene, 'home', 'pagedown', 'pagedown', 'pageup'),
      cursorAfter(scene, 'g', 'C-f'),
    );
    assert.equal(cursorAfter(scene, 'g', 'G'), 101);
    assert.equal(cursorAfter(scene, 'G', 'j'), 101);
  });

  it('moves a page by as many rows as are seen', () => {
    const person = new Person(frames(100)).press('g', 'pagedown');
    const area = areaOf(person.state, 'list');
    assert.equal(person.state.cursor, 1 + (area?.height ?? 0) - 1);
  });

  it('goes to a number, or as near as there is one', () => {
    const scene = frames(100);
    assert.equal(cursorAfter(scene, ':', '2', '5', 'enter'), 25);
    assert.equal(cursorAfter(scene, ':', ...'9999', 'enter'), 101);
    assert.equal(cursorAfter(scene, 'g', ':', 'enter'), 1);
    assert.equal(cursorAfter(scene, '/', ...'id:10,20', 'enter', ':', ...'12', 'enter'), 21);
  });

  it('says so when there is no such number', () => {
    const scene = new Scene({ rows: 100, bytes: 2 ** 20 }).opened();
    for (let id = 1; id <= 150; id += 1) scene.read('client', request(id, 'HORA'));
    const said = (...keys: string[]) => new Person(scene).press(...keys).state.notice;
    assert.equal(said(':', ...'999', 'enter'), 'there is no 999; this is 151');
    assert.equal(said(':', '0', 'enter'), `there is no 0; this is ${scene.store.first}`);
    assert.equal(said(':', '7', 'enter'), `7 is no longer kept; this is ${scene.store.first}`);
    const filtered = ['/', ...'id:120', 'enter', ':', ...'130', 'enter'];
    assert.equal(said(...filtered), '130 does not pass the filter; this is 121');
    assert.equal(said(':', ...'120', 'enter'), '');
    assert.equal(said(':', 'enter'), '');
  });
});

describe('following', () => {
  it('shows the newest as it comes, until somebody moves', () => {
    const scene = frames(3);
    const person = new Person(scene);
    scene.read('server', encodeReply(1, 'x'));
    assert.equal(person.looks().state.cursor, 5);
    person.press('k');
    scene.read('server', encodeReply(2, 'x'));
    assert.deepEqual([person.looks().state.cursor, person.state.following], [4, false]);
  });

  it('begins again at the newest, with G or f, and stays with f', () => {
    const person = new Person(frames(3)).press('g', 'G');
    assert.equal(person.state.following, true);
    person.press('f');
    assert.deepEqual([person.state.following, person.state.cursor], [false, 4]);
    person.press('g', 'f');
    assert.deepEqual([person.state.following, person.state.cursor], [true, 4]);
  });

  it('goes on at the oldest row when the one under the cursor had to go', () => {
    const scene = new Scene({ rows: 100, bytes: 2 ** 20 }).opened();
    const person = new Person(scene).press('f');
    for (let id = 1; id <= 150; id += 1) scene.read('client', request(id, 'HORA'));
    person.looks();
    assert.equal(person.state.cursor, scene.store.first);
    assert.equal(person.state.following, false);
    assert.ok(scene.store.first > 1);
  });

  it('goes on at the oldest row that passes the filter, too', () => {
    const scene = new Scene({ rows: 100, bytes: 2 ** 20 }).opened();
    for (let id = 1; id <= 50; id += 1) scene.read('client', request(id, 'HORA'));
    const person = new Person(scene).press('/', ...'len>0', 'enter', 'g');
    for (let id = 51; id <= 200; id += 1) scene.read('client', request(id, 'HORA'));
    assert.equal(person.looks().state.cursor, scene.store.first);
    assert.deepEqual(
      listed(person),
      scene.rows.map(({ number }) => number),
    );
  });
});

describe('filtering', () => {
  it('shows what passes, letter by letter', () => {
    const person = new Person(conversation()).press('/').type('dir:');
    assert.equal(person.state.prompt?.problem?.en, 'expected c (client) or s (server)');
    assert.equal(person.state.filterText, 'dir');
    person.type('s');
    assert.equal(person.state.prompt?.problem, undefined);
    assert.deepEqual(listed(person), [3, 5, 7, 10, 13, 14, 17]);
    person.press('enter');
    assert.equal(person.state.prompt, undefined);
    assert.equal(person.state.filterText, 'dir:s');
  });

  it('lets nothing through that comes later and does not pass', () => {
    const scene = conversation();
    const person = new Person(scene).press('/', ...'type:REPLY', 'enter');
    scene.read('server', encodeReply(9, 'x')).fin('server');
    assert.deepEqual(listed(person.looks()), [3, 5, 10, 17, 19]);
    assert.equal(person.state.cursor, 19);
  });

  it('keeps the cursor on its row where that passes, else on the next', () => {
    const person = new Person(conversation()).press('g', 'j', 'j', '/', ...'dir:s', 'enter');
    assert.equal(person.state.cursor, 3);
    const other = new Person(conversation()).press('g', 'j', 'j', 'j', '/', ...'dir:s', 'enter');
    assert.equal(other.state.cursor, 5);
  });

  it('is not entered while it is wrong', () => {
    const person = new Person(conversation()).press('/', ...'len>', 'enter');
    assert.equal(person.state.prompt?.kind, 'filter');
    assert.equal(person.state.prompt?.problem?.en, 'expected a number');
    assert.equal(person.state.filterText, 'len');
  });

  it('is taken back by Esc while it is typed, with the place where the person was', () => {
    const person = new Person(conversation()).press('g', 'j', 'tab', 'j', 'j', '/', ...'nothing', 'escape');
    assert.equal(person.state.filterText, '');
    assert.deepEqual([person.state.cursor, person.state.following, person.state.fieldIndex], [2, false, 2]);
    person.press('escape', '/', ...'dir:s', 'enter', '/', 'backspace', 'c', 'escape');
    assert.equal(person.state.filterText, 'dir:s');
  });

  it('is taken away by Esc in the list', () => {
    const person = new Person(conversation()).press('/', ...'dir:s', 'enter', 'escape');
    assert.deepEqual([person.state.filterText, listed(person).length], ['', 18]);
  });

  it('waits for Enter where there are very many rows', () => {
    const person = new Person(frames(20_001)).press('/', ...'id:7');
    assert.equal(listLength(person.state), 20_002);
    person.press('enter');
    assert.deepEqual(listed(person), [8]);
    person.press('/', 'backspace', '8');
    assert.deepEqual(listed(person), [8]);
  });

  it('shows only this connection, and all again', () => {
    const person = new Person(conversation()).press(':', '4', 'enter', 'o');
    assert.equal(person.state.filterText, 'conn:1');
    assert.equal(person.state.cursor, 4);
    assert.equal(person.press('o').state.filterText, '');
  });

  it('asks again about rows that have been held, changed or marked since', () => {
    const scene = frames(3).held('client', request(4, 'LISTAR'));
    const person = new Person(scene).press('/', ...'is:held', 'enter');
    assert.deepEqual(listed(person), [5]);
    scene.released(1, 'dropped', []);
    assert.deepEqual(listed(person.looks()), []);
    person.press('/', 'C-u', ...'is:changed', 'enter');
    assert.deepEqual(listed(person), [5]);
  });

  for (const filter of ['is=held', 'IS:held', 'is : held', 'is!=changed is:held'])
    it(`asks again however that is written: ${filter}`, () => {
      const scene = frames(3).held('client', request(4, 'LISTAR'));
      const person = new Person(scene).press('/', ...filter, 'enter');
      assert.deepEqual(listed(person), [5]);
      scene.released(1, 'dropped', []);
      assert.deepEqual(listed(person.looks()), []);
    });
});

describe('a filter with the words of the list', () => {
  const scene = () =>
    new Scene().opened().fin('client').reset('server').closed().opened(2).refused(2).closed(2);
  const shown: Readonly<Record<string, readonly number[]>> = {
    'type:open': [1, 5],
    'type:FIN': [2],
    'type:RST': [3],
    'type:refused': [6],
    'type:closed': [4, 7],
    'type:aberta': [1, 5],
    'type:recusada': [6],
    'type:Fechada': [4, 7],
    'type:opened,reset': [1, 3, 5], // the words of recordings
    rst: [3],
    '"server broke the connection off"': [3],
    '"o servidor"': [],
    '"servidor rompeu a conexão"': [3],
    '"has finished sending"': [2],
    'listens ECONNREFUSED': [6],
    ninguém: [6],
    depois: [4, 7],
  };
  for (const language of ['en', 'pt'] as const)
    for (const [filter, numbers] of Object.entries(shown))
      it(`finds what is shown, in either language: ${filter} (screen: ${language})`, () => {
        const person = new Person(scene(), { language }).press('/', ...filter, 'enter');
        assert.deepEqual(listed(person), numbers);
      });
});

describe('clearing', () => {
  it('is a command, and the next frame is number 1', () => {
    const scene = conversation();
    const person = new Person(scene).press('m', '/', ...'len>0', 'enter', 'C');
    assert.deepEqual(person.ordered(), [{ kind: 'clear' }]);
    assert.deepEqual([person.state.cursor, person.state.marks.size, person.state.following], [0, 0, true]);
    scene.read('client', request(6, 'HORA'));
    assert.deepEqual(listed(person.looks()), [1]);
    assert.equal(person.state.cursor, 1);
  });
});
