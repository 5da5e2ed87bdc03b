/**
 * The server of the Python original: for every client it makes the listening socket anew, at the same port.
 *
 * Simplified on purpose: the original had a thread for each client that was connected.
 */

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { online, serve } from './serve.ts';

let port = Number(process.argv[2] ?? 65432);

/** Listens until a client comes. While that one is served, listens anew for the next. */
async function start_server(): Promise<void> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  console.log('LISTEN', server.address());
  port = (server.address() as AddressInfo).port; // where 0 was asked for, the system has chosen
  const [conn] = (await once(server, 'connection')) as [Socket];
  void serve(conn, online);
  try {
    await start_server();
  } finally {
    server.close();
  }
}

start_server().catch(({ syscall, code }: NodeJS.ErrnoException) => console.error(syscall, code));
