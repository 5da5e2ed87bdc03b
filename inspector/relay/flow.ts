/**
 * One direction of a connection: what one side sends, on its way to the other.
 *
 * While nothing is held and nothing waits, each read is written on as it is. Otherwise the bytes wait, are cut into
 * frames and go when their turn comes. The source is read only while the sink takes what it is given and no frame is
 * held: a slow receiver slows the sender, and no more waits here than one frame and one read.
 *
 * Knows no protocol and nothing of the other direction. Simplified: what the sender's system still had to deliver when
 * its connection broke is lost, as it is without a relay.
 */

import type { Socket } from 'node:net';
import type { Cut, Place } from './cut.ts';
import type { Desk } from './desk.ts';
import type { Ordered, ReleaseAction, Side } from './events.ts';
import { type HeldFrame, lostParcel, outcomes, type Parcel, parcelOf, passingParcel } from './parcel.ts';
import { reset } from './reset.ts';
import { Waiting } from './waiting.ts';

const NOTHING = Buffer.alloc(0);

export class Flow {
  readonly #connection: number;
  readonly #from: Side;
  readonly #source: Socket;
  readonly #sink: Socket;
  readonly #desk: Desk;
  /** Bytes that have come in. */
  #received = 0;
  readonly #waiting = new Waiting();
  /** So many of the next bytes pass whatever the rule says. */
  #unasked = 0;
  #held: HeldFrame | undefined;
  /** Released, to go in one write with what goes next. */
  #joined: readonly HeldFrame[] = [];
  #parcel: Parcel | undefined;
  #pause: NodeJS.Timeout | undefined;
  #ending: 'fin' | 'reset' | undefined;
  /** What still comes is read and thrown away: the receiver is gone, or the relay stops. */
  #closed = false;
  #pumping = false;

  constructor(connection: number, from: Side, source: Socket, sink: Socket, desk: Desk) {
    this.#connection = connection;
    this.#from = from;
    this.#source = source;
    this.#sink = sink;
    this.#desk = desk;
  }

  /** The system has not taken all that was written: that memory must stay as it is. */
  get sinkBusy(): boolean {
    return this.#sink.writableLength > 0;
  }

  /** Bytes from the source. Their memory is free again when the sink is not busy. */
  take(bytes: Buffer): void {
    if (this.#closed) return;
    const stamp = this.#stamp();
    const offset = this.#received;
    this.#received += bytes.length;
    // Before anybody is told: the receiver need not wait for that.
    if (this.#clear) this.#write(bytes);
    else this.#waiting.add(bytes);
    this.#desk.say({ kind: 'read', ...stamp, offset, bytes });
    if (this.sinkBusy || !this.#clear) this.#pump();
  }

  /** The source has ended: what waits goes first, then its FIN or RST. */
  end(how: 'fin' | 'reset'): void {
    this.#ending = how;
    this.#pump();
  }

  /** Ends the wait of the held frame. */
  release(action: ReleaseAction): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    this.#desk.unregister(held.frame);
    if (action.how === 'joined') this.#join(held);
    else this.#send(parcelOf(this.#joined, held, action));
    this.#pump();
  }

  /** The rule is another, or measures otherwise than when it was asked last. */
  lookAgain(): void {
    this.#pump();
  }

  /** All that has come so far goes, without a pause; of a frame that has begun the rest as well, when it comes. */
  letGo(): void {
    this.#unasked = this.#desk.rule ? this.#unasked + this.#allBehind() : 0;
    this.#endPause();
    if (this.#parcel) this.#parcel.pauseMs = 0;
    else if (this.#held) this.release({ how: 'released' });
    else if (this.#joined.length > 0) this.#send(passingParcel(this.#joined, NOTHING));
    this.#pump();
  }

  /** Lets go of everything, then ends the sink's side; what still comes from the source is not passed on. */
  finish(): void {
    this.letGo();
    this.#closed = true;
    this.end('fin');
  }

  /** Nobody is left to receive anything. */
  close(): void {
    this.#closed = true;
    this.#endPause();
    const behind = { offset: this.#place(0).offset, length: this.#waiting.length };
    this.#waiting.clear();
    const lost = this.#parcel ?? lostParcel(this.#held ? [...this.#joined, this.#held] : this.#joined);
    if (this.#held) this.#desk.unregister(this.#held.frame);
    this.#parcel = undefined;
    this.#held = undefined;
    this.#joined = [];
    this.#tellReleased(lost);
    if (behind.length > 0) this.#desk.say({ kind: 'lost', ...this.#stamp(), ...behind });
    this.#throttle();
  }

  /** Nothing is in the way of the next read. */
  get #clear(): boolean {
    return (
      this.#desk.rule === undefined &&
      this.#parcel === undefined &&
      this.#held === undefined &&
      this.#joined.length === 0 &&
      this.#waiting.length === 0
    );
  }

  readonly #pump = (): void => {
    if (this.#pumping) return; // a listener has called back from inside
    this.#pumping = true;
    while (!this.sinkBusy && !this.#pause && this.#step());
    this.#pumping = false;
    this.#throttle();
  };

  #throttle(): void {
    const stuck = this.sinkBusy || this.#pause !== undefined || this.#held !== undefined;
    if (stuck && !this.#closed) this.#source.pause();
    else if (this.#source.isPaused()) this.#source.resume();
  }

  /** Does the next thing in order; false when there is nothing to do until something happens. */
  #step(): boolean {
    if (this.#parcel) return this.#sendNext(this.#parcel);
    if (this.#held) return false;
    const { pass, hold, beyond } = this.#cut();
    if (pass > 0) return this.#pass(pass, beyond);
    if (hold > 0) return this.#hold(hold);
    return this.#ending !== undefined && this.#sendEnding(this.#ending);
  }

  #cut(): Cut {
    const { length } = this.#waiting;
    const pass = Math.min(this.#unasked, length);
    if (pass > 0) return { pass, hold: 0, beyond: this.#unasked - pass };
    return this.#desk.cut(this.#waiting.bytes, this.#place(0));
  }

  #place(ahead: number): Place {
    return {
      from: this.#from,
      connection: this.#connection,
      offset: this.#received - this.#waiting.length + ahead,
      ended: this.#ending !== undefined,
    };
  }

  /** How far what has come reaches behind what passes unasked already, to the end of the frame that has begun. */
  #allBehind(): number {
    const { pass, beyond } = this.#desk.cutUnasked(this.#waiting.bytes.subarray(this.#unasked), {
      ...this.#place(this.#unasked),
      ended: true,
    });
    return pass + beyond;
  }

  #pass(length: number, beyond: number): true {
    this.#unasked = beyond;
    return this.#send(passingParcel(this.#joined, this.#waiting.take(length)));
  }

  #hold(length: number): true {
    const { offset } = this.#place(0);
    const bytes = this.#waiting.take(length);
    const frame = this.#desk.register(this);
    this.#held = { frame, offset, bytes };
    this.#desk.say({ kind: 'held', ...this.#stamp(), frame, offset, bytes });
    return true;
  }

  #join(held: HeldFrame): void {
    this.#joined = [...this.#joined, held];
    this.#tellOrdered(held, { how: 'joined', sent: 0, of: 1 });
  }

  #send(parcel: Parcel): true {
    this.#parcel = parcel;
    this.#joined = [];
    return true;
  }

  #sendNext(parcel: Parcel): true {
    const bytes = parcel.writes[parcel.sent];
    if (bytes) this.#write(bytes);
    parcel.sent += 1;
    if (parcel.sent < parcel.writes.length) {
      if (parcel.pauseMs > 0) this.#startPause(parcel.pauseMs);
      if (this.#pause || this.sinkBusy) this.#tellUnderWay(parcel);
      return true;
    }
    this.#parcel = undefined;
    this.#tellReleased(parcel);
    return true;
  }

  #sendEnding(how: 'fin' | 'reset'): boolean {
    if (this.#joined.length > 0) return this.#send(passingParcel(this.#joined, NOTHING));
    if (how === 'reset') reset(this.#sink);
    else if (!this.#sink.writableEnded) this.#sink.end();
    return false;
  }

  /** If the system does not take the bytes at once, goes on as soon as it has. */
  #write(bytes: Buffer): void {
    this.#sink.write(bytes);
    if (this.sinkBusy) this.#sink.write(NOTHING, this.#pump);
  }

  #startPause(ms: number): void {
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#pump();
    }, ms);
  }

  #endPause(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
  }

  #tellUnderWay({ frames, how, sent, writes }: Parcel): void {
    const frame = frames.at(-1);
    if (frame && how !== 'lost') this.#tellOrdered(frame, { how, sent, of: writes.length });
  }

  #tellOrdered({ frame, offset }: HeldFrame, order: Pick<Ordered, 'how' | 'sent' | 'of'>): void {
    this.#desk.say({ kind: 'ordered', ...this.#stamp(), frame, offset, ...order });
  }

  #tellReleased(parcel: Parcel): void {
    for (const outcome of outcomes(parcel))
      this.#desk.say({ kind: 'released', ...this.#stamp(), ...outcome });
  }

  #stamp(): { connection: number; at: number; from: Side } {
    return { connection: this.#connection, at: this.#desk.now(), from: this.#from };
  }
}
