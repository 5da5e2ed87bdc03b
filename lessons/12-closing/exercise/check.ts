/** What the last word of lesson 12 must do, on real sockets, and the mistakes that are known by what they do. */

import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { defineExercise, type Trail } from '../../course/exercise.ts';

interface Student {
  finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void>;
}

const LAST = Buffer.from('Adeus!');
/** What is called no deadline here is longer than a check may take. */
const FAR_MS = 60_000;
const NEAR_MS = 100;
/** More than the two systems keep for us, so that a writer has to wait for a reader. */
const FILM_BYTES = 8 * 1024 * 1024;
const PIECE = Buffer.alloc(65_536);

/** The other side. It reads only when it is told to. */
class Peer {
  readonly #socket: Socket;
  readonly #trail: Trail;

  constructor(socket: Socket, trail: Trail) {
    this.#socket = socket;
    this.#trail = trail;
    socket.on('error', () => {}); // what it then does not hear says more
  }

  write(bytes: Buffer): void {
    this.#trail.note({ en: 'the peer writes', pt: 'o outro lado escreve' }, bytes);
    this.#socket.write(bytes);
  }

  /** Resolves when all is taken, or when the connection is broken. */
  async writesFilm(): Promise<void> {
    this.#trail.note({
      en: 'the peer writes 8 MiB and does not read',
      pt: 'o outro lado escreve 8 MiB e não lê',
    });
    for (let bytes = 0; bytes < FILM_BYTES && !this.#socket.destroyed; bytes += PIECE.length)
      await new Promise((resolve) => this.#socket.write(PIECE, resolve));
  }

  /** A byte every few milliseconds, as long as it is connected. */
  writesForever(): void {
    this.#trail.note({
      en: 'the peer writes a byte again and again',
      pt: 'o outro lado escreve um byte, e outro, e outro',
    });
    const drip = setInterval(() => this.#socket.write('.'), 5);
    this.#socket.once('close', () => clearInterval(drip));
  }

  end(): void {
    this.#trail.note({
      en: 'the peer ends its direction: FIN',
      pt: 'o outro lado encerra a sua direção: FIN',
    });
    this.#socket.end();
  }

  reset(): void {
    this.#trail.note({ en: 'the peer breaks off: RST', pt: 'o outro lado interrompe: RST' });
    this.#socket.resetAndDestroy();
  }

  /** All that comes up to the FIN; to the RST, nothing of what came counts. */
  async hears(): Promise<Buffer> {
    const parts: Buffer[] = [];
    this.#socket.on('data', (bytes) => parts.push(bytes)).resume();
    if (!this.#socket.destroyed)
      await Promise.race([once(this.#socket, 'end'), once(this.#socket, 'close')]).catch(() => {});
    const heard = Buffer.concat(parts);
    this.#trail.note({ en: 'the peer receives', pt: 'o outro lado recebe' }, heard);
    return heard;
  }
}

/** Runs a story with a peer and the socket that is connected to it, and nobody reads. */
async function withPair(trail: Trail, story: (peer: Peer, socket: Socket) => Promise<void>): Promise<void> {
  const listener = createServer({ allowHalfOpen: true, pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const accepted = once(listener, 'connection') as Promise<[Socket]>;
  const { port } = listener.address() as AddressInfo;
  const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  far.pause();
  const [[socket]] = await Promise.all([accepted, once(far, 'connect')]);
  socket.on('error', () => {});
  await story(new Peer(far, trail), socket);
  far.destroy();
  socket.destroy();
  listener.close();
}

/** Calls the student's finish, which goes on while the peer does what it does. */
function finish({ finish }: Student, trail: Trail, socket: Socket, longestMs: number): Promise<void> {
  const what = { en: `finish, at most ${longestMs} ms`, pt: `finish, no máximo ${longestMs} ms` };
  const finished = trail.call(
    what,
    LAST,
    () => finish(socket, LAST, longestMs),
    (thrown) => ((thrown as NodeJS.ErrnoException).code === 'ECONNRESET' ? 'rejects-at-a-reset' : undefined),
  );
  return Promise.resolve(finished);
}

/** Timers that keep the process awake. */
function clocks(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

export const exercise = defineExercise<Student>({
  exports: ['finish'],
  mistakes: {
    'never-ends': {
      en: 'The peer hears no FIN from you. It waits for yours before it ends, and whoever waits for the other one to begin waits for ever. Say your last word and end at once: `socket.end(lastBytes)`.',
      pt: 'O outro lado não ouve nenhum FIN seu. Ele espera o seu antes de encerrar, e quem espera que o outro comece espera para sempre. Diga a última palavra e encerre logo: `socket.end(lastBytes)`.',
    },
    'destroys-at-once': {
      en: 'The peer had sent more than you have read, and you closed: that is a RST, and the last word was lost behind it. End only your own direction, and let it finish.',
      pt: 'O outro lado tinha enviado mais do que você leu, e você fechou: isso é um RST, e a última palavra se perdeu. Encerre só a sua direção e deixe-o terminar.',
    },
    'writes-after-the-end': {
      en: 'The peer got your FIN and no last word. Behind your own FIN nothing more goes out: `socket.end(lastBytes)` writes first.',
      pt: 'O outro lado recebeu o seu FIN e nenhuma última palavra. Depois do seu FIN nada mais sai: `socket.end(lastBytes)` escreve antes.',
    },
    'does-not-wait': {
      en: 'finish has resolved, and the socket is still open: your FIN is out, but the other direction goes on. The socket is closed when it says so: the event is called close.',
      pt: 'finish já resolveu, e o socket continua aberto: o seu FIN saiu, mas a outra direção continua. O socket está fechado quando ele avisa: o evento se chama close.',
    },
    'does-not-read': {
      en: "You ended your direction but did not read. Your system took what it has room for; the peer is still stuck in its write and hears nothing. Read on and throw away: `socket.resume()`. (A 'data' listener does not wake a socket that was paused.)",
      pt: "Você encerrou a sua direção, mas não leu. O seu sistema guardou o que cabia; o outro lado continua preso no write e não ouve nada. Leia e jogue fora: `socket.resume()`. (Um listener de 'data' não acorda um socket pausado.)",
    },
    'sleeps-through': {
      en: 'Both sides have ended, and finish still waits. `longestMs` is the most that it may take: when the socket closes before, you are done.',
      pt: 'Os dois lados terminaram, e finish continua esperando. `longestMs` é o máximo que pode levar: se o socket fecha antes, acabou.',
    },
    'waits-for-ever': {
      en: 'The peer says nothing more, not even FIN, and you still wait. Perhaps its cable was pulled. After `longestMs`, cut: `socket.destroy()`.',
      pt: 'O outro lado não diz mais nada, nem FIN, e você continua esperando. Talvez tenham puxado o cabo dele. Depois de `longestMs`, corte: `socket.destroy()`.',
    },
    'waits-for-silence': {
      en: 'The peer sends a byte now and then, and each starts your clock anew: it can keep you for ever. `socket.setTimeout` measures silence; a deadline is `setTimeout`.',
      pt: 'O outro lado manda um byte de vez em quando, e cada um reinicia o seu relógio: ele pode prender você para sempre. `socket.setTimeout` mede o silêncio; um prazo é `setTimeout`.',
    },
    'fin-is-goodbye': {
      en: 'The peer had ended its direction, and you took that for "gone": it got no last word. A FIN says "I have no more to send". It still reads.',
      pt: 'O outro lado tinha encerrado a direção dele, e você entendeu "foi embora": ele ficou sem a última palavra. Um FIN diz "não tenho mais nada a enviar". Ele ainda lê.',
    },
    'waits-for-a-second-fin': {
      en: "The peer's FIN had come before finish was called, and you wait for another. An event that has been is not told again. 'close' comes in every case.",
      pt: "O FIN do outro lado tinha chegado antes de finish ser chamada, e você espera outro. Um evento que já passou não volta. 'close' vem em todos os casos.",
    },
    'ended-is-closed': {
      en: "The peer's FIN had come, yours is under way, and finish resolved: but the socket is still open, and your last word perhaps not out. It is over when the socket says so: 'close'.",
      pt: "O FIN do outro lado tinha chegado, o seu está a caminho, e finish resolveu: mas o socket continua aberto, e a sua última palavra talvez nem tenha saído. Só acabou quando o socket avisa: 'close'.",
    },
    'rejects-at-a-reset': {
      en: "The peer broke off with a RST, and finish rejected: `once(socket, 'close')` of node:events rejects when 'error' comes first. A connection that is gone is closed, too: resolve.",
      pt: "O outro lado interrompeu com um RST, e finish rejeitou: `once(socket, 'close')` de node:events rejeita quando 'error' vem antes. Uma conexão que se foi também está fechada: resolva.",
    },
    'forgets-the-clock': {
      en: 'The socket is closed, and your clock still runs: it keeps the whole process awake until the deadline. clearTimeout at close.',
      pt: 'O socket está fechado, e o seu relógio continua correndo: ele segura o processo inteiro até o prazo. clearTimeout no close.',
    },
  },
  checks: [
    {
      title: { en: 'the last word, then FIN', pt: 'a última palavra, depois FIN' },
      stuck: 'never-ends',
      async run(student, trail) {
        await withPair(trail, async (peer, socket) => {
          void finish(student, trail, socket, FAR_MS);
          trail.compare(await peer.hears(), LAST, (got) =>
            (got as Buffer).length === 0 ? 'writes-after-the-end' : undefined,
          );
        });
      },
    },
    {
      title: {
        en: 'a peer that writes first and reads afterwards',
        pt: 'um lado que primeiro escreve e depois lê',
      },
      stuck: 'does-not-read',
      async run(student, trail) {
        await withPair(trail, async (peer, socket) => {
          const written = peer.writesFilm();
          void finish(student, trail, socket, FAR_MS);
          await written;
          trail.compare(await peer.hears(), LAST, () => 'destroys-at-once');
        });
      },
    },
    {
      title: { en: 'it is over when both have ended', pt: 'acaba quando os dois terminaram' },
      stuck: 'sleeps-through',
      async run(student, trail) {
        await withPair(trail, async (peer, socket) => {
          const finished = finish(student, trail, socket, FAR_MS);
          const closed = finished.then(() => socket.destroyed);
          trail.compare(await peer.hears(), LAST);
          peer.end();
          if (!(await closed)) trail.fail('does-not-wait');
        });
      },
    },
    {
      title: { en: 'a peer that ended before', pt: 'um lado que terminou antes' },
      stuck: 'waits-for-a-second-fin',
      async run(student, trail) {
        await withPair(trail, async (peer, socket) => {
          peer.write(Buffer.from('HORA'));
          peer.end();
          const ended = once(socket, 'end');
          socket.resume();
          await ended;
          const closed = finish(student, trail, socket, FAR_MS).then(() => socket.destroyed);
          trail.compare(await peer.hears(), LAST, () => 'fin-is-goodbye');
          if (!(await closed)) trail.fail('ended-is-closed');
        });
      },
    },
    {
      title: { en: 'a peer that falls silent', pt: 'um lado que se cala' },
      stuck: 'waits-for-ever',
      async run(student, trail) {
        await withPair(trail, async (peer, socket) => {
          const finished = finish(student, trail, socket, NEAR_MS);
          trail.compare(await peer.hears(), LAST);
          await finished;
        });
      },
    },
    {
      title: { en: 'a peer that never stops', pt: 'um lado que nunca para' },
      stuck: 'waits-for-silence',
      async run(student, trail) {
        await withPair(trail, async (peer, socket) => {
          peer.writesForever();
          let silent = false; // on a busy machine the next byte can be late enough
          socket.once('timeout', () => {
            silent = true;
          });
          const finished = finish(student, trail, socket, NEAR_MS);
          trail.compare(await peer.hears(), LAST);
          await finished;
          if (silent) trail.fail('waits-for-silence');
        });
      },
    },
    {
      title: { en: 'a peer that breaks off', pt: 'um lado que interrompe' },
      stuck: 'waits-for-ever',
      async run(student, trail) {
        await withPair(trail, async (peer, socket) => {
          const finished = finish(student, trail, socket, FAR_MS);
          trail.compare(await peer.hears(), LAST);
          peer.reset();
          await finished;
        });
      },
    },
    {
      title: { en: 'nothing is left behind', pt: 'nada fica para trás' },
      async run(student, trail) {
        await withPair(trail, async (peer, socket) => {
          const before = clocks();
          const finished = finish(student, trail, socket, FAR_MS);
          peer.end();
          await finished;
          await sleep(0);
          if (clocks() > before) trail.fail('forgets-the-clock');
        });
      },
    },
  ],
});
