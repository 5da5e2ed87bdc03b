/**
 * What the sender of lesson 10 must do, and the mistakes that are known by what they do. The socket is a Writable of our
 * own, whose client takes a piece when the check says so: nothing here depends on how much room a system has.
 */

import { Writable } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { defineExercise, type Trail } from '../../course/exercise.ts';

interface Student {
  send: (socket: Writable, pieces: AsyncIterable<Buffer>) => Promise<void>;
}

const PIECE_BYTES = 8_192;
/** Two pieces: the second write gives false. */
const ROOM_BYTES = 2 * PIECE_BYTES;
const SEND = { en: 'send', pt: 'send' };
/** So long a client may think; longer than somebody waits who waits for a time. */
const THINKS_MS = 300;

/** The check's end of the connection: what the client has taken, and what it has not. */
class SlowSocket extends Writable {
  readonly taken: Buffer[] = [];
  #reading: boolean;
  #waiting: (() => void) | undefined;
  #abandon: ((error: Error) => void) | undefined;

  constructor(reading: boolean) {
    super({ highWaterMark: ROOM_BYTES });
    this.#reading = reading;
    this.on('error', () => {});
  }

  override _write(piece: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#abandon = done;
    const take = () => {
      this.taken.push(piece);
      done();
    };
    if (this.#reading) setImmediate(take);
    else this.#waiting = take;
  }

  /** As a socket does it: who waits for a piece that lies here is told that nobody will take it. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#abandon?.(new Error('closed'));
    done(error);
  }

  /** From now on every piece is taken. */
  read(): void {
    this.#reading = true;
    this.#waiting?.();
  }
}

/** So many pieces, each filled with a letter of its own. */
function makePieces(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => Buffer.alloc(PIECE_BYTES, 97 + (index % 26)));
}

/** Gives the pieces one after the other, as a file does; `onAsk` is told the number of each, from 1, before it is given. */
async function* give(pieces: readonly Buffer[], onAsk: (number: number) => unknown = () => {}) {
  for (const [index, piece] of pieces.entries()) {
    await onAsk(index + 1);
    yield piece;
  }
}

/** `all sent` or `gone`: what the student's send says of its own end. */
async function endOf(sending: Promise<void>): Promise<string> {
  return sending.then(
    () => 'all sent',
    () => 'gone',
  );
}

function noteQueued(trail: Trail, socket: Writable): void {
  trail.note(
    { en: 'queued in the socket, in bytes', pt: 'na fila do socket, em bytes' },
    socket.writableLength,
  );
}

export const exercise = defineExercise<Student>({
  exports: ['send'],
  mistakes: {
    'drain-every-time': {
      en: "You wait for 'drain' after a write that gave true. The socket had room all the time: it has nothing to drain, and 'drain' never comes. Wait only after false.",
      pt: "Você espera o 'drain' depois de um write que devolveu true. O socket tinha espaço o tempo todo: não há o que esvaziar, e o 'drain' nunca vem. Espere só depois de false.",
    },
    'reads-all-first': {
      en: 'You asked for piece after piece and wrote none. The whole file is in your memory before the client gets its first byte: write each piece as it comes.',
      pt: 'Você pediu um pedaço atrás do outro e não escreveu nenhum. O arquivo inteiro está na sua memória antes de o cliente receber o primeiro byte: escreva cada pedaço assim que ele vem.',
    },
    'ignores-false': {
      en: 'write() gave false, and you asked for the next piece at once. The client reads nothing: every further piece stays in your memory.',
      pt: 'O write() devolveu false, e você pediu logo o próximo pedaço. O cliente não lê nada: cada pedaço a mais fica na sua memória.',
    },
    'waits-a-while': {
      en: "After false you waited for some time, and then went on. The client still had no room: it takes as long as it takes. Only 'drain' says that there is room again.",
      pt: "Depois do false você esperou um tempo e continuou. O cliente ainda não tinha espaço: ele demora o quanto demorar. Só o 'drain' diz que há espaço de novo.",
    },
    'never-notices-close': {
      en: "The client went away while you waited. Now 'drain' never comes, and you wait for ever, with the file open. Listen to 'close' too.",
      pt: "O cliente foi embora enquanto você esperava. Agora o 'drain' nunca vem, e você espera para sempre, com o arquivo aberto. Escute também o 'close'.",
    },
    'gone-is-done': {
      en: 'The client went away in the middle, and your promise resolved: whoever called you believes that all was sent. Reject it.',
      pt: 'O cliente foi embora no meio, e a sua promise foi resolvida: quem chamou acredita que tudo foi enviado. Rejeite-a.',
    },
    'too-late-for-close': {
      en: "The client had gone when you wrote this piece. 'close' has been, and does not come again: look at `socket.destroyed` before you write.",
      pt: "O cliente já tinha ido embora quando você escreveu este pedaço. O 'close' já passou, e não vem de novo: olhe `socket.destroyed` antes de escrever.",
    },
    'leaves-listeners': {
      en: 'All was sent, but your listeners are still on the socket, and each file brings more of them. Take off every one that you put on, also the one that was not called.',
      pt: 'Tudo foi enviado, mas os seus listeners continuam no socket, e a cada arquivo vêm mais. Tire cada um que você pôs, também o que não foi chamado.',
    },
  },
  checks: [
    {
      title: { en: 'one small piece, which fits', pt: 'um pedaço pequeno, que cabe' },
      stuck: 'drain-every-time',
      async run({ send }, trail) {
        const socket = new SlowSocket(true);
        const small = [Buffer.from('Minha terra tem palmeiras')];
        await trail.call(SEND, small[0], () => send(socket, give(small)));
        await nextTurn(); // until it is taken
        trail.compare(socket.taken, small);
      },
    },
    {
      title: { en: 'piece by piece', pt: 'pedaço por pedaço' },
      async run({ send }, trail) {
        const socket = new SlowSocket(true);
        const pieces = makePieces(8);
        const onAsk = (number: number) => {
          trail.note({ en: 'asks for piece', pt: 'pede o pedaço' }, number);
          if (number > 2 && socket.writableLength + socket.taken.length === 0) trail.fail('reads-all-first');
        };
        await trail.call(SEND, undefined, () => send(socket, give(pieces, onAsk)));
        while (socket.writableLength > 0) await nextTurn();
        trail.compare(Buffer.concat(socket.taken), Buffer.concat(pieces));
      },
    },
    {
      title: { en: 'a client that does not read for a while', pt: 'um cliente que fica um tempo sem ler' },
      async run({ send }, trail) {
        const socket = new SlowSocket(false);
        const pieces = makePieces(40);
        let atOnce = true;
        const onAsk = (number: number) => {
          trail.note({ en: 'asks for piece', pt: 'pede o pedaço' }, number);
          if (socket.writableLength <= ROOM_BYTES) return;
          noteQueued(trail, socket);
          trail.fail(atOnce ? 'ignores-false' : 'waits-a-while');
        };
        const sending = trail.call(SEND, undefined, () => send(socket, give(pieces, onAsk)));
        await nextTurn(); // who does not wait has asked again by now
        atOnce = false;
        trail.note({ en: 'the client does not read yet', pt: 'o cliente ainda não lê' });
        await Promise.race([sending, sleep(THINKS_MS)]);
        trail.note({ en: 'the client reads', pt: 'o cliente lê' });
        socket.read();
        await sending;
        while (socket.writableLength > 0) await nextTurn();
        trail.compare(Buffer.concat(socket.taken), Buffer.concat(pieces));
      },
    },
    {
      title: { en: 'the client goes away while you wait', pt: 'o cliente vai embora enquanto você espera' },
      stuck: 'never-notices-close',
      async run({ send }, trail) {
        const socket = new SlowSocket(false);
        let asksAfterwards = false;
        const onAsk = () => {
          asksAfterwards = socket.destroyed;
        };
        const sending = trail.call(SEND, undefined, () => endOf(send(socket, give(makePieces(40), onAsk))));
        await nextTurn();
        trail.note({ en: 'the client goes away', pt: 'o cliente vai embora' });
        socket.destroy();
        const end = await Promise.race([sending, waitForTurns(MANY_TURNS)]);
        if (end === undefined && asksAfterwards) trail.fail('too-late-for-close');
        trail.compare(await sending, 'gone', () => 'gone-is-done');
      },
    },
    {
      title: {
        en: 'the client goes away while the file is read',
        pt: 'o cliente vai embora enquanto o arquivo é lido',
      },
      stuck: 'too-late-for-close',
      async run({ send }, trail) {
        const socket = new SlowSocket(true);
        const onAsk = async (number: number) => {
          trail.note({ en: 'asks for piece', pt: 'pede o pedaço' }, number);
          if (number !== 3) return;
          trail.note({ en: 'the client goes away', pt: 'o cliente vai embora' });
          socket.destroy();
          await nextTurn(); // 'close' has been
        };
        const sending = trail.call(SEND, undefined, () => endOf(send(socket, give(makePieces(40), onAsk))));
        trail.compare(await sending, 'gone', () => 'gone-is-done');
      },
    },
    {
      title: { en: 'and leaves nothing behind', pt: 'e não deixa nada para trás' },
      async run({ send }, trail) {
        const socket = new SlowSocket(true).setMaxListeners(0);
        const before = countListeners(socket);
        await trail.call(SEND, undefined, () => send(socket, give(makePieces(40))));
        trail.note(
          { en: "listeners to 'drain' and 'close', before", pt: "listeners de 'drain' e 'close', antes" },
          before,
        );
        trail.note({ en: 'and afterwards', pt: 'e depois' }, countListeners(socket));
        trail.compare(countListeners(socket), before, () => 'leaves-listeners');
      },
    },
  ],
});

/** Who looks at the socket before it writes has seen by then that it is closed. */
const MANY_TURNS = 10;

async function waitForTurns(turns: number): Promise<undefined> {
  for (let turn = 0; turn < turns; turn += 1) await nextTurn();
  return undefined;
}

function countListeners(socket: Writable): number {
  return socket.listenerCount('drain') + socket.listenerCount('close');
}
