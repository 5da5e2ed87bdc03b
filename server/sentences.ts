/** What the server says to the person who started it. */

import { isLoopback } from '../terminal/address.ts';
import type { Language } from '../terminal/language.ts';
import type { ServerSettings } from './options.ts';

const EN = {
  listening: (address: string, db: string) => `listening on ${address}, serving ${db} (Ctrl-C ends)`,
  wideBind: (host: string) =>
    `${host} is not loopback: whoever reaches this machine can connect and read these files`,
  capLowered: (cap: number) =>
    `at most ${cap} clients at once: the limit on open files (ulimit -n) allows no more`,
  stopping: 'stopping',
  names: (n: number) => `${n} ${n === 1 ? 'name' : 'names'}`,
  portTaken: (port: number) =>
    `Port ${port} is taken: a server may be running already. Stop it, or choose another: --port 0`,
  portForbidden: (port: number) => `This system lets you use no port like ${port}; choose one above 1023.`,
  badHost: (host: string) => `This machine has no address ${host}; --host 127.0.0.1 always works.`,
  cannotListen: (code: string) => `The server cannot listen: ${code}.`,
  noFolder: (db: string, code: string) =>
    `The folder ${db} cannot be read (${code}); create it, or name another with --db.`,
  notAFolder: (db: string) => `${db} is not a folder; name one with --db.`,
};

const PT: typeof EN = {
  listening: (address, db) => `ouvindo em ${address}, servindo ${db} (Ctrl-C encerra)`,
  wideBind: (host) =>
    `${host} não é loopback: quem alcançar esta máquina pode se conectar e ler estes arquivos`,
  capLowered: (cap) =>
    `no máximo ${cap} clientes ao mesmo tempo: o limite de arquivos abertos (ulimit -n) não permite mais`,
  stopping: 'encerrando',
  names: (n) => `${n} ${n === 1 ? 'nome' : 'nomes'}`,
  portTaken: (port) =>
    `A porta ${port} está ocupada: talvez um servidor já esteja rodando. Encerre-o, ou escolha outra: --port 0`,
  portForbidden: (port) => `Este sistema não deixa usar uma porta como ${port}; escolha uma acima de 1023.`,
  badHost: (host) => `Esta máquina não tem o endereço ${host}; --host 127.0.0.1 sempre funciona.`,
  cannotListen: (code) => `O servidor não consegue ouvir: ${code}.`,
  noFolder: (db, code) => `A pasta ${db} não pode ser lida (${code}); crie-a, ou indique outra com --db.`,
  notAFolder: (db) => `${db} não é uma pasta; indique uma com --db.`,
};

export const SERVER_SENTENCES: Readonly<Record<Language, typeof EN>> = { en: EN, pt: PT };

/** The first lines of the log: where it listens, and what the person who started it should know about that. */
export function announcement(address: string, settings: ServerSettings): string[] {
  const say = SERVER_SENTENCES[settings.language];
  const lines = [say.listening(address, settings.db)];
  if (!isLoopback(settings.host)) lines.push(say.wideBind(settings.host));
  if (settings.maxConnections < settings.wantedConnections)
    lines.push(say.capLowered(settings.maxConnections));
  return lines;
}
