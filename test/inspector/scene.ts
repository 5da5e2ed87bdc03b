/** What the inspector has captured, told event by event with a clock of its own, and a person in front of it. */

import { Buffer } from 'node:buffer';
import type { Dissector } from '../../inspector/dissect/dissection.ts';
import type { Fate, RelayEvent, ReleaseAction, Side } from '../../inspector/relay/events.ts';
import type { Row } from '../../inspector/rows.ts';
import type { SourceFacts } from '../../inspector/running-source.ts';
import { initialState, listLength, numberAt, type State } from '../../inspector/state.ts';
import type { Command, Message } from '../../inspector/step.ts';
import { type Bounds, Store } from '../../inspector/store.ts';
import { update } from '../../inspector/update.ts';
import { encodeError, encodeReply, encodeRequest } from '../../protocol/message.ts';
import type { Language } from '../../terminal/language.ts';

const BEAT_MS = 1.25;

/** A store, and the relay's events as sentences: each takes BEAT_MS. */
export class Scene {
  readonly store: Store;
  /** All that has happened. */
  readonly events: RelayEvent[] = [];
  now = 0;
  readonly #sent = new Map<string, number>();
  #held = 0;

  constructor(bounds?: Bounds, as?: Dissector) {
    this.store = new Store(bounds, as);
  }

  opened(connection = 1): this {
    const client = `127.0.0.1:${50_000 + connection}`;
    return this.#add({ kind: 'opened', connection, at: this.#tick(), client, target: '127.0.0.1:65432' });
  }

  refused(connection = 1): this {
    return this.#add({ kind: 'refused', connection, at: this.#tick(), code: 'ECONNREFUSED' });
  }

  read(from: Side, bytes: Buffer | string, connection = 1): this {
    const copy = Buffer.from(bytes as string);
    const stream = `${connection} ${from}`;
    const offset = this.#sent.get(stream) ?? 0;
    this.#sent.set(stream, offset + copy.length);
    return this.#add({ kind: 'read', connection, at: this.#tick(), from, offset, bytes: copy });
  }

  /** Its frame of that side comes in and is held. Frames of the relay are counted from 1. */
  held(from: Side, bytes: Buffer, connection = 1): this {
    const offset = this.#sent.get(`${connection} ${from}`) ?? 0;
    this.read(from, bytes, connection);
    return this.holdAt(from, offset, bytes, connection);
  }

  holdAt(from: Side, offset: number, bytes: Buffer, connection = 1): this {
    this.#held += 1;
    const held = { connection, at: this.now, from, offset, bytes, frame: this.#held };
    return this.#add({ kind: 'held', ...held });
  }

  /** Its order takes time: so many of the writes are done. */
  ordered(frame: number, how: ReleaseAction['how'], sent: number, of: number, offset = 0): this {
    const stamp = { connection: 1, at: this.#tick(), from: 'client' as const };
    return this.#add({ kind: 'ordered', ...stamp, frame, offset, how, sent, of });
  }

  lost(from: Side, offset: number, length: number, connection = 1): this {
    return this.#add({ kind: 'lost', connection, at: this.#tick(), from, offset, length });
  }

  released(
    frame: number,
    how: Fate,
    writes: readonly Buffer[],
    from: Side = 'client',
    connection = 1,
    offset = 0,
  ): this {
    const length = writes.reduce((sum, { length }) => sum + length, 0);
    const sent = { connection, at: this.#tick(), from, offset, length };
    return this.#add({ kind: 'released', frame, how, writes, ...sent });
  }

  fin(from: Side, connection = 1): this {
    return this.#add({ kind: 'fin', connection, at: this.#tick(), from });
  }

  reset(from: Side, connection = 1): this {
    return this.#add({ kind: 'reset', connection, at: this.#tick(), from, code: 'ECONNRESET' });
  }

  closed(connection = 1): this {
    return this.#add({ kind: 'closed', connection, at: this.#tick() });
  }

  /** So much time passes. */
  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  get rows(): Row[] {
    const { first, last } = this.store;
    return Array.from({ length: last - first + 1 }, (_, index) => this.store.row(first + index) as Row);
  }

  #tick(): number {
    this.now += BEAT_MS;
    return this.now;
  }

  #add(event: RelayEvent): this {
    this.events.push(event);
    this.store.add(event);
    return this;
  }
}

export function request(id: number, command: string, argument: string | null = null): Buffer {
  return encodeRequest(id, { command, argument });
}

/** An `opened`, then frames 2 to `count` + 1. */
export function frames(count: number): Scene {
  const scene = new Scene().opened();
  for (let id = 1; id <= count; id += 1) scene.read('client', request(id, 'HORA'));
  return scene;
}

/** Two connections: questions and answers, a frame in three reads, two in one, something broken, the ends. */
export function conversation(): Scene {
  const inPieces = request(3, 'ARQUIVO', 'nao-existe.txt');
  return new Scene()
    .opened()
    .read('client', request(1, 'HORA'))
    .read('server', encodeReply(1, '19:31:07'))
    .read('client', request(2, 'LISTAR'))
    .wait(4031)
    .read('server', encodeReply(2, ['file1.txt', 'file2.txt', 'olá.txt']))
    .read('client', inPieces.subarray(0, 5))
    .read('client', inPieces.subarray(5, 20))
    .read('client', inPieces.subarray(20))
    .read('server', encodeError(3, 'not-found'))
    .read('client', Buffer.concat([request(4, 'CONSULTA'), request(5, 'HORA')]))
    .read('server', encodeReply(4, 'Servidor online 24 horas'))
    .opened(2)
    .read('client', 'oi\n', 2)
    .read('server', encodeError(0, 'bad-magic'), 2)
    .fin('server', 2)
    .fin('client', 2)
    .closed(2)
    .read('server', encodeReply(5, '19:31:11'))
    .fin('client');
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

const RELAY: SourceFacts = {
  kind: 'relay',
  listen: '127.0.0.1:65433',
  target: '127.0.0.1:65432',
  ours: true,
};

/** Somebody at the keyboard: presses keys and clicks, sees the state and the commands that came of it. */
export class Person {
  state: State;
  commands: Command[] = [];
  readonly #scene: Scene;

  constructor(scene: Scene, size: Partial<Size> & { language?: Language; source?: SourceFacts } = {}) {
    this.#scene = scene;
    const settings = { language: 'en' as const, columns: 120, rows: 36, source: RELAY, ...size };
    this.state = initialState(scene.store, { route: '127.0.0.1:65433 → 127.0.0.1:65432', ...settings });
    this.looks();
  }

  /** The screen takes in what has happened since. */
  looks(): this {
    return this.tell({ kind: 'captured', now: this.#scene.now });
  }

  /** Keys by their names or characters: `j`, `G`, `?`, `tab`, `C-k`. */
  press(...keys: string[]): this {
    for (const key of keys) this.tell(keyMessage(key));
    return this;
  }

  type(text: string): this {
    return this.press(...text);
  }

  click(x: number, y: number): this {
    return this.tell({ kind: 'click', x, y });
  }

  wheel(x: number, y: number, by: number): this {
    return this.tell({ kind: 'wheel', x, y, by });
  }

  tell(message: Message): this {
    const { state, commands } = update(this.state, message);
    this.state = state;
    this.commands.push(...commands);
    if (commands.some(({ kind }) => kind === 'clear')) {
      this.#scene.store.clear();
      this.looks();
    }
    return this;
  }

  /** The commands since this was last asked. */
  ordered(): Command[] {
    return this.commands.splice(0);
  }
}

/** As blessed reports a key: capitals as `S-` and the small letter, a space by its name. */
function keyMessage(key: string): Message {
  if (key === ' ') return { kind: 'key', key: 'space', character: ' ' };
  if (/^[A-Z]$/.test(key)) return { kind: 'key', key: `S-${key.toLowerCase()}`, character: key };
  return { kind: 'key', key, character: [...key].length === 1 ? key : undefined };
}

/** The numbers of the rows that the list shows. */
export function listed(person: Person): number[] {
  return Array.from({ length: listLength(person.state) }, (_, position) => numberAt(person.state, position));
}
