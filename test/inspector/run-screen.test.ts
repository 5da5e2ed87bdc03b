/** The loop with a screen: what is captured is shown, keys become orders to the source, and faults stay inside. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Audience } from '../../inspector/audience.ts';
import { readInspectorOptions } from '../../inspector/options.ts';
import { runScreen } from '../../inspector/run-screen.ts';
import type { RunningSource } from '../../inspector/running-source.ts';
import { encodeReply } from '../../protocol/message.ts';
import { request, Scene } from './scene.ts';
import { VirtualTerminal } from './virtual-terminal.ts';

/** A source that only writes down what it is told. */
function sourceOf(scene: Scene) {
  const orders: unknown[] = [];
  const source: RunningSource = {
    route: 'a test',
    facts: { kind: 'relay', listen: '127.0.0.1:65433', target: '127.0.0.1:65432', ours: true },
    now: () => scene.now,
    hold: (rule) => orders.push(rule ? 'hold' : 'pass'),
    release: (frame, { how }) => orders.push([frame, how]) > 0,
    releaseAll: () => orders.push('all'),
    step: undefined,
    stop: async () => {},
    finished: new Promise(() => {}),
  };
  return { source, orders };
}

function start(scene: Scene) {
  const terminal = new VirtualTerminal({ columns: 80, rows: 24 });
  const { source, orders } = sourceOf(scene);
  let audience: Audience | undefined;
  const listen = (listening: Audience) => {
    audience = listening;
  };
  const settings = readInspectorOptions('en', []);
  const ended = runScreen(settings, scene.store, source, listen, terminal.streams);
  /** The newest event of the scene. */
  const captured = () => {
    const event = scene.events.at(-1);
    if (event) audience?.captured(event);
  };
  return { terminal, orders, ended, captured, told: (sentence: string) => audience?.told(sentence) };
}

describe('the loop', () => {
  it('shows what comes in, and ends with q', async () => {
    const scene = new Scene();
    const { terminal, ended, captured } = start(scene);
    await terminal.shows(/Waiting for a client/);
    scene.opened().read('client', request(1, 'HORA'));
    captured();
    await terminal.shows(/REQUEST +1 +13 +HORA/);
    terminal.press('q');
    await ended;
    assert.equal(terminal.xterm.buffer.active.type, 'alternate'); // as long as the last bytes are on their way
    await terminal.settled();
    assert.equal(terminal.xterm.buffer.active.type, 'normal');
  });

  it('passes orders on, and shows how long a frame has waited', async () => {
    const scene = new Scene();
    const { terminal, orders, ended, captured } = start(scene);
    terminal.press('i');
    await terminal.shows(/HOLD all/);
    scene.opened().held('client', request(1, 'HORA')).wait(4_200);
    captured();
    await terminal.shows(/held 4\.2 s/);
    scene.wait(1_000);
    await terminal.shows(/held 5\.2 s/);
    terminal.press('D', 'A', 'i', 'q', 'q'); // the first q says what is held
    await ended;
    assert.deepEqual(orders, ['hold', [1, 'doubled'], 'all', 'pass']);
  });

  it('asks again about first bytes that nothing follows, while holding', async () => {
    const scene = new Scene().opened().read('client', 'HORA').wait(60_000);
    const { terminal, orders, ended } = start(scene);
    await terminal.shows(/4 bytes of a frame so far/);
    terminal.press('i');
    await terminal.shows(/C ──▶ +read +4 +"HORA"/);
    assert.deepEqual(orders, ['hold', 'hold']);
    terminal.press('q');
    await ended;
  });

  it('says in the screen what went wrong meanwhile, until the next key', async () => {
    const { terminal, ended, told } = start(new Scene());
    await terminal.shows(/Waiting for a client/);
    told('The recording \x1b[2J cannot be written.');
    await terminal.shows(/The recording \\x1b\[2J cannot be written\./);
    terminal.press('q');
    await ended;
  });

  it('clears', async () => {
    const scene = new Scene().opened().read('client', request(1, 'HORA')).read('server', encodeReply(1, 'x'));
    const { terminal, ended } = start(scene);
    await terminal.shows(/2 frames/);
    terminal.press('C');
    await terminal.shows(/0 frames/);
    terminal.press('ctrl-c');
    await ended;
  });

  it('goes on when the view fails, and when a key does', async () => {
    const scene = new Scene().opened();
    const { terminal, ended, captured } = start(scene);
    await terminal.shows(/open/);
    const { row } = scene.store;
    scene.store.row = () => {
      throw new Error('out of\x1b[2J order');
    };
    captured();
    await terminal.shows(/! Error: out of\\x1b\[2J order/);
    terminal.press('j', 'm', 'o');
    scene.store.row = row;
    scene.read('client', request(1, 'HORA'));
    captured();
    await terminal.shows(/HORA/);
    terminal.press('q');
    await ended;
  });

  for (const side of ['input', 'output'] as const)
    it(`ends when the terminal is gone: its ${side} breaks`, async () => {
      const { terminal, ended } = start(new Scene());
      await terminal.shows(/Waiting/);
      terminal.streams[side].destroy(new Error('EIO'));
      await ended;
    });
});
