/** What to type in another terminal, so that a server and a client meet this inspector. Addresses are `host:port`. */

import { INSPECTOR_PORT, SERVER_PORT } from '../terminal/ports.ts';

/** Who listens on all addresses is found on this machine. */
const THIS_MACHINE: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '0.0.0.0', '::']);

/** Starts our server where the inspector forwards to. */
export function serverCommand(target: string): string {
  const { host, port } = split(target);
  return `npx tsx echo-server.ts${hostOption(host)}${port === SERVER_PORT ? '' : ` --port ${port}`}`;
}

/** Starts our client so that it comes through an inspector that listens there. */
export function clientCommand(listen: string): string {
  const { host, port } = split(listen);
  return `npx tsx echo-client.ts${isFoundByItself(listen) ? '' : `${hostOption(host)} --port ${port}`}`;
}

/** Whether a client that is told nothing comes to this address. */
export function isFoundByItself(listen: string): boolean {
  const { host, port } = split(listen);
  return THIS_MACHINE.has(host) && port === INSPECTOR_PORT;
}

/** `[::1]:65432` has its host in brackets. */
function split(address: string): { host: string; port: number } {
  const colon = address.lastIndexOf(':');
  return {
    host: address.slice(0, colon).replace(/^\[(.*)\]$/, '$1'),
    port: Number(address.slice(colon + 1)),
  };
}

function hostOption(host: string): string {
  return THIS_MACHINE.has(host) ? '' : ` --host ${host}`;
}
