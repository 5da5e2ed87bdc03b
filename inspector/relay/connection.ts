/**
 * One client and the target that it is connected to: two flows, and what the death of one side means for the other.
 *
 * A client waits, unread, until the target has answered. If the target refuses, the client gets a RST, which is what
 * it would have got without a relay.
 */

import type { OnReadOpts, Socket } from 'node:net';
import { socketAddress } from '../../terminal/address.ts';
import type { Desk } from './desk.ts';
import type { Side } from './events.ts';
import { Flow } from './flow.ts';
import { Intake } from './intake.ts';

const NOTHING = Buffer.alloc(0);
/** How long a connection that the relay ends may take over it. */
const LINGER_MS = 2_000;

/** Starts to connect to the target. */
export type Dial = (onread: OnReadOpts) => Socket;

export class Connection {
  /** Resolves after the last event. */
  readonly closed: Promise<void>;
  readonly #number: number;
  readonly #desk: Desk;
  readonly #client: Socket;
  readonly #target: Socket;
  readonly #up: Flow;
  readonly #down: Flow;
  #started = false;

  /** `accepted` is a client that nobody has read yet. */
  constructor(number: number, accepted: Socket, dial: Dial, desk: Desk) {
    this.#number = number;
    this.#desk = desk;
    const fromClient = (bytes: Buffer) => this.#take(bytes, this.#up, this.#down);
    const fromTarget = (bytes: Buffer) => this.#take(bytes, this.#down, this.#up);
    this.#client = new Intake(fromClient, () => this.#up.sinkBusy).adopt(accepted);
    this.#target = dial(new Intake(fromTarget, () => this.#down.sinkBusy).onread);
    this.#up = new Flow(number, 'client', this.#client, this.#target, desk);
    this.#down = new Flow(number, 'server', this.#target, this.#client, desk);
    this.closed = new Promise((resolve) => this.#watch(resolve));
  }

  /** Says who has come. What follows is said as it happens. */
  open(target: string): void {
    const client = socketAddress(this.#client.remoteAddress, this.#client.remotePort);
    this.#desk.say({ kind: 'opened', ...this.#stamp(), client, target });
  }

  /** The target that was reached is none: `code` says why. */
  refuse(code: string): void {
    this.#target.destroy();
    this.#refused(code);
  }

  /** While the target is being reached nothing has come yet, and the client must stay unread. */
  lookAgain(): void {
    if (!this.#started) return;
    this.#up.lookAgain();
    this.#down.lookAgain();
  }

  letGo(): void {
    if (!this.#started) return;
    this.#up.letGo();
    this.#down.letGo();
  }

  /** Sends what waits and a FIN to both sides, and cuts off who does not end within LINGER_MS. */
  finish(): void {
    if (!this.#started) this.#destroy();
    this.#up.finish();
    this.#down.finish();
    const cut = setTimeout(() => this.#destroy(), LINGER_MS);
    void this.closed.then(() => clearTimeout(cut));
  }

  #watch(resolve: () => void): void {
    let open = 2;
    const closed = () => {
      open -= 1;
      if (open === 0) this.#close(resolve);
    };
    this.#client.once('close', closed);
    this.#target.once('close', closed);
    this.#client.on('error', (error) => this.#died('client', error));
    this.#target.on('error', (error) => this.#targetFailed(error));
    this.#target.once('connect', () => this.#start());
  }

  #start(): void {
    this.#started = true;
    this.#client.once('end', () => ifAlive(this.#client, () => this.#ended('client', this.#up, this.#down)));
    this.#target.once('end', () => ifAlive(this.#target, () => this.#ended('server', this.#down, this.#up)));
    this.#client.resume();
  }

  /** What one side says may tell where the frames of the other end. */
  #take(bytes: Buffer, its: Flow, other: Flow): void {
    its.take(bytes);
    if (this.#desk.rule) other.lookAgain();
  }

  #ended(from: Side, its: Flow, other: Flow): void {
    this.#desk.say({ kind: 'fin', ...this.#stamp(), from });
    its.end('fin');
    other.lookAgain();
  }

  #targetFailed(error: NodeJS.ErrnoException): void {
    if (this.#started) this.#died('server', error);
    else this.#refused(codeOf(error));
  }

  #refused(code: string): void {
    this.#desk.say({ kind: 'refused', ...this.#stamp(), code });
    this.#client.resetAndDestroy();
  }

  /** What the dead side had sent still goes to the other, then a RST; what was meant for it goes nowhere. */
  #died(from: Side, error: NodeJS.ErrnoException): void {
    this.#desk.say({ kind: 'reset', ...this.#stamp(), from, code: codeOf(error) });
    const [its, toIt] = from === 'client' ? [this.#up, this.#down] : [this.#down, this.#up];
    toIt.close();
    its.end('reset');
  }

  #destroy(): void {
    this.#client.destroy();
    this.#target.destroy();
  }

  #close(resolve: () => void): void {
    this.#up.close();
    this.#down.close();
    this.#desk.say({ kind: 'closed', ...this.#stamp() });
    resolve();
  }

  #stamp(): { connection: number; at: number } {
    return { connection: this.#number, at: this.#desk.now() };
  }
}

/**
 * libuv takes a RST for a FIN when it comes right behind the last bytes. To write nothing tells them apart: it fails on
 * a connection that was reset, and the socket emits that error. Where more is being written, that will find it out.
 */
function ifAlive(socket: Socket, ended: () => void): void {
  if (socket.writableEnded || socket.writableLength > 0) ended();
  else socket.write(NOTHING, (error) => error ?? ended());
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.name;
}
