/**
 * Server and client in one terminal. Starts the server as a child, waits until it listens, then runs the client
 * here; the server's log lines appear above the client's prompt. Starts programs, knows no protocol.
 */

import { readClientOptions } from './client/options.ts';
import { runClient } from './echo-client.ts';
import { type RunSettings, readRunOptions } from './run/options.ts';
import { ServerChild } from './run/server-child.ts';
import { openSideBySide } from './run/side-by-side.ts';
import { chooseLanguage, type Text } from './terminal/language.ts';
import { SERVER_PORT } from './terminal/ports.ts';
import { isMain, runProgram } from './terminal/program.ts';

const alreadyRunning = (port: number): Text => ({
  en: `a server is already listening on port ${port}; using that one`,
  pt: `já há um servidor ouvindo na porta ${port}; será usado esse`,
});
/** Tells the server's lines from the client's. */
const SERVER_MARK: Text = { en: '  server │ ', pt: '  servidor │ ' };

async function main(): Promise<number> {
  const settings = readRunOptions(chooseLanguage(), process.argv.slice(2));
  readClientOptions(settings.language, settings.clientWords, 'run.ts'); // a mistake is told before anything starts
  if (settings.inspector) return openSideBySide(settings);
  const server = new ServerChild(settings.serverWords);
  const started = await server.started();
  if (started.kind === 'failed') {
    server.onLine((line) => process.stderr.write(`${line}\n`));
    return started.exitCode;
  }
  const port = started.kind === 'listening' ? started.port : settings.port;
  if (started.kind === 'port-taken')
    process.stderr.write(`${alreadyRunning(port ?? SERVER_PORT)[settings.language]}\n`);
  const client = readClientOptions(settings.language, [
    ...addressWords(settings, port),
    ...settings.clientWords,
  ]);
  try {
    return await runClient(client, (print) => {
      if (started.kind === 'listening')
        server.onLine((line) => print(`${SERVER_MARK[settings.language]}${line}`, process.stderr));
    });
  } finally {
    await server.stop();
  }
}

/** Where the client must go; nothing when it is where a client looks anyway, through an inspector first. */
function addressWords({ host, port: typedPort }: RunSettings, port: number | undefined): string[] {
  const words: string[] = [];
  if (host !== undefined) words.push('--host', host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);
  if (typedPort !== undefined && port !== undefined) words.push('--port', String(port));
  return words;
}

if (isMain(import.meta.url)) await runProgram(main);
