/** What is typed and what becomes of held frames: exact commands. (state, message) → (state, commands), nothing else. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'node:test';
import { encodePing } from '../../protocol/message.ts';
import { conversation, frames, Person, request, Scene } from './scene.ts';

const FRAME = request(1, 'ARQUIVO', 'file1.txt');

/** Two frames of two connections are held. */
function twoHeld(): Scene {
  return new Scene().opened().opened(2).held('client', FRAME).held('client', request(1, 'HORA'), 2);
}

describe('the line that is typed', () => {
  const typed = (...keys: string[]) => {
    const { prompt } = new Person(conversation()).press('S', ...keys).state;
    return `${prompt?.text.slice(0, prompt.cursor)}|${prompt?.text.slice(prompt.cursor)}`;
  };

  it('can be edited', () => {
    assert.equal(typed(...'abc'), 'abc|');
    assert.equal(typed(...'abc', 'left', 'left', 'x'), 'ax|bc');
    assert.equal(typed(...'abc', 'home', 'right', 'delete'), 'a|c');
    assert.equal(typed(...'abc', 'C-a', 'delete', 'end', 'backspace'), 'b|');
    assert.equal(typed(...'abc', 'left', 'C-u'), '|c');
    assert.equal(typed(...'abc', 'C-e', 'right', 'C-a', 'left', 'backspace'), '|abc');
  });

  it('takes letters, spaces and whole characters, no control characters', () => {
    assert.equal(typed(...'q ? Ação'), 'q ? Ação|');
    assert.equal(typed('😀', 'a', 'left', 'left', 'delete'), '|a');
    assert.equal(typed('a', '😀', 'backspace'), 'a|');
    assert.equal(typed('a', '\x01', 'f5'), 'a|');
  });

  it('is given up with Esc, and nothing is done', () => {
    const person = new Person(conversation()).press('I', ...'type:ARQUIVO', 'escape');
    assert.deepEqual([person.state.prompt, person.state.holdText, person.ordered()], [undefined, '', []]);
  });
});

describe('holding', () => {
  it('is switched on and off, with the rule', () => {
    const person = new Person(frames(1)).press('i');
    assert.equal(person.state.holding, true);
    person.press('i', 'I', ...'type:ARQUIVO', 'enter', 'i', 'i');
    assert.deepEqual(person.ordered(), [
      { kind: 'hold', rule: '' },
      { kind: 'hold', rule: undefined },
      { kind: 'hold', rule: 'type:ARQUIVO' },
      { kind: 'hold', rule: undefined },
      { kind: 'hold', rule: 'type:ARQUIVO' },
    ]);
  });

  it('takes no rule that cannot be read', () => {
    const person = new Person(frames(1)).press('I', ...'type:', 'enter');
    assert.deepEqual([person.state.prompt?.kind, person.ordered()], ['hold', []]);
  });

  for (const [key, action] of [
    ['a', { how: 'released' }],
    ['X', { how: 'dropped' }],
    ['D', { how: 'doubled' }],
    ['c', { how: 'joined' }],
  ] as const)
    it(`${key}: the selected frame is ${action.how}, or the only one that is held; none is guessed at`, () => {
      const scene = twoHeld();
      const person = new Person(scene).press(':', '4', 'enter', key, 'g', key);
      assert.deepEqual(person.ordered(), [{ kind: 'release', frame: 2, action }]);
      assert.match(person.state.notice, /several frames are held/);
      scene.released(2, 'released', []);
      person.looks().press('g', key);
      assert.deepEqual(person.ordered(), [{ kind: 'release', frame: 1, action }]);
    });

  it('releases the one that waits longest with Space, all with A', () => {
    const person = new Person(twoHeld()).press(' ', 'A');
    assert.deepEqual(person.ordered(), [
      { kind: 'release', frame: 1, action: { how: 'released' } },
      { kind: 'release-all' },
    ]);
  });

  it('says when there is nothing to let go of', () => {
    for (const key of ['a', ' ', 'X', 'D', 'c', 'e', 's']) {
      const person = new Person(frames(1)).press(key);
      assert.match(person.state.notice, /nothing is held/, key);
      assert.deepEqual([person.ordered(), person.state.prompt], [[], undefined]);
    }
  });

  it('steps through a recording with Space', () => {
    const person = new Person(frames(1), { stepwise: true }).press(' ');
    assert.deepEqual(person.ordered(), [{ kind: 'step' }]);
  });

  for (const [typed, sizes, pauseMs] of [
    ['', [19], 1_000],
    ['4 12', [4, 12], 1_000],
    ['4,12 @0', [4, 12], 0],
    ['@250 16', [16], 250],
    ['* @5', new Array(39).fill(1), 5],
  ] as const)
    it(`splits: "${typed}"`, () => {
      const person = new Person(twoHeld()).press(':', '3', 'enter', 's', ...typed, 'enter');
      const action = { how: 'split', sizes: [...sizes], pauseMs };
      assert.deepEqual(person.ordered(), [{ kind: 'release', frame: 1, action }]);
    });

  for (const typed of ['0', 'x', '4 -1', '@', '@x', '@*'])
    it(`splits by nothing else: "${typed}"`, () => {
      const person = new Person(twoHeld()).press('s', ...typed, 'enter');
      assert.deepEqual([person.state.prompt?.kind, person.ordered()], ['split', []]);
      assert.match(person.state.prompt?.problem?.en ?? '', /sizes such as/);
    });
});

describe('editing a held frame', () => {
  const editing = (...keys: string[]) => new Person(twoHeld()).press(':', '3', 'enter', 'e', ...keys);
  const other = request(1, 'ARQUIVO', 'file2.txt');
  const withFile2 = ['left', 'left', 'left', 'left', 'left', 'left', 'backspace', '2'];

  function editedTo(person: Person): string | undefined {
    const [command] = person.ordered();
    if (command?.kind !== 'release' || command.action.how !== 'edited') return undefined;
    return command.action.bytes.toString('hex');
  }

  it('mends length and checksum', () => {
    assert.equal(editedTo(editing(...withFile2, 'enter')), other.toString('hex'));
    const longer = request(1, 'ARQUIVO', 'file21.txt').toString('hex');
    assert.equal(editedTo(editing(...withFile2, '1', 'enter')), longer);
  });

  it('leaves them wrong on purpose with Ctrl-K', () => {
    const wrong = Buffer.concat([FRAME.subarray(0, 16), other.subarray(16)]);
    assert.equal(editedTo(editing(...withFile2, 'C-k', 'enter')), wrong.toString('hex'));
    assert.equal(editedTo(editing(...withFile2, 'C-k', 'C-k', 'enter')), other.toString('hex'));
  });

  it('goes on in hex with Tab, with what was typed so far, and back', () => {
    const person = editing(...withFile2, 'tab');
    assert.equal(person.state.prompt?.text.replaceAll(' ', ''), other.toString('hex'));
    assert.equal(person.press('tab').state.prompt?.text, '["ARQUIVO","file2.txt"]');
    assert.equal(editedTo(person.press('tab', 'enter')), other.toString('hex'));
  });

  it('is not sent while it cannot be read', () => {
    const person = editing('tab', 'backspace', 'enter');
    assert.deepEqual([person.state.prompt?.kind, person.ordered()], ['edit-hex', []]);
    assert.match(person.state.prompt?.problem?.en ?? '', /two hex digits/);
    assert.equal(person.press('tab').state.prompt?.kind, 'edit-hex');
  });

  it('never changes another frame than the one it began with', () => {
    const scene = twoHeld();
    const person = new Person(scene).press(':', '3', 'enter', 'e', ...withFile2);
    scene.released(1, 'dropped', []);
    person.looks().press('enter');
    assert.deepEqual(person.ordered(), []);
    assert.match(person.state.notice, /no longer held/);
  });

  it('is not begun with pieces that the frame is too short for', () => {
    const person = new Person(twoHeld()).press(':', '4', 'enter', 's', ...'999 4', 'enter');
    assert.deepEqual(person.ordered(), []);
    assert.match(person.state.prompt?.problem?.en ?? '', /^the frame has only \d+ bytes$/);
  });

  it('goes to the frame, and follows no more', () => {
    const scene = twoHeld();
    scene.released(1, 'released', []);
    const person = new Person(scene).press('/', ...'type:opened', 'enter', 'e');
    assert.deepEqual([person.state.cursor, person.state.following], [4, false]);
  });

  it('refuses what is too long to be edited in one line', () => {
    const person = new Person(new Scene().opened().held('client', encodePing(1, Buffer.alloc(5_000)))).press(
      'e',
    );
    assert.match(person.state.notice, /4096 bytes/);
    assert.equal(person.state.prompt, undefined);
  });
});
