/**
 * The client: a menu of five commands, each sent as one request and answered before the next. Read it from top to
 * bottom: where the lines come from, what becomes of one of them, how the conversation ends.
 *
 * What frames look like is protocol/'s business, how one connection lives client/conversation.ts's, what is printed
 * client/report.ts's.
 */

import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileAnswer, goodbyeAnswer, type Outcome, pongAnswer, replyAnswer } from './client/answers.ts';
import type { Route } from './client/connect.ts';
import { ConnectionLost, Conversation, type Loss } from './client/conversation.ts';
import { completions, parseLine, type TypedLine } from './client/line.ts';
import { type ClientSettings, readClientOptions } from './client/options.ts';
import { Progress } from './client/progress.ts';
import { type LineSource, PlainLines, Prompt } from './client/prompt.ts';
import { type Patience, RETRY_MS, reach } from './client/reach.ts';
import { lossText, mistakeText, Report } from './client/report.ts';
import { CLIENT_SENTENCES, type ClientSentences } from './client/sentences.ts';
import { hasUnfinished } from './files/save.ts';
import { encodePing, encodeRequest, type Request } from './protocol/message.ts';
import { socketAddress } from './terminal/address.ts';
import { printable } from './terminal/escape.ts';
import { chooseLanguage } from './terminal/language.ts';
import { INSPECTOR_PORT } from './terminal/ports.ts';
import { ExitCode, isMain, runProgram } from './terminal/program.ts';

/** After this long, and then every so often, the menu says that it is still waiting. */
const STILL_WAITING_MS = 5_000;
/** An inspector that finds no server behind it has ended a connection by then. */
const LASTING_MS = 500;
/** Without a person to ask for patience, this long without a byte is the end of it. */
const DEFAULT_TIMEOUT_MS = 30_000;

/** Everything that one run of the client works with. */
interface Client {
  readonly settings: ClientSettings;
  readonly route: Route;
  readonly source: LineSource;
  readonly report: Report;
  readonly conversation: Conversation;
  /** The names of the last LISTAR that was shown, for completion. */
  readonly listed: string[];
}

/** The menu, or the lines of a pipe, or the one line of the command line. Resolves with the exit code. */
export async function send_server(client: Client): Promise<number> {
  const { source, report, conversation } = client;
  let exitCode: number = ExitCode.ok;
  if (source.interactive) report.notice(`${report.say.menu}\n`);
  for await (const line of source.lines()) {
    exitCode = Math.max(exitCode, await obey(client, parseLine(line)));
    if (conversation.halfClosed) return exitCode; // that was SAIR
  }
  const stoppedByServer = conversation.loss !== undefined;
  const goodbye = await patiently(client, conversation.sayGoodbye());
  if (stoppedByServer && !source.exhausted) throw new ConnectionLost({ why: 'said-goodbye' });
  if (source.interactive) report.notice(printable(goodbye));
  if (stoppedByServer) report.notice(report.say.serverStopped);
  return exitCode;
}

/** Does what one line says. Resolves with the exit code that it earns. */
async function obey(client: Client, typed: TypedLine): Promise<number> {
  const { source, report } = client;
  switch (typed.kind) {
    case 'request':
      return sendRequest(client, typed.request);
    case 'ping':
      return sendPing(client, typed.text);
    case 'help':
      report.notice(`${report.say.menu}\n${report.say.help}`);
      return ExitCode.ok;
    case 'mistake':
      report.notice(mistakeText(typed.mistake, report.say));
      return source.interactive ? ExitCode.ok : ExitCode.usage;
    case 'nothing':
      return ExitCode.ok;
  }
}

async function sendRequest(client: Client, request: Request): Promise<number> {
  const id = client.conversation.nextId();
  const frame = encodeRequest(id, request);
  const outcome = await answerTo(client, id, frame, request);
  if (outcome.kind === 'reply' && Array.isArray(outcome.reply))
    client.listed.splice(0, client.listed.length, ...outcome.reply);
  return client.report.outcome(request, outcome);
}

async function answerTo(client: Client, id: number, frame: Buffer, request: Request): Promise<Outcome> {
  const { conversation, settings } = client;
  switch (request.command) {
    case 'SAIR': {
      const goodbye = conversation.ask(id, frame, goodbyeAnswer());
      conversation.halfClose();
      return patiently(client, goodbye);
    }
    case 'ARQUIVO': {
      const progress = new Progress(process.stderr);
      client.source.progress = progress;
      const answer = fileAnswer(settings.outFolder, request.argument ?? '', (done, total) =>
        progress.update(done, total),
      );
      return patiently(client, conversation.ask(id, frame, answer)).finally(() => progress.clear());
    }
    default:
      return patiently(client, conversation.ask(id, frame, replyAnswer(request.command === 'LISTAR')));
  }
}

async function sendPing(client: Client, text: string): Promise<number> {
  const id = client.conversation.nextId();
  const payload = Buffer.from(text);
  const answer = pongAnswer(payload, () => performance.now());
  const outcome = await patiently(client, client.conversation.ask(id, encodePing(id, payload), answer));
  return client.report.outcome({ command: 'PING', argument: text }, outcome);
}

/** Resolves with what is awaited; meanwhile tells a person at the menu when nothing comes. */
async function patiently<T>(
  { route, source, report, conversation }: Client,
  awaited: Promise<T>,
): Promise<T> {
  if (!source.interactive) return awaited;
  let before = conversation.bytesReceived;
  let seconds = 0;
  const reminder = setInterval(() => {
    seconds += STILL_WAITING_MS / 1000;
    if (conversation.bytesReceived === before)
      report.notice(report.say.stillWaiting(seconds, route.throughInspector));
    before = conversation.bytesReceived;
  }, STILL_WAITING_MS);
  return awaited.finally(() => clearInterval(reminder));
}

/** For whoever prints while the client runs: above its prompt, without tearing it. */
export type Print = (text: string, stream: NodeJS.WriteStream) => void;

/** The whole client. `started` is given the way to print beside it. Resolves with the exit code. */
export async function runClient(
  settings: ClientSettings,
  started: (print: Print) => void = () => {},
): Promise<number> {
  const say = CLIENT_SENTENCES[settings.language];
  const stop = new AbortController();
  const patience = { atMenu: isMenu(settings), told: false };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stop.abort());
  const stopped = once(stop.signal, 'abort').then((): number => {
    process.stderr.write(`\n${say.interrupted(hasUnfinished())}\n`);
    return ExitCode.interrupted;
  });
  return Promise.race([stopped, outputLost(say), converse(settings, say, stop, started, patience)]);
}

/** One conversation; or, at the menu, as many as it takes until there is a server behind the connection. */
async function converse(
  settings: ClientSettings,
  say: ClientSentences,
  stop: AbortController,
  started: (print: Print) => void,
  patience: Patience,
): Promise<number> {
  const route = await reach(settings, say, patience);
  const listed: string[] = [];
  const source = lineSource(settings, say, listed, () => stop.abort());
  started((text, stream) => source.print(text, stream));
  const report = new Report(say, source, settings.json);
  const address = socketAddress(route.address.host, route.address.port);
  const timeoutMs =
    settings.timeoutMs ?? (source.interactive ? Number.POSITIVE_INFINITY : DEFAULT_TIMEOUT_MS);
  const conversation = new Conversation(route.socket, timeoutMs, (frame) => report.unasked(frame));
  void conversation.ended.then(() => source.close());
  stop.signal.addEventListener('abort', () => conversation.leave());
  const client = { settings, route, source, report, conversation, listed };
  try {
    if (patience.told) await lasting(conversation);
    patience.told = false;
    report.notice(route.throughInspector ? say.throughInspector(address) : say.connected(address));
    return await send_server(client);
  } catch (error) {
    if (stop.signal.aborted) return ExitCode.interrupted;
    if (!(error instanceof ConnectionLost)) throw error;
    if (!tooEarly(client, error.loss)) {
      report.notice(lossOf(client, error.loss));
      return ExitCode.connection;
    }
    if (!patience.told) report.notice(`${lossOf(client, error.loss)}\n${say.waiting}`);
    patience.told = true;
  } finally {
    source.close();
  }
  await pause(RETRY_MS);
  return converse(settings, say, stop, started, patience);
}

/** While the menu waits for a server, only a connection that lasts is worth a word. Rejects with ConnectionLost. */
async function lasting(conversation: Conversation): Promise<void> {
  await Promise.race([conversation.ended, pause(LASTING_MS)]);
  if (conversation.loss) throw new ConnectionLost(conversation.loss);
}

/** True when it is worth waiting at the menu: nothing was asked, and nobody was there. */
function tooEarly({ source, conversation }: Client, loss: Loss): boolean {
  return source.interactive && !conversation.asked && nobodyBehind(conversation, loss);
}

function nobodyBehind({ bytesReceived }: Conversation, { why }: Loss): boolean {
  return bytesReceived === 0 && (why === 'closed' || why === 'broken');
}

function lossOf({ route, report: { say }, conversation }: Client, loss: Loss): string {
  const address = socketAddress(route.address.host, route.address.port);
  const atInspector = route.address.port === INSPECTOR_PORT;
  return atInspector && nobodyBehind(conversation, loss)
    ? say.inspectorAlone(address)
    : lossText(loss, address, say);
}

function isMenu({ line }: ClientSettings): boolean {
  return line === undefined && Boolean(process.stdin.isTTY) && Boolean(process.stdout.isTTY);
}

function lineSource(
  settings: ClientSettings,
  say: ClientSentences,
  listed: readonly string[],
  interrupt: () => void,
): LineSource {
  if (settings.line !== undefined) return PlainLines.one(settings.line);
  if (!isMenu(settings)) return PlainLines.fromPipe();
  return new Prompt(say.prompt, (line) => completions(line, listed), interrupt);
}

/** Resolves when nobody reads our answers any more (`| head -1`), or they cannot be written. */
async function outputLost(say: ClientSentences): Promise<number> {
  const [error] = (await once(process.stdout, 'error')) as [NodeJS.ErrnoException];
  if (error.code === 'EPIPE') return ExitCode.ok;
  process.stderr.write(`${say.outputLost(error.code ?? error.message)}\n`);
  return ExitCode.failed;
}

async function main(): Promise<number> {
  return runClient(readClientOptions(chooseLanguage(), process.argv.slice(2)));
}

if (isMain(import.meta.url)) await runProgram(main);
