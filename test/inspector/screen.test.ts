/** The real screen: blessed writes to a terminal in memory, keys and the mouse go in as a terminal's bytes. */

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { openScreen, type Screen } from '../../inspector/screen.ts';
import { initialState, type State } from '../../inspector/state.ts';
import type { Message } from '../../inspector/step.ts';
import { THEMES } from '../../inspector/theme.ts';
import { update } from '../../inspector/update.ts';
import type { Line } from '../../inspector/view/lines.ts';
import { view } from '../../inspector/view.ts';
import { encodePing } from '../../protocol/message.ts';
import { conversation, request, Scene, type Size } from './scene.ts';
import { textOf } from './screens.ts';
import { VirtualTerminal } from './virtual-terminal.ts';

interface Session {
  readonly terminal: VirtualTerminal;
  readonly screen: Screen;
  readonly messages: Message[];
  state: State;
  /** Resolves when the view has been asked for the next time and its lines are on the terminal. */
  drawn(): Promise<void>;
}

/** The loop of run-screen.ts without a relay. `lines` may be another view. */
async function open(
  t: TestContext,
  scene: Scene,
  { columns, rows }: Size,
  lines: (state: State) => readonly Line[] = view,
): Promise<Session> {
  const terminal = new VirtualTerminal({ columns, rows });
  let draw = () => {};
  const messages: Message[] = [];
  const tell = (message: Message) => {
    messages.push(message);
    session.state = update(session.state, message).state;
    screen.redraw();
  };
  const screen = openScreen(
    terminal.streams,
    THEMES.dark,
    () => {
      setImmediate(() => draw());
      return lines(session.state);
    },
    tell,
  );
  t.after(() => screen.close());
  const state = initialState(scene.store, {
    language: 'en',
    route: 'a test',
    source: { kind: 'demo' },
    columns,
    rows,
  });
  const drawn = async () => {
    await new Promise<void>((resolve) => {
      draw = resolve;
    });
    await terminal.settled();
  };
  const session: Session = { terminal, screen, messages, state, drawn };
  tell({ kind: 'captured', now: scene.now });
  await drawn();
  return session;
}

/** What the view says is what the cells say. */
function checkCells({ terminal, state }: Session): void {
  assert.deepEqual(
    terminal.lines,
    view(state).map((line) => textOf(line).trimEnd()),
  );
}

async function pressed(session: Session, ...keys: string[]): Promise<void> {
  const drawn = session.drawn();
  session.terminal.press(...keys);
  await drawn;
}

describe('the screen', () => {
  for (const size of [
    { columns: 120, rows: 36 },
    { columns: 80, rows: 24 },
    { columns: 60, rows: 16 },
    { columns: 39, rows: 9 },
  ])
    it(`shows in its cells what the view says, key after key, at ${size.columns}x${size.rows}`, async (t) => {
      const session = await open(t, conversation(), size);
      checkCells(session);
      const keys = [
        'g',
        'j',
        'down',
        'tab',
        'down',
        'down',
        'tab',
        'right',
        'pagedown',
        'shift-tab',
        'z',
        'b',
        'G',
      ];
      for (const key of [
        ...keys,
        '?',
        'j',
        '?',
        't',
        't',
        '/',
        'd',
        'i',
        'r',
        ':',
        'c',
        'backspace',
        's',
        'enter',
      ]) {
        await pressed(session, key);
        checkCells(session);
      }
      assert.equal(session.state.filterText, 'dir:s');
    });

  it('knows every key by the name that the table of keys has for it', async (t) => {
    const session = await open(t, conversation(), { columns: 80, rows: 24 });
    const typed = [
      'enter',
      'tab',
      'shift-tab',
      'pageup',
      'home',
      'end',
      'backspace',
      'ctrl-k',
      'G',
      '?',
      ' ',
      ':',
    ];
    for (const key of typed) await pressed(session, key);
    const told = session.messages.flatMap((message) => (message.kind === 'key' ? [message.key] : []));
    const names = [
      'enter',
      'tab',
      'S-tab',
      'pageup',
      'home',
      'end',
      'backspace',
      'C-k',
      'S-g',
      '?',
      'space',
      ':',
    ];
    assert.deepEqual(told, names);
  });

  it('takes a key for one message, also when many come at once', async (t) => {
    const session = await open(t, conversation(), { columns: 80, rows: 24 });
    await pressed(session, 'g', 'j', 'j', 'enter', 'down');
    assert.equal(session.messages.filter(({ kind }) => kind === 'key').length, 5);
    assert.deepEqual([session.state.cursor, session.state.pane, session.state.fieldIndex], [3, 'fields', 1]);
  });

  it('takes typed letters that are not ASCII', async (t) => {
    const session = await open(t, conversation(), { columns: 80, rows: 24 });
    await pressed(session, '/', 'olá');
    assert.match(await session.terminal.shows(/filter: olá/), /▌ +5 /);
    await pressed(session, '😀');
    assert.equal(session.state.prompt?.text, 'olá😀');
  });

  it('takes clicks and the wheel', async (t) => {
    const session = await open(t, conversation(), { columns: 120, rows: 36 });
    const drawn = session.drawn();
    session.terminal.mouse(0, 5, 4);
    await drawn;
    assert.equal(session.state.cursor, session.state.store.first + 8);
    const turned = session.drawn();
    session.terminal.mouse(65, 5, 4);
    await turned;
    assert.equal(session.state.cursor, session.state.store.first + 9);
    const fields = session.drawn();
    session.terminal.mouse(0, 5, 20);
    await fields;
    assert.equal(session.state.pane, 'fields');
    checkCells(session);
  });

  it('follows the size of the terminal', async (t) => {
    const session = await open(t, conversation(), { columns: 120, rows: 36 });
    for (const size of [
      { columns: 80, rows: 24 },
      { columns: 30, rows: 8 },
      { columns: 140, rows: 40 },
    ]) {
      const drawn = session.drawn();
      session.terminal.resize(size);
      await drawn;
      assert.deepEqual([session.state.columns, session.state.rows], [size.columns, size.rows]);
      checkCells(session);
    }
  });

  it('draws hostile names cell by cell, and obeys none of them', async (t) => {
    const names = [
      '{bold}{red-fg}x{/}',
      '日本語.txt',
      '😀👩‍👩‍👧',
      `e${'\u0301'.repeat(100)}`,
      'a\u202etxt',
      '\x1b[2J\x07',
    ];
    const scene = new Scene().opened();
    for (const name of names)
      scene.read('client', request(1, name)).read('client', encodePing(2, Buffer.from(name)));
    const session = await open(t, scene, { columns: 80, rows: 24 });
    for (const _row of names) {
      checkCells(session);
      await pressed(session, 'up');
    }
  });

  it('writes nothing when nothing has changed', async (t) => {
    const session = await open(t, conversation(), { columns: 80, rows: 24 });
    session.terminal.written = '';
    const drawn = session.drawn();
    session.screen.redraw();
    await drawn;
    assert.equal(session.terminal.written, '');
  });

  it('draws once what many messages have changed', async (t) => {
    let views = 0;
    const session = await open(t, conversation(), { columns: 80, rows: 24 }, (state) => {
      views += 1;
      return view(state);
    });
    views = 0;
    await pressed(session, ...'kkkkkkkkkk');
    assert.equal(views, 1);
  });

  it('gives the terminal back, and says nothing more', async (t) => {
    const session = await open(t, conversation(), { columns: 80, rows: 24 });
    const { modes, buffer } = session.terminal.xterm;
    assert.deepEqual([buffer.active.type, modes.mouseTrackingMode], ['alternate', 'drag']);
    assert.match(session.terminal.written, /\x1b\[\?25l/);
    session.screen.close();
    session.screen.close();
    await session.terminal.settled();
    const after = session.terminal.xterm;
    assert.deepEqual([after.buffer.active.type, after.modes.mouseTrackingMode], ['normal', 'none']);
    const cursor = [...session.terminal.written.matchAll(/\x1b\[\?25([hl])/g)].at(-1)?.[1];
    assert.equal(cursor, 'h');
    session.terminal.written = '';
    session.screen.redraw();
    session.terminal.press('j');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(session.terminal.written, '');
  });
});

describe('a terminal of any name', () => {
  for (const term of ['xterm-256color', 'xterm', 'tmux-256color', 'screen-256color', 'linux', 'made-up'])
    it(`shows the same screen: ${term}`, async (t) => {
      const before = process.env.TERM;
      process.env.TERM = term;
      t.after(() => {
        process.env.TERM = before;
      });
      const session = await open(t, conversation(), { columns: 80, rows: 24 });
      checkCells(session);
      const cell = session.terminal.xterm.buffer.active.getLine(1)?.getCell(2);
      assert.equal(cell?.isFgPalette(), true, 'in 256 colours');
    });
});
