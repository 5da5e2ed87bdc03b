/** The states of which golden screens are kept, and what a screen looks like as plain text. */

import { Buffer } from 'node:buffer';
import type { SourceFacts } from '../../inspector/running-source.ts';
import type { Line } from '../../inspector/view/lines.ts';
import { encodeReply } from '../../protocol/message.ts';
import type { Language } from '../../terminal/language.ts';
import { conversation, Person, request, Scene, type Size } from './scene.ts';

export type Setting = Size & { readonly language: Language };
type Situation = (setting: Setting) => Person;

const FILE = request(2, 'ARQUIVO', 'file1.txt');

/** The second request waits in the relay. */
function holding(): Scene {
  return new Scene()
    .opened()
    .read('client', request(1, 'HORA'))
    .read('server', encodeReply(1, '19:31:07'))
    .held('client', FILE)
    .wait(3_200);
}

function edited(): Scene {
  return holding().released(1, 'edited', [request(2, 'ARQUIVO', 'file2.txt')]);
}

/** A header that begins well and has a wrong checksum; a version of the future. */
function broken(): Scene {
  const wrongSum = Buffer.from(FILE);
  wrongSum.writeUInt8(wrongSum.readUInt8(12) ^ 1, 12);
  const wrongVersion = Buffer.from(FILE);
  wrongVersion.writeUInt8(2, 2);
  return new Scene().opened().read('client', wrongSum).read('client', wrongVersion);
}

const ELSEWHERE: SourceFacts = { kind: 'relay', listen: '[::1]:7777', target: '10.0.0.5:7000', ours: true };

/** Everything that the screen can show, by name. */
export const SITUATIONS: Readonly<Record<string, Situation>> = {
  empty: (setting) => new Person(new Scene(), setting),
  foreign: (setting) => new Person(new Scene(), { ...setting, source: { ...ELSEWHERE, ours: false } }),
  elsewhere: (setting) => new Person(new Scene(), { ...setting, source: ELSEWHERE }),
  opened: (setting) => new Person(new Scene().opened(), setting),
  refused: (setting) => new Person(new Scene().opened().refused().closed(), setting).press('k'),
  closed: (setting) => new Person(conversation().fin('server').closed(), setting),
  'half-closed': (setting) => new Person(conversation(), setting),
  reset: (setting) => new Person(conversation().reset('client'), setting),
  found: (setting) => new Person(conversation(), setting).press('g', 'S', ...'ARQUIVO', 'enter'),
  frames: (setting) => new Person(conversation(), setting).press('g', 'j', 'j', 'j'),
  'in-three-reads': (setting) => new Person(conversation(), setting).press(':', ...'6', 'enter'),
  bytes: (setting) => new Person(conversation(), setting).press('g', 'j', 'tab', 'tab', 'down'),
  begun: (setting) => new Person(conversation().read('server', FILE.subarray(0, 5)), setting),
  filtered: (setting) => new Person(conversation(), setting).press('/', ...'dir:c len>0', 'enter', 'm'),
  nothing: (setting) => new Person(conversation(), setting).press('/', ...'type:nothing', 'enter'),
  help: (setting) => new Person(conversation(), setting).press('?'),
  totals: (setting) => new Person(conversation(), setting).press('t'),
  held: (setting) => new Person(holding(), setting).press('i'),
  leaving: (setting) => new Person(holding(), setting).press('q'),
  changed: (setting) => new Person(edited(), setting).press('tab', 'tab'),
  broken: (setting) => new Person(broken(), setting).press('g', 'j'),
  problem: (setting) => new Person(conversation(), setting).press('/', ...'len>many'),
  editing: (setting) => new Person(holding(), setting).press('e', 'left', 'left', 'left'),
  stepwise: (setting) => new Person(conversation(), { ...setting, source: { kind: 'steps' } }),
  large: (setting) => new Person(conversation(), setting).press('b', 'k'),
  zoomed: (setting) => new Person(conversation(), setting).press('g', 'j', 'tab', 'z'),
};

/** Of a line, what can be read; how it looks is the theme's business. */
export function textOf(line: Line): string {
  return line.map(({ text }) => text).join('');
}
