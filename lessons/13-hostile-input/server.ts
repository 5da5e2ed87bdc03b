/**
 * Answers CONSULTA, HORA, ARQUIVO, LISTAR and SAIR, and goes on doing so whatever somebody sends, or does not send.
 * This is echo-server.ts without its command line, its log and its shared memory for reading. Its two limits can follow
 * the port: `65432 10000 1000`.
 */

import { createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { listServed, openServed } from '../../files/serve.ts';
import { checkArgument } from '../../protocol/command.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { type Frame, FrameType } from '../../protocol/frame.ts';
import { encodeBye, encodeError, encodePong, encodeReply, parseRequest } from '../../protocol/message.ts';
import { fileFrames } from '../../server/send-file.ts';
import { quoted } from '../../terminal/escape.ts';
import { FrameSocket, type FrameTaker } from './frame-socket.ts';

const port = Number(process.argv[2] ?? 65432);
const DB = fileURLToPath(new URL('../../DB/', import.meta.url));
/** A frame that has begun must be complete in this time: half a header for ever would cost us a connection. */
const FRAME_TIMEOUT_MS = Number(process.argv[3] ?? 10_000);
/** Each connection costs memory and a descriptor, so there is an end to them. */
const MOST_CONNECTIONS = Number(process.argv[4] ?? 1_000);

/** Answers one request. What it throws becomes an ERROR frame. */
type Command = (conection: Conection, id: number, argument: string) => void | Promise<void>;

/** A Map, not an object: in an object, `__proto__` and `constructor` would be commands too. */
const dicionario: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['CONSULTA', dados],
  ['HORA', hora_atual],
  ['ARQUIVO', enviar_arquivo],
  ['LISTAR', listar_arquivos],
  ['SAIR', finalizar_conexao],
]);

function dados(conection: Conection, id: number): void {
  conection.frames.add(encodeReply(id, 'Servidor online 24 horas'));
}

function hora_atual(conection: Conection, id: number): void {
  conection.frames.add(encodeReply(id, new Date().toTimeString().slice(0, 8)));
}

async function enviar_arquivo({ frames }: Conection, id: number, name: string): Promise<void> {
  const file = await openServed(DB, name);
  try {
    for await (const pieces of fileFrames(id, name, file)) await frames.send(pieces);
  } finally {
    await file.handle.close();
  }
}

async function listar_arquivos(conection: Conection, id: number): Promise<void> {
  conection.frames.add(encodeReply(id, await listServed(DB)));
}

function finalizar_conexao(conection: Conection, id: number): void {
  conection.frames.finish(encodeBye(id), 'SAIR');
}

/** One client, from accept to close. Its requests are answered in order. */
class Conection implements FrameTaker {
  readonly conn: Socket;
  readonly addr: string;
  readonly frames: FrameSocket;

  constructor(conn: Socket) {
    this.conn = conn;
    this.addr = `${conn.remoteAddress}:${conn.remotePort}`;
    this.frames = new FrameSocket(conn, this, FRAME_TIMEOUT_MS);
    this.#log('ESTABLISHED');
  }

  take({ type, id, payload }: Frame): Promise<void> | undefined {
    if (type === FrameType.REQUEST) return this.#answerRequest(id, payload);
    if (type === FrameType.PING) this.frames.add(encodePong(id, payload));
    // A PONG was not asked for, and errors about errors would never end: both are passed over.
    else if (type !== FrameType.PONG && type !== FrameType.ERROR)
      this.#refuse(id, `type ${type}`, new ProtocolError('unexpected-type'));
    return undefined;
  }

  async #answerRequest(id: number, payload: Buffer): Promise<void> {
    let asked = 'REQUEST';
    try {
      const { command, argument } = parseRequest(payload);
      asked = quoted(`${command} ${argument ?? ''}`.trimEnd());
      const run = dicionario.get(command);
      if (!run) throw new ProtocolError('unknown-command');
      checkArgument(command, argument);
      await run(this, id, argument ?? '');
      this.#log(asked);
    } catch (error) {
      if (this.conn.destroyed) this.#log(`${asked} cut`);
      else this.#refuse(id, asked, error);
    }
  }

  /** An ERROR frame; the connection goes on. */
  #refuse(id: number, asked: string, error: unknown): void {
    const code = error instanceof ProtocolError ? error.code : 'file-failed';
    this.frames.add(encodeError(id, code));
    this.#log(`${asked} ${code}`);
  }

  stop(): void {
    this.frames.finishAfterAnswer(encodeBye(0), 'server stops');
  }

  ended(): void {
    this.frames.finish(encodeBye(0), 'FIN');
  }

  closed(why: string): void {
    this.#log(`CLOSED ${why}`);
  }

  #log(what: string): void {
    console.log(`${this.addr} ${what}`);
  }
}

/** Everybody who is connected. */
const conections = new Set<Conection>();

const server = createServer({ allowHalfOpen: true, noDelay: true, highWaterMark: 65_536 }, (conn) => {
  const conection = new Conection(conn);
  if (conections.size >= MOST_CONNECTIONS)
    conection.frames.finish(encodeError(0, 'too-many-connections'), 'too-many-connections');
  else conections.add(conection);
  console.log(`${conections.size} connected`);
  conection.frames.start();
  conn.once('close', () => {
    conections.delete(conection);
    console.log(`${conections.size} connected`);
  });
});

server.maxConnections = MOST_CONNECTIONS + 16; // so many are told; the rest of a flood is dropped
server.on('error', (error) => console.error(error.message));
server.listen({ port, host: '127.0.0.1', backlog: 4_096 }, () => console.log('LISTEN', server.address()));

process.once('SIGINT', () => {
  server.close();
  for (const conection of conections) conection.stop();
});
