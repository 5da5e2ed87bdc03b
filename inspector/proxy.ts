/**
 * The relay: listens, connects each client to the target, passes bytes both ways unchanged and in order, and says what
 * happened as events. Half-close, FIN and RST are passed on as what they are.
 *
 * The only file of the inspector that opens sockets. Knows no protocol (frames are what a HoldRule measures) and no
 * screen (who listens to the events can neither stop nor change the traffic).
 */

import { once } from 'node:events';
import {
  type AddressInfo,
  connect,
  createServer,
  type OnReadOpts,
  type Server,
  type ServerOpts,
  type Socket,
} from 'node:net';
import { type Address, socketAddress } from '../terminal/address.ts';
import { Connection } from './relay/connection.ts';
import { Desk } from './relay/desk.ts';
import { Dialled } from './relay/dialled.ts';
import type { HoldRule, RelayEvent, ReleaseAction } from './relay/events.ts';

export interface RelayOptions {
  readonly listen: Address;
  readonly target: Address;
  readonly onEvent: (event: RelayEvent) => void;
  /** Told of the first exception that onEvent or a HoldRule throws; the traffic goes on regardless. */
  readonly onError?: (error: unknown) => void;
  /** Milliseconds, as performance.now() gives them. */
  readonly now?: () => number;
}

export interface Relay {
  /** Where it listens: `127.0.0.1:65433`. */
  readonly address: string;
  readonly port: number;
  /**
   * Holds from now on what the rule wants, also of what waits already. Undefined: switches holding off and lets go of
   * everything, in order.
   */
  hold(rule: HoldRule | undefined): void;
  /** Ends the wait of one frame. False if it is not held any more: its connection may have died meanwhile. */
  release(frame: number, action?: ReleaseAction): boolean;
  /** Lets go of all that has come so far, held or waiting, and of the rest of a frame that has begun. Holding stays on. */
  releaseAll(): void;
  /** Accepts no more, lets go of everything held in order, ends every connection; resolves when all are closed. */
  stop(): Promise<void>;
}

/** Rejects with the system's error when it cannot listen. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const relay = new TcpRelay(options);
  await relay.listen(options.listen);
  return relay;
}

const SERVER_OPTIONS: ServerOpts = {
  allowHalfOpen: true,
  noDelay: true,
  highWaterMark: 65_536,
  pauseOnConnect: true,
};

class TcpRelay implements Relay {
  address = '';
  port = 0;
  readonly #target: Address;
  readonly #desk: Desk;
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  readonly #dialled = new Dialled<Connection>();
  #accepted = 0;
  #stopped: Promise<void> | undefined;

  constructor({ target, onEvent, onError = () => {}, now = () => performance.now() }: RelayOptions) {
    this.#target = target;
    this.#desk = new Desk({ onEvent, onError, now });
    // One turn later, so that a socket of our own that has reached us knows by then what its address is.
    const accept = (client: Socket) => setImmediate(() => this.#accept(client));
    this.#server = createServer(SERVER_OPTIONS, accept);
  }

  async listen({ host, port }: Address): Promise<void> {
    this.#server.listen({ host, port, backlog: 4_096 });
    await once(this.#server, 'listening');
    this.#server.on('error', (error) => this.#desk.report(error));
    const bound = this.#server.address() as AddressInfo;
    this.address = socketAddress(bound.address, bound.port);
    this.port = bound.port;
  }

  hold(rule: HoldRule | undefined): void {
    this.#desk.rule = rule;
    if (!rule) this.releaseAll();
    for (const connection of this.#connections) connection.lookAgain();
  }

  release(frame: number, action: ReleaseAction = { how: 'released' }): boolean {
    const holder = this.#desk.holder(frame);
    holder?.release(action);
    return holder !== undefined;
  }

  releaseAll(): void {
    for (const connection of this.#connections) connection.letGo();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#server.close();
    this.hold(undefined);
    for (const connection of this.#connections) connection.finish();
    await Promise.all([...this.#connections].map(({ closed }) => closed));
  }

  #accept(client: Socket): void {
    if (this.#stopped) return void client.destroy();
    const dialler = this.#dialled.diallerOf(client);
    if (dialler) return refuseOurselves(client, dialler);
    this.#accepted += 1;
    const dial = (onread: OnReadOpts) => this.#dial(onread, () => connection);
    const connection = new Connection(this.#accepted, client, dial, this.#desk);
    this.#connections.add(connection);
    void connection.closed.then(() => this.#connections.delete(connection));
    connection.open(socketAddress(this.#target.host, this.#target.port));
  }

  #dial(onread: OnReadOpts, dialler: () => Connection): Socket {
    const socket = connect({ ...this.#target, allowHalfOpen: true, noDelay: true, onread });
    socket.once('connect', () => socket.once('close', this.#dialled.add(socket, dialler())));
    return socket;
  }
}

/** The target leads back here: each connection would make another one, for ever. */
function refuseOurselves(client: Socket, dialler: Connection): void {
  client.resetAndDestroy();
  dialler.refuse('ELOOP');
}
