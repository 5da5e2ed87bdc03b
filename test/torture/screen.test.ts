/**
 * The terminal as target, from every direction: what server, client and inspector print of hostile text leaves the
 * screen as it is where nobody ever saw it.
 */

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { jsonFormat, textFormat } from '../../inspector/plain.ts';
import { openScreen } from '../../inspector/screen.ts';
import { initialState } from '../../inspector/state.ts';
import { THEMES } from '../../inspector/theme.ts';
import { update } from '../../inspector/update.ts';
import { view } from '../../inspector/view.ts';
import { encodeFrame, FrameType } from '../../protocol/frame.ts';
import { encodePing, encodeReply } from '../../protocol/message.ts';
import { request, Scene } from '../inspector/scene.ts';
import { VirtualTerminal } from '../inspector/virtual-terminal.ts';
import { Peer, runToEnd, startScriptedServer, startServer, temporaryFolder } from '../support.ts';
import { account, chance, times } from './form.ts';
import { assertHarmless, cells, HOSTILE, OBEYED, SIZE, screenAfter } from './hostile.ts';

test('the comparison notices each of them, where it is printed as it came', async () => {
  for (const text of HOSTILE.slice(0, 9)) {
    const changed = String(await screenAfter(text)) !== String(await screenAfter(''));
    assert.ok(changed || OBEYED.test(text), JSON.stringify(text));
  }
});

test("the server's log shows hostile requests as text", async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  for (const [id, text] of HOSTILE.entries())
    for (const [command, argument] of [
      [text, null],
      ['ARQUIVO', text],
      ['HORA', text],
    ] as const)
      peer.socket.write(request(id, command, argument));
  peer.socket.end(encodeFrame({ type: 77, id: 1, payload: Buffer.from(HOSTILE.join('')) }));
  await peer.ended;
  await assertHarmless(t, 'the server', server.log());
});

/** Answers in turn: each hostile text as a list, a time, an error, a file's name, a payload. */
async function startHostileServer(t: TestContext): Promise<number> {
  const json = (type: number, id: number, value: unknown) =>
    encodeFrame({ type, id, payload: Buffer.from(JSON.stringify(value)) });
  return startScriptedServer(t, async (peer) => {
    let id = 0;
    for (const text of HOSTILE) {
      const answers = [
        (next: number) => json(FrameType.REPLY, next, [text, text]),
        (next: number) => json(FrameType.REPLY, next, text),
        (next: number) => json(FrameType.ERROR, next, { code: text, message: text }),
        (next: number) => json(FrameType.FILE, next, { name: text, size: 1 }),
        (next: number) => encodeFrame({ type: FrameType.PONG, id: next, payload: Buffer.from(text) }),
      ];
      for (const answer of answers) {
        id += 1;
        await peer.framesUpTo(id);
        peer.socket.write(answer(id));
      }
    }
    peer.socket.end(json(FrameType.ERROR, 0, { code: HOSTILE.join(''), message: HOSTILE.join('') }));
  });
}

const QUESTIONS = ['4', '1', '2', '3 f', 'ping x'];

for (const [name, words] of [
  ['the client', []],
  ['the client --json', ['--json']],
] as const)
  test(`${name} shows hostile answers as text`, async (t) => {
    const port = await startHostileServer(t);
    const input = HOSTILE.map(() => `${QUESTIONS.join('\n')}\n`).join('');
    const command = ['echo-client.ts', '--port', String(port), '--out', temporaryFolder(t), ...words];
    const { code, stdout, stderr } = await runToEnd(t, command, { input: `${input}1\n` });
    assert.equal(code, 3, stderr);
    // JSON is for programs: accents stay what they are, however many.
    const shown = words.length > 0 ? stdout.replace(/\p{M}+/gu, '') : stdout;
    await assertHarmless(t, name, shown + stderr);
  });

/** Each of the texts as command, name, reply and payload, and as no protocol at all. */
function sceneOf(texts: readonly string[]): Scene {
  const scene = new Scene().opened();
  for (const [id, text] of texts.entries())
    scene
      .read('client', request(id, text, text))
      .read('server', encodeReply(id, [text]))
      .read('client', encodePing(id, Buffer.from(text)))
      .opened(id + 2)
      .read('client', `${text}\n`, id + 2)
      .closed(id + 2);
  return scene;
}

for (const [name, format] of [
  ['--plain', textFormat],
  ['--json', jsonFormat],
] as const)
  test(`the inspector ${name} shows hostile frames as text`, async (t) => {
    const { store, rows } = sceneOf(HOSTILE);
    const rowFormat = format(store, 'en');
    await assertHarmless(t, `the inspector ${name}`, rows.map((row) => rowFormat.row(row)).join(''));
  });

/** The inspector's screen on `scene`: every row looked at, then everything cleared, then one plain request. */
async function inspectorScreen(t: TestContext, scene: Scene, keys: readonly string[]): Promise<string[]> {
  const terminal = new VirtualTerminal(SIZE);
  let drawn = () => {};
  const start = { language: 'en', route: 'a test', source: { kind: 'demo' }, ...SIZE } as const;
  let state = initialState(scene.store, start);
  const tell = (message: Parameters<typeof update>[1]) => {
    const { state: next, commands } = update(state, message);
    state = next;
    if (commands.some(({ kind }) => kind === 'clear')) scene.store.clear();
    screen.redraw();
  };
  const lines = () => {
    setImmediate(() => drawn());
    return view(state);
  };
  const screen = openScreen(terminal.streams, THEMES.dark, lines, tell);
  t.after(() => screen.close());
  const settled = async (act: () => void) => {
    const next = new Promise<void>((resolve) => {
      drawn = resolve;
    });
    act();
    await next;
    await terminal.settled();
  };
  await settled(() => tell({ kind: 'captured', now: 0 }));
  for (const key of keys) await settled(() => terminal.press(key));
  await settled(() => terminal.press('C'));
  scene.opened(99).read('client', request(1, 'HORA'), 99);
  await settled(() => tell({ kind: 'captured', now: 0 }));
  return cells(terminal.xterm);
}

test('the screen of the inspector, once it is cleared, is that of one that never saw a hostile frame', async (t) => {
  const below = chance(t);
  const keys = ['up', 'down', 'pageup', 'pagedown', 'tab', 'right', 'left', 'enter', 'z', 'b', 'g', 'G'];
  const pressed = Array.from({ length: times(60, 3_000) }, () => keys[below(keys.length)] ?? 'up');
  const after = await inspectorScreen(t, sceneOf(HOSTILE), pressed);
  assert.match(after.join('\n').replaceAll(/,[^|]*\|?/g, ''), /1 frame/);
  const never = await inspectorScreen(t, sceneOf(HOSTILE.map(() => 'plain')), pressed);
  assert.deepEqual(withoutNumbers(after), withoutNumbers(never));
  account(t, pressed.length, 'keys pressed on hostile frames');
});

/** Digits differ: times and how many frames there were. */
function withoutNumbers(rows: readonly string[]): string[] {
  return rows.map((row) => row.replaceAll(/(^|\|)[\d.]?,1,/g, '$1 ,1,'));
}
