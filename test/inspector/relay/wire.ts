/** Both ends of a relay, and a transcript of what it says: everything waits for events, nothing for time. */

import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { after } from 'node:test';
import { type Relay, type RelayOptions, startRelay } from '../../../inspector/proxy.ts';
import type { HoldRule, RelayEvent } from '../../../inspector/relay/events.ts';

const HOST = '127.0.0.1';

/** One end of a connection: what it has received so far, and waiting for more. */
export class End {
  readonly socket: Socket;
  received = Buffer.alloc(0);
  ended = false;
  /** The system's code of the error that ended it. */
  broken = '';
  closed = false;
  readonly #news = new EventEmitter();

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => {
      this.received = Buffer.concat([this.received, bytes]);
      this.#news.emit('news');
    });
    socket.on('end', () => this.#probe());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.broken = error.code ?? error.name;
    });
    socket.on('close', () => {
      this.closed = true;
      this.#news.emit('news');
    });
  }

  /** libuv calls a RST that comes right behind data an end; a write, even of nothing, tells them apart. */
  #probe(): void {
    const ended = () => {
      this.ended = true;
      this.#news.emit('news');
    };
    if (this.socket.writableEnded) ended();
    else this.socket.write(Buffer.alloc(0), (error) => error ?? ended());
  }

  get text(): string {
    return this.received.toString('latin1');
  }

  write(text: string): void {
    this.socket.write(text);
  }

  /** Resolves with all that was received, once it is at least as long as `text` or nothing can come any more. */
  async has(text: string): Promise<string> {
    while (this.text.length < text.length && !this.ended && !this.closed) await once(this.#news, 'news');
    return this.text;
  }

  /** Resolves with all that was received and how the other side ended: `FIN` or a code. */
  async ending(): Promise<string> {
    while (!this.ended && !this.closed) await once(this.#news, 'news');
    return `${this.text} ${this.broken || (this.ended ? 'FIN' : 'closed')}`.trim();
  }

  async whenClosed(): Promise<void> {
    while (!this.closed) await once(this.#news, 'news');
  }
}

export interface Pair {
  readonly client: End;
  readonly server: End;
}

type Kind<K extends RelayEvent['kind']> = Extract<RelayEvent, { kind: K }>;

export class Wire {
  readonly relay: Relay;
  readonly events: RelayEvent[];
  readonly targetServer: Server;
  readonly #news: EventEmitter;
  readonly #accepted: Socket[] = [];
  readonly #sockets = new Set<Socket>();

  constructor(relay: Relay, targetServer: Server, events: RelayEvent[], news: EventEmitter) {
    this.relay = relay;
    this.targetServer = targetServer;
    this.events = events;
    this.#news = news;
    targetServer.on('connection', (socket: Socket) => {
      this.#accepted.push(socket);
      this.#sockets.add(socket);
      news.emit('news');
    });
  }

  /** A client and the server's end of its connection. */
  async pair(): Promise<Pair> {
    return { client: await this.client(), server: await this.server() };
  }

  /** The server's end of the oldest connection of which nobody has it yet. */
  async server(): Promise<End> {
    while (this.#accepted.length === 0) await once(this.#news, 'news');
    return new End(this.#accepted.shift() as Socket);
  }

  async client(): Promise<End> {
    const socket = this.dial();
    const end = new End(socket);
    await once(socket, 'connect');
    return end;
  }

  /** A bare socket that nobody reads yet. */
  dial(): Socket {
    const socket = connect({ host: HOST, port: this.relay.port, allowHalfOpen: true, noDelay: true });
    this.#sockets.add(socket);
    return socket;
  }

  async tearDown(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await this.relay.stop();
  }

  of<K extends RelayEvent['kind']>(kind: K): Kind<K>[] {
    return this.events.filter((event): event is Kind<K> => event.kind === kind);
  }

  /** Resolves with the `nth` event of that kind, counted from 1, as soon as it has happened. */
  async event<K extends RelayEvent['kind']>(kind: K, nth = 1): Promise<Kind<K>> {
    for (;;) {
      const event = this.of(kind)[nth - 1];
      if (event) return event;
      await once(this.#news, 'news');
    }
  }

  /** What was said, a line an event. How many reads there are, and how long writes take, is the system's choice. */
  get transcript(): string[] {
    return this.events.filter(({ kind }) => kind !== 'read' && kind !== 'ordered').map(line);
  }
}

function line(event: RelayEvent): string {
  const from = 'from' in event ? ` ${event.from}` : '';
  switch (event.kind) {
    case 'held':
      return `held${from} ${event.frame} ${event.bytes}`;
    case 'released':
      return `${event.how}${from} ${event.frame} [${event.writes.join('|')}]`;
    case 'lost':
      return `lost${from} ${event.offset}+${event.length}`;
    case 'refused':
    case 'reset':
      return `${event.kind}${from} ${event.code}`;
    default:
      return `${event.kind}${from}`;
  }
}

/**
 * A relay in front of a target that the test plays itself; everything is torn down after the file's tests. A target's
 * name takes the relay some turns to look up, an address none.
 */
export async function startWire(options: Partial<RelayOptions> = {}, targetHost = HOST): Promise<Wire> {
  const news = new EventEmitter().setMaxListeners(0);
  const events: RelayEvent[] = [];
  const target = createServer({ allowHalfOpen: true, noDelay: true });
  after(() => target.close());
  await once(target.listen(0, HOST), 'listening');
  const relay = await startRelay({
    listen: { host: HOST, port: 0 },
    target: { host: targetHost, port: (target.address() as AddressInfo).port },
    onEvent: (event) => {
      events.push(kept(event));
      news.emit('news');
    },
    ...options,
  });
  const wire = new Wire(relay, target, events, news);
  after(() => wire.tearDown());
  return wire;
}

/** Bytes of a read are lent: whoever keeps them copies them. */
function kept(event: RelayEvent): RelayEvent {
  return event.kind === 'read' ? { ...event, bytes: Buffer.from(event.bytes) } : event;
}

/** Frames of this test's own protocol: a digit says how many characters follow, `3abc`. Holds what `wanted` matches. */
export function holdFrames(wanted = /^/): HoldRule {
  return {
    measure: (bytes) => (bytes.length > 0 ? 1 + Number(bytes.toString('latin1', 0, 1)) : undefined),
    wants: (frame) => wanted.test(frame.toString('latin1')),
  };
}
