/**
 * The client: a menu of five commands, each sent as one request and answered before the next. Read it from top to
 * bottom: where the lines come from, what becomes of one of them, how the conversation ends.
 *
 * What frames look like is protocol/'s business, how one connection lives client/conversation.ts's, what is printed
 * client/report.ts's.
 */

import { fileAnswer, goodbyeAnswer, type Outcome, pongAnswer, replyAnswer } from './client/answers.ts';
import { connect, type Route } from './client/connect.ts';
import { ConnectionLost, Conversation } from './client/conversation.ts';
import { completions, parseLine, type TypedLine } from './client/line.ts';
import { type ClientSettings, readClientOptions } from './client/options.ts';
import { Progress } from './client/progress.ts';
import { type LineSource, PlainLines, Prompt } from './client/prompt.ts';
import { lossText, mistakeText, Report } from './client/report.ts';
import { CLIENT_SENTENCES, type ClientSentences } from './client/sentences.ts';
import { encodePing, encodeRequest, type Request } from './protocol/message.ts';
import { socketAddress } from './terminal/address.ts';
import { printable } from './terminal/escape.ts';
import { chooseLanguage } from './terminal/language.ts';
import { EarlyExit, ExitCode, isMain, runProgram } from './terminal/program.ts';

/** After this long, and then every so often, the menu says that it is still waiting. */
const STILL_WAITING_MS = 5_000;
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
  const goodbye = await conversation.sayGoodbye();
  if (source.interactive) report.notice(`\n${printable(goodbye)}`);
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

/** Resolves with `outcome`; meanwhile tells a person at the menu when nothing comes. */
async function patiently(
  { source, report, conversation }: Client,
  outcome: Promise<Outcome>,
): Promise<Outcome> {
  if (!source.interactive) return outcome;
  let before = conversation.bytesReceived;
  let seconds = 0;
  const reminder = setInterval(() => {
    seconds += STILL_WAITING_MS / 1000;
    if (conversation.bytesReceived === before) report.notice(report.say.stillWaiting(seconds));
    before = conversation.bytesReceived;
  }, STILL_WAITING_MS);
  return outcome.finally(() => clearInterval(reminder));
}

/** For whoever prints while the client runs: above its prompt, without tearing it. */
export type Print = (text: string, stream: NodeJS.WriteStream) => void;

/** The whole client. `started` is given the way to print beside it. Resolves with the exit code. */
export async function runClient(
  settings: ClientSettings,
  started: (print: Print) => void = () => {},
): Promise<number> {
  const say = CLIENT_SENTENCES[settings.language];
  refuseMistake(settings, say);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => interrupt(say));
  const route = await connectOrExplain(settings, say);
  const listed: string[] = [];
  const source = lineSource(settings, say, listed);
  started((text, stream) => source.print(text, stream));
  const report = new Report(say, source, settings.json);
  const address = socketAddress(route.address.host, route.address.port);
  report.notice(route.throughInspector ? say.throughInspector(address) : say.connected(address));
  const timeoutMs =
    settings.timeoutMs ?? (source.interactive ? Number.POSITIVE_INFINITY : DEFAULT_TIMEOUT_MS);
  const conversation = new Conversation(route.socket, timeoutMs, ({ type, id }) =>
    report.notice(say.unasked(type, id)),
  );
  void conversation.ended.then(() => source.close());
  try {
    return await send_server({ settings, route, source, report, conversation, listed });
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error;
    if (route.throughInspector && conversation.bytesReceived === 0)
      report.notice(say.inspectorAlone(address));
    else report.notice(lossText(error.loss, address, say));
    return ExitCode.connection;
  } finally {
    source.close();
  }
}

/** A mistake on the command line is told before anybody is bothered with a connection. */
function refuseMistake({ line }: ClientSettings, say: ClientSentences): void {
  const typed = parseLine(line ?? '?');
  if (typed.kind === 'mistake') throw new EarlyExit(ExitCode.usage, mistakeText(typed.mistake, say));
}

async function connectOrExplain(settings: ClientSettings, say: ClientSentences): Promise<Route> {
  try {
    return await connect(settings.server, settings.inspector);
  } catch (error) {
    const address = socketAddress(settings.server.host, settings.server.port);
    const { code, name } = error as NodeJS.ErrnoException;
    throw new EarlyExit(ExitCode.connection, say.noServer(address, code ?? name));
  }
}

function lineSource(settings: ClientSettings, say: ClientSentences, listed: readonly string[]): LineSource {
  if (settings.line !== undefined) return PlainLines.one(settings.line);
  if (!process.stdin.isTTY || !process.stdout.isTTY) return PlainLines.fromPipe();
  const complete = (line: string) => completions(line, listed);
  return new Prompt(say.prompt, complete, () => interrupt(say));
}

/** Ctrl-C: files/save.ts removes what is unfinished when the process exits. */
function interrupt(say: ClientSentences): never {
  process.stderr.write(`\n${say.interrupted}\n`);
  process.exit(ExitCode.interrupted);
}

async function main(): Promise<number> {
  return runClient(readClientOptions(chooseLanguage(), process.argv.slice(2)));
}

if (isMain(import.meta.url)) await runProgram(main);
