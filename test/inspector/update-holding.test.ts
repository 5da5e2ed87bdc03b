/** What is typed and what becomes of held frames: exact commands. (state, message) → (state, commands), nothing else. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'node:test';
import { view } from '../../inspector/view.ts';
import { encodePing } from '../../protocol/message.ts';
import { runToEnd } from '../support.ts';
import { conversation, frames, Person, request, Scene } from './scene.ts';
import { textOf } from './screens.ts';

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

  it('says which frames it holds, and how long somebody waits for them', async (t) => {
    const person = new Person(frames(1)).press('i');
    assert.match(person.state.notice, /^holding all: Space releases, I chooses which; .* 30 s$/);
    person.press('i', 'I', ...'type:ARQUIVO', 'enter');
    assert.match(person.state.notice, /^holding only type:ARQUIVO: /);
    assert.match(person.press('i', 'i').state.notice, /^holding only type:ARQUIVO: /);
    assert.equal(person.press('I').state.prompt?.text, 'type:ARQUIVO');
    const help = await runToEnd(t, ['echo-client.ts', '--help']);
    assert.match(help.stdout, /--timeout SECONDS [^[]*\[30\]/);
  });

  it('is not begun in a recording, which has passed already', () => {
    for (const kind of ['recording', 'steps'] as const)
      for (const key of ['i', 'I']) {
        const person = new Person(frames(1), { source: { kind } }).press(key);
        assert.deepEqual(
          [person.state.holding, person.state.prompt, person.ordered()],
          [false, undefined, []],
        );
        assert.match(person.state.notice, /^this is a recording/);
      }
  });

  it('is nothing that can be gone back to in a recording: no key does it, and all say so', () => {
    for (const key of ['a', 'A', 'e', 'X', 'D', 's', 'c', ' ']) {
      const person = new Person(twoHeld(), { source: { kind: 'recording' } }).press(':', '3', 'enter', key);
      assert.deepEqual([person.ordered(), person.state.prompt], [[], undefined], key);
      assert.match(person.state.notice, /^this is a recording/, key);
    }
    const { state } = new Person(twoHeld(), { source: { kind: 'recording' } });
    assert.match(textOf(view(state)[0] ?? []), / {2}2 held $/);
    assert.doesNotMatch(textOf(view(state).at(-1) ?? []), /release|hold/);
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
    const person = new Person(frames(1), { source: { kind: 'steps' } }).press(' ');
    assert.deepEqual(person.ordered(), [{ kind: 'step' }]);
  });

  for (const [typed, sizes, pauseMs] of [
    ['', [19], 1_000],
    ['4 12', [4, 12], 1_000],
    ['4,12 @0', [4, 12], 0],
    ['@250 16', [16], 250],
    ['* @5', new Array(39).fill(1), 5],
    ['*@0', new Array(39).fill(1), 0],
    ['4@7', [4], 7],
    ['*', new Array(39).fill(1), 131],
    ['4 4 @999999', [4, 4], 2_500],
    ['39 @5', [39], 5],
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

describe('a frame whose order takes time', () => {
  const [one, two, three] = [request(1, 'HORA'), request(2, 'LISTAR'), request(3, 'CONSULTA')];
  /** Three frames in one read; the first is joined with the second, which is held. */
  function joined(): Scene {
    const scene = new Scene().opened().read('client', Buffer.concat([one, two, three]));
    return scene.holdAt('client', 0, one).ordered(1, 'joined', 0, 1).holdAt('client', one.length, two);
  }

  it('is out of the way of Space, which releases the next', () => {
    const person = new Person(joined()).press('g', ' ');
    assert.deepEqual(person.ordered(), [{ kind: 'release', frame: 2, action: { how: 'released' } }]);
  });

  it('takes no second order, and says so', () => {
    for (const key of ['a', 'e', 's', 'X', 'D', 'c']) {
      const person = new Person(joined()).press(':', '2', 'enter', key);
      assert.deepEqual([person.ordered(), person.state.prompt], [[], undefined], key);
      assert.match(person.state.notice, /has its order already/, key);
    }
    const alone = new Scene().opened().held('client', FRAME).ordered(1, 'split', 3, 39);
    assert.match(new Person(alone).press(' ').state.notice, /has its order already/);
  });

  it('is shown as what it is, and what is behind it as waiting', () => {
    const shown = (scene: Scene) => view(new Person(scene).state).map(textOf).join('\n');
    const rows = shown(joined());
    assert.match(rows, /C ─┃ +REQUEST +1 +13 +goes with the next · HORA/);
    assert.match(rows, /C ─┃ +REQUEST +2 +15 +held 0\.0 s · LISTAR/);
    assert.match(rows, /C ─┆ +REQUEST +3 +17 +CONSULTA/);
    const gone = joined().released(1, 'joined', []).released(2, 'dropped', [], 'client', 1, one.length);
    assert.match(shown(gone), /C ──▶ +REQUEST +3 +17 +CONSULTA/);
    const splitting = new Scene().opened().held('client', FRAME).ordered(1, 'split', 3, 39);
    assert.match(shown(splitting), /C ─┃ .* split 3\/39 · ARQUIVO/);
  });

  it('is lost with all that waits behind it when their receiver is gone', () => {
    const scene = joined().reset('server').released(1, 'lost', []);
    scene.released(2, 'lost', [], 'client', 1, one.length);
    scene.lost('client', one.length + two.length, three.length);
    const rows = view(new Person(scene).state).map(textOf).join('\n');
    for (const command of ['HORA', 'LISTAR', 'CONSULTA'])
      assert.match(rows, new RegExp(`C ─× .* × lost · ${command}`));
  });
});

describe('splitting a held frame', () => {
  const LONG = encodePing(1, Buffer.alloc(6_000));
  const splitting = (typed: string, frame = FRAME) =>
    new Person(new Scene().opened().held('client', frame)).press('s', ...typed);

  function pausesOf(person: Person): number {
    const [command] = person.press('enter').ordered();
    if (command?.kind !== 'release' || command.action.how !== 'split') return assert.fail('nothing is split');
    const { sizes, pauseMs } = command.action;
    const rest = sizes.reduce((sum, size) => sum + size, 0) < LONG.length ? 1 : 0;
    return (sizes.length + rest - 1) * pauseMs;
  }

  it('takes well below the 10 s that our server waits for a frame, whatever was asked for', async (t) => {
    for (const typed of ['*', '* @999999', '1 @999999', '* 1 1 1', '1 2 3 4 5 6 7'])
      assert.ok(pausesOf(splitting(typed, LONG)) <= 5_000, typed);
    const help = await runToEnd(t, ['echo-server.ts', '--help']);
    assert.match(help.stdout, /--frame-timeout SECONDS .*\[10\]/);
  });

  it('says while it is typed what it will be', () => {
    const said = (typed: string, frame?: Buffer) =>
      view(splitting(typed, frame).state).map(textOf).join('\n');
    assert.match(
      said('*'),
      /39 pieces, 131 ms between, 5\.0 s in all: echo-server\.ts waits 10 s for the rest/,
    );
    assert.match(said('4 12'), /3 pieces, 1000 ms between, 2\.0 s in all/);
    assert.match(said('39'), /1 piece: nothing is split/);
    assert.match(said('*', LONG), /byte by byte the first 4096, then the rest/);
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

  it('keeps a header that was typed in hex, however often Tab is pressed', () => {
    const id9 = request(9, 'ARQUIVO', 'file1.txt');
    const toId = ['tab', 'C-a', ...new Array<string>(3 * 8).fill('right'), 'backspace', 'backspace', '9'];
    assert.equal(editedTo(editing(...toId, 'enter')), id9.toString('hex'));
    assert.equal(editedTo(editing(...toId, 'tab', 'enter')), id9.toString('hex'));
    assert.equal(editedTo(editing(...toId, 'tab', 'tab', 'enter')), id9.toString('hex'));
  });

  it('mends length and checksum behind a magic that was made wrong, in text too', () => {
    const wrongMagic = Buffer.from(FRAME);
    wrongMagic.write('FC');
    const toMagic = ['tab', 'C-a', 'right', 'delete', '6'];
    assert.equal(
      editedTo(editing(...toMagic, 'tab', 'tab', 'enter'))?.slice(0, 24),
      wrongMagic.toString('hex', 0, 12),
    );
  });

  it('that is left as it was is a release', () => {
    for (const keys of [['enter'], ['tab', 'enter'], [...withFile2, 'backspace', '1', 'enter']])
      assert.deepEqual(editing(...keys).ordered(), [
        { kind: 'release', frame: 1, action: { how: 'released' } },
      ]);
  });

  it('shows that there is more to the left of what is seen', () => {
    const narrow = new Person(twoHeld(), { columns: 60 }).press(':', '3', 'enter', 'e', 'tab');
    assert.match(textOf(view(narrow.state).at(-1) ?? []), /^ edit as hex: …/);
    assert.match(textOf(view(narrow.press('C-a').state).at(-1) ?? []), /^ edit as hex: 45/);
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

  it('follows the newest again afterwards, whether it was sent or given up', () => {
    for (const end of ['enter', 'escape']) {
      const scene = new Scene().opened().held('client', request(1, 'HORA'));
      const person = new Person(scene).press('e');
      scene.opened(2);
      assert.deepEqual([person.looks().state.cursor, person.state.following], [2, false]);
      assert.equal(person.press(end).looks().state.following, true);
      assert.equal(person.state.cursor, 3);
    }
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

describe('what was done to a frame that is not the selected one', () => {
  const elsewhere = (language: 'en' | 'pt' = 'en') => {
    const scene = new Scene()
      .opened()
      .read('client', request(1, 'HORA'))
      .held('client', request(2, 'LISTAR'));
    return new Person(scene, { language }).press('g');
  };
  const SAID: Readonly<Record<string, readonly [en: string, pt: string]>> = {
    X: ['No. 3: dropped', 'N.º 3: descartado'],
    D: ['No. 3: sent twice', 'N.º 3: enviado duas vezes'],
    ' ': ['No. 3: let go', 'N.º 3: liberado'],
  };

  for (const [key, [en, pt]] of Object.entries(SAID))
    it(`is said with its number: ${key}`, () => {
      assert.equal(elsewhere().press(key).state.notice, en);
      assert.equal(elsewhere('pt').press(key).state.notice, pt);
    });

  it('need not be said of the selected one: its row shows it', () => {
    assert.equal(elsewhere().press('G', 'X').state.notice, '');
  });
});
