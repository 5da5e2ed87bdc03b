/**
 * The server: answers CONSULTA, HORA, ARQUIVO, LISTAR and SAIR over TCP. Read it from top to bottom: what it can
 * do, how one connection lives, how the server starts and ends.
 *
 * What a frame looks like is protocol/'s business, which files may be read files/'s, what the command line means
 * server/'s. One event loop serves all clients: nothing here waits for one of them while another has something to say.
 */

import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { listServed, openServed } from './files/serve.ts';
import { checkArgument } from './protocol/command.ts';
import { ProtocolError } from './protocol/error.ts';
import { type Frame, FrameType } from './protocol/frame.ts';
import { encodeBye, encodeError, encodeReply, parseRequest } from './protocol/message.ts';
import { clockTime } from './server/clock.ts';
import { explainStartError } from './server/explain.ts';
import { FrameSocket, type FrameTaker } from './server/frame-socket.ts';
import { type ClientLog, Log } from './server/log.ts';
import { readServerOptions, type ServerSettings } from './server/options.ts';
import { fileFrames } from './server/send-file.ts';
import { announcement, SERVER_SENTENCES } from './server/sentences.ts';
import { readShared } from './server/shared-read.ts';
import { socketAddress } from './terminal/address.ts';
import { chooseLanguage } from './terminal/language.ts';
import { ExitCode, isMain, runProgram, untilAskedToStop } from './terminal/program.ts';

/** Answers one request and returns the outcome for the log. What it throws becomes an ERROR frame. */
type Command = (conection: Conection, id: number, argument: string) => string | Promise<string>;

/** A Map, not an object: in an object, `__proto__` and `constructor` would be commands too. */
export const dicionario: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['CONSULTA', dados],
  ['HORA', hora_atual],
  ['ARQUIVO', enviar_arquivo],
  ['LISTAR', listar_arquivos],
  ['SAIR', finalizar_conexao],
]);

function dados(conection: Conection, id: number): string {
  return conection.reply(id, 'Servidor online 24 horas');
}

function hora_atual(conection: Conection, id: number): string {
  return conection.reply(id, clockTime(new Date()));
}

async function enviar_arquivo(conection: Conection, id: number, name: string): Promise<string> {
  const file = await openServed(conection.settings.db, name);
  try {
    for await (const pieces of fileFrames(id, name, file)) await conection.frames.send(pieces);
    return `${file.size} bytes`;
  } finally {
    await file.handle.close();
  }
}

async function listar_arquivos(conection: Conection, id: number): Promise<string> {
  return conection.reply(id, await listServed(conection.settings.db));
}

function finalizar_conexao(conection: Conection, id: number): string {
  conection.frames.finish(encodeBye(id), 'SAIR');
  return 'Adeus!';
}

/** One client, from accept to close. Its requests are answered in order. */
export class Conection implements FrameTaker {
  readonly conn: Socket;
  readonly addr: string;
  readonly settings: ServerSettings;
  readonly frames: FrameSocket;
  readonly #log: ClientLog;
  readonly #everybody: Set<Conection>;

  constructor(conn: Socket, settings: ServerSettings, log: ClientLog, everybody: Set<Conection>) {
    this.conn = conn;
    this.addr = socketAddress(conn.remoteAddress, conn.remotePort);
    this.settings = settings;
    this.frames = new FrameSocket(conn, this, settings.frameTimeoutMs);
    this.#log = log;
    this.#everybody = everybody;
    log.line('accept', this.addr);
  }

  /** False once the last frame is on its way. */
  get running(): boolean {
    return this.frames.running;
  }

  take({ type, id, payload }: Frame): Promise<void> | undefined {
    if (type === FrameType.REQUEST) return this.#answerRequest(id, payload);
    if (type === FrameType.PING) return this.#echo(id, payload);
    // A PONG was not asked for, and errors about errors would never end: both are passed over.
    if (type === FrameType.PONG || type === FrameType.ERROR) return undefined;
    return this.#refuse(id, `type ${type}`, new ProtocolError('unexpected-type'));
  }

  #echo(id: number, payload: Buffer): undefined {
    this.frames.addFrame({ type: FrameType.PONG, id, payload });
    return this.#log.line('PING', 'PONG');
  }

  /** A promise only where the command takes time: to wait for what is ready would cost as much as the answer. */
  #answerRequest(id: number, payload: Buffer): Promise<void> | undefined {
    let asked = 'REQUEST';
    try {
      const { command, argument } = parseRequest(payload);
      asked = `${command} ${argument ?? ''}`.trimEnd();
      const run = dicionario.get(command);
      if (!run) throw new ProtocolError('unknown-command');
      checkArgument(command, argument);
      const outcome = run(this, id, argument ?? '');
      if (typeof outcome === 'string') return this.#log.line(asked, outcome);
      return outcome
        .then((said) => this.#log.line(asked, said))
        .catch((error: unknown) => this.#refuse(id, asked, error));
    } catch (error) {
      return this.#refuse(id, asked, error);
    }
  }

  /** An ERROR frame; the connection goes on. */
  #refuse(id: number, asked: string, error: unknown): undefined {
    const code = error instanceof ProtocolError ? error.code : 'file-failed';
    this.frames.add(encodeError(id, code));
    return this.#log.line(asked, this.conn.destroyed ? 'cut' : code);
  }

  /** Returns the outcome for the log. */
  reply(id: number, value: string | readonly string[]): string {
    this.frames.add(encodeReply(id, value));
    return typeof value === 'string' ? value : SERVER_SENTENCES[this.settings.language].names(value.length);
  }

  ended(): void {
    this.frames.finish(encodeBye(0), 'FIN');
  }

  closed(why: string): void {
    this.#everybody.delete(this);
    this.#log.line('close', why);
  }

  stop(): void {
    this.frames.finishAfterAnswer(encodeBye(0), 'server stops');
  }
}

export interface RunningServer {
  readonly address: string;
  readonly port: number;
  /** No new connections; answers that run are finished, or cut after 2 s; BYE to those who wait. */
  stop(): Promise<void>;
}

/** Listens, and serves each client that connects. Rejects when it cannot listen or not read the folder. */
export async function start_server(settings: ServerSettings, log: Log): Promise<RunningServer> {
  await readdir(settings.db);
  const conections = new Set<Conection>();
  let accepted = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (unread) => {
    accepted += 1;
    const conection = new Conection(readShared(unread), settings, log.of(accepted), conections);
    if (conections.size >= settings.maxConnections)
      conection.frames.finish(encodeError(0, 'too-many-connections'), 'too-many-connections');
    else conections.add(conection);
    conection.frames.start();
  });
  server.maxConnections = settings.maxConnections + 16; // so many are told; the rest of a flood is dropped
  server.listen({ host: settings.host, port: settings.port, backlog: 4_096 });
  await once(server, 'listening');
  server.on('error', (error) => log.say(String(error))); // of one accept; the others go on
  const { address, port } = server.address() as AddressInfo;
  const stop = async () => {
    server.close();
    for (const conection of conections) conection.stop();
    await once(server, 'close');
  };
  return { address: socketAddress(address, port), port, stop };
}

async function main(): Promise<number> {
  const settings = readServerOptions(chooseLanguage(), process.argv.slice(2));
  const log = new Log(process.stdout);
  const server = await start_server(settings, log).catch((error: NodeJS.ErrnoException) => {
    process.send?.({ failed: error.code });
    throw explainStartError(error, settings);
  });
  for (const line of announcement(server.address, settings)) log.say(line);
  process.send?.({ listening: server.port });
  await untilAskedToStop();
  log.say(SERVER_SENTENCES[settings.language].stopping);
  await server.stop();
  log.flush();
  return ExitCode.ok;
}

if (isMain(import.meta.url)) await runProgram(main, 500); // ms; a log that nobody reads is not waited for longer
