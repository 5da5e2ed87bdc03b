/**
 * Answers CONSULTA, HORA and SAIR. Which commands there are stands in one table. What goes wrong with a request is an
 * answer too, and the connection goes on.
 */

import { createServer, type Socket } from 'node:net';
import { checkArgument } from '../../protocol/command.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { type Frame, FrameType } from '../../protocol/frame.ts';
import { encodeBye, encodeError, encodePong, encodeReply, parseRequest } from '../../protocol/message.ts';
import { quoted } from '../../terminal/escape.ts';
import { FrameSocket, type FrameTaker } from './frame-socket.ts';

const port = Number(process.argv[2] ?? 65432);

/** Answers one request. What it throws becomes an ERROR frame. */
type Command = (conection: Conection, id: number, argument: string) => void | Promise<void>;

/** A Map, not an object: in an object, `__proto__` and `constructor` would be commands too. */
const dicionario: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['CONSULTA', dados],
  ['HORA', hora_atual],
  ['SAIR', finalizar_conexao],
]);

function dados(conection: Conection, id: number): void {
  conection.frames.add(encodeReply(id, 'Servidor online 24 horas'));
}

function hora_atual(conection: Conection, id: number): void {
  conection.frames.add(encodeReply(id, new Date().toTimeString().slice(0, 8)));
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
    this.frames = new FrameSocket(conn, this);
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
      this.#refuse(id, asked, error);
    }
  }

  /** An ERROR frame; the connection goes on. */
  #refuse(id: number, asked: string, error: unknown): void {
    const code = error instanceof ProtocolError ? error.code : 'file-failed';
    this.frames.add(encodeError(id, code));
    this.#log(`${asked} ${code}`);
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

const server = createServer({ allowHalfOpen: true }, (conn) => {
  new Conection(conn).frames.start();
});

server.on('error', (error) => console.error(error.message));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
