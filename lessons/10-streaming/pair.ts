/** The two ends of one connection, both ours. The receiver reads nothing before it is told to. */

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class Pair {
  readonly sender: Socket;
  readonly receiver: Socket;
  readonly #listener: Server;

  private constructor(sender: Socket, receiver: Socket, listener: Server) {
    this.sender = sender;
    this.receiver = receiver;
    this.#listener = listener;
    for (const socket of [sender, receiver]) socket.on('error', () => {}); // 'close' follows, and is listened to
  }

  static async open(): Promise<Pair> {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const receiver = connect((listener.address() as AddressInfo).port, '127.0.0.1').pause();
    const [sender] = (await once(listener, 'connection')) as [Socket];
    return new Pair(sender, receiver, listener);
  }

  async stop(): Promise<void> {
    this.sender.destroy();
    this.receiver.destroy();
    this.#listener.close();
  }
}
