/**
 * The inspector's parts as its index.ts wires them, without a command line: a relay and a store, and a screen on
 * standard output where the second word is `screen`. The first word is the target's port. Asked by its starter, it says
 * what it has seen.
 */

import { PassThrough } from 'node:stream';
import type { Audience } from '../../inspector/audience.ts';
import { readInspectorOptions } from '../../inspector/options.ts';
import { startSource } from '../../inspector/source.ts';
import { Store } from '../../inspector/store.ts';
import { answering } from '../peers/peer.ts';

export interface Seen {
  /** Frames since it began. */
  readonly frames: number;
  /** What its process takes now, in bytes. */
  readonly memory: number;
}

const HOST = '127.0.0.1';
const [target = '', output = ''] = process.argv.slice(2);
const settings = readInspectorOptions('en', ['--listen', `${HOST}:0`, '--target', `${HOST}:${target}`]);
const store = new Store(settings.bounds);
let audience: Audience | undefined;
const source = await startSource(settings, (event) => {
  store.add(event);
  audience?.captured(event);
});
if (output === 'screen') {
  const { runScreen } = await import('../../inspector/run-screen.ts'); // as index.ts does: only when it is wanted
  const input = new PassThrough(); // nobody types
  const terminal = { input, output: Object.assign(process.stdout, { columns: 120, rows: 36, isTTY: true }) };
  const listen = (listening: Audience) => {
    audience = listening;
  };
  void runScreen(settings, store, source, listen, terminal);
}
answering((): Seen => ({ frames: store.frames, memory: process.memoryUsage.rss() }));
const { facts } = source;
process.send?.({ listening: Number(facts.kind === 'relay' ? facts.listen.split(':').at(-1) : 0) });
