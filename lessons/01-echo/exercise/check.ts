/** What the echo of lesson 01 must do, on real sockets, and the mistakes that are known by what they do. */

import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { defineExercise, type Trail } from '../../course/exercise.ts';

interface Student {
  EchoServer: new () => { accept(socket: Socket): void };
}

/** Connects the next client. */
type Connect = () => Promise<Client>;

/** A client of the check: what it hears is kept, and every step of it is told. */
class Client {
  readonly name: string;
  readonly #socket: Socket;
  readonly #trail: Trail;
  #heard = '';
  #ended = false;
  #wake = () => {};

  constructor(name: string, socket: Socket, trail: Trail) {
    this.name = name;
    this.#socket = socket;
    this.#trail = trail;
    socket.setEncoding('latin1').on('data', (text) => this.#hear(String(text), false));
    socket.on('end', () => this.#hear('', true));
    socket.on('error', () => this.#hear('', true));
  }

  write(text: string): void {
    this.#trail.note({ en: `${this.name} writes`, pt: `${this.name} escreve` }, Buffer.from(text));
    this.#socket.write(text);
  }

  end(): void {
    this.#trail.note({
      en: `${this.name} ends its direction: FIN`,
      pt: `${this.name} encerra a sua direção: FIN`,
    });
    this.#socket.end();
  }

  /** The next bytes, as text: so many, or fewer when the other side ends before. */
  async hears(size = Number.POSITIVE_INFINITY): Promise<string> {
    while (this.#heard.length < size && !this.#ended) await this.#change();
    const text = this.#heard.slice(0, size);
    this.#heard = this.#heard.slice(size);
    this.#trail.note({ en: `${this.name} receives`, pt: `${this.name} recebe` }, Buffer.from(text));
    return text;
  }

  /** Resolves as soon as anything is there that has not been taken. */
  async hasHeard(): Promise<this> {
    while (this.#heard === '' && !this.#ended) await this.#change();
    return this;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #hear(text: string, ended: boolean): void {
    this.#heard += text;
    this.#ended ||= ended;
    this.#wake();
  }
}

/** Runs a story against a listener that hands each socket to the student's `accept`. */
async function withServer(
  { EchoServer }: Student,
  trail: Trail,
  story: (connect: Connect) => Promise<void>,
): Promise<void> {
  const echo = new EchoServer();
  const listener = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {}); // a write after the end; what the client then misses says more
    trail.call({ en: 'accept', pt: 'accept' }, undefined, () => echo.accept(socket));
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  let clients = 0;
  await story(() => {
    clients += 1;
    return connectClient(`client ${clients}`, listener, trail);
  });
  listener.close();
}

async function connectClient(name: string, listener: Server, trail: Trail): Promise<Client> {
  const { port } = listener.address() as AddressInfo;
  trail.note({ en: `${name} connects`, pt: `${name} se conecta` });
  const accepted = once(listener, 'connection');
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  await Promise.all([once(socket, 'connect'), accepted]);
  return new Client(name, socket, trail);
}

export const exercise = defineExercise<Student>({
  exports: ['EchoServer'],
  mistakes: {
    'waits-for-the-end': {
      en: 'The client has written and waits for its echo, and nothing comes. It has not ended: an echo answers each read at once.',
      pt: 'O cliente escreveu e espera o eco, e nada vem. Ele ainda não terminou: um eco responde a cada leitura na hora.',
    },
    'one-message-one-connection': {
      en: 'You ended the connection after the first bytes. The client had more to say: only its own FIN says that it has finished.',
      pt: 'Você encerrou a conexão depois dos primeiros bytes. O cliente tinha mais a dizer: só o FIN dele diz que ele terminou.',
    },
    'only-the-first': {
      en: 'One client hears its echo, the other waits for ever. The listener makes a connection for every client: `accept` is called for each, and each wants to be heard.',
      pt: 'Um cliente recebe o eco, o outro espera para sempre. Quem escuta faz uma conexão para cada cliente: `accept` é chamada para cada um, e cada um quer ser ouvido.',
    },
    'one-socket-for-all': {
      en: 'Client 1 wrote, and client 2 got the echo. You keep one socket for all clients; the latest takes the place of the one before. Use the `socket` that `accept` was given.',
      pt: 'O cliente 1 escreveu, e o cliente 2 recebeu o eco. Você guarda um socket para todos os clientes; o último toma o lugar do anterior. Use o `socket` que `accept` recebeu.',
    },
    'end-is-no-message': {
      en: "The client has ended its direction and waits for the farewell. No bytes tell you that, not even 0 of them: the end is an event, 'end'.",
      pt: "O cliente encerrou a sua direção e espera a despedida. Nenhum byte avisa, nem mesmo 0 bytes: o fim é um evento, 'end'.",
    },
    'farewell-too-late': {
      en: 'Your FIN came, and no farewell before it. Behind our own FIN nothing more can go out. `socket.end(text)` writes first and then ends.',
      pt: 'O seu FIN veio, e antes dele nenhuma despedida. Depois do nosso FIN nada mais pode sair. `socket.end(texto)` primeiro escreve e depois encerra.',
    },
    'number-of-the-last': {
      en: 'You said the number of the client that came last. Others connect while this one is still here: keep its number in a variable of its own, inside `accept`.',
      pt: 'Você disse o número do cliente que chegou por último. Outros se conectam enquanto este ainda está aqui: guarde o número dele numa variável só dele, dentro de `accept`.',
    },
    'one-count-for-all': {
      en: 'You counted the bytes of all clients together. Each connection has its own stream: count inside `accept`, in a variable that each client has for itself.',
      pt: 'Você contou os bytes de todos os clientes juntos. Cada conexão tem o seu próprio fluxo: conte dentro de `accept`, numa variável que cada cliente tem só para si.',
    },
    'counts-who-is-here': {
      en: 'You count the clients that are here now: when one leaves, the next gets a number that was given before. Count how many have come.',
      pt: 'Você conta os clientes que estão aqui agora: quando um sai, o próximo ganha um número que já foi dado. Conte quantos chegaram.',
    },
  },
  checks: [
    {
      title: { en: 'one client hears its echo', pt: 'um cliente recebe o seu eco' },
      stuck: 'waits-for-the-end',
      async run(student, trail) {
        await withServer(student, trail, async (connect) => {
          const client = await connect();
          client.write('HORA');
          trail.compare(await client.hears(4), 'HORA');
        });
      },
    },
    {
      title: { en: 'and goes on talking', pt: 'e continua falando' },
      stuck: 'waits-for-the-end',
      async run(student, trail) {
        await withServer(student, trail, async (connect) => {
          const client = await connect();
          client.write('HORA');
          trail.compare(await client.hears(4), 'HORA');
          client.write('LISTAR');
          trail.compare(await client.hears(6), 'LISTAR', () => 'one-message-one-connection');
        });
      },
    },
    {
      title: { en: 'two clients at the same time', pt: 'dois clientes ao mesmo tempo' },
      stuck: 'only-the-first',
      async run(student, trail) {
        await withServer(student, trail, async (connect) => {
          const one = await connect();
          const two = await connect();
          one.write('HORA');
          const first = await Promise.race([one.hasHeard(), two.hasHeard()]);
          if (first === two) trail.fail('one-socket-for-all');
          trail.compare(await one.hears(4), 'HORA');
          two.write('LISTAR');
          trail.compare(await two.hears(6), 'LISTAR');
        });
      },
    },
    {
      title: { en: 'the farewell', pt: 'a despedida' },
      stuck: 'end-is-no-message',
      async run(student, trail) {
        await withServer(student, trail, async (connect) => {
          const client = await connect();
          for (const word of ['HORA', 'LISTAR']) {
            client.write(word);
            trail.compare(await client.hears(word.length), word);
          }
          client.end();
          trail.compare(await client.hears(), 'client 1: 10 bytes', (got) =>
            got === '' ? 'farewell-too-late' : undefined,
          );
        });
      },
    },
    {
      title: { en: 'three clients, three farewells', pt: 'três clientes, três despedidas' },
      stuck: 'end-is-no-message',
      async run(student, trail) {
        await withServer(student, trail, async (connect) => {
          const one = await connect();
          const two = await connect();
          const three = await connect();
          for (const [client, word] of [
            [one, 'HORA'],
            [two, 'LISTAR'],
          ] as const) {
            client.write(word);
            trail.compare(await client.hears(word.length), word);
          }
          one.end();
          trail.compare(await one.hears(), 'client 1: 4 bytes', sharedState);
          three.end();
          trail.compare(await three.hears(), 'client 3: 0 bytes', sharedState);
          const four = await connect();
          four.end();
          trail.compare(await four.hears(), 'client 4: 0 bytes', () => 'counts-who-is-here');
          two.end();
          trail.compare(await two.hears(), 'client 2: 6 bytes', sharedState);
        });
      },
    },
  ],
});

/** Client 1 has sent 4 bytes and client 2 has sent 6: who says 10 has added them up. */
function sharedState(got: unknown): string | undefined {
  if (/ 10 bytes$/.test(String(got))) return 'one-count-for-all';
  return /^client \d+: /.test(String(got)) ? 'number-of-the-last' : undefined;
}
