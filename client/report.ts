/**
 * Telling the person, or the program that reads our output, what came of each command. Answers go to standard
 * output, everything else to standard error. All that came over the wire is escaped here.
 */

import { type Frame, typeText } from '../protocol/frame.ts';
import type { ErrorMessage, Request } from '../protocol/message.ts';
import { printable } from '../terminal/escape.ts';
import { ExitCode } from '../terminal/program.ts';
import { fitted } from '../terminal/word-wrap.ts';
import type { Fault, Outcome } from './answers.ts';
import type { Loss } from './conversation.ts';
import type { Mistake } from './line.ts';
import type { LineSource } from './prompt.ts';
import type { ClientSentences } from './sentences.ts';

const DETAIL_CHARACTERS = 200;

export class Report {
  readonly say: ClientSentences;
  readonly #source: LineSource;
  readonly #json: boolean;

  constructor(say: ClientSentences, source: LineSource, json: boolean) {
    this.say = say;
    this.#source = source;
    this.#json = json;
  }

  notice(text: string): void {
    this.#source.print(fitted(text, process.stderr), process.stderr);
  }

  /** A frame that nobody waits for. Told behind the answer that came before it. */
  unasked({ type, id }: Frame): void {
    setImmediate(() => this.notice(this.say.unasked(typeText(type), id)));
  }

  /** Prints what came of `request`; returns the exit code that it earns. */
  outcome(request: Request, outcome: Outcome): number {
    const { answer, notice } = this.#json ? jsonLine(request, outcome) : plainText(outcome, this.say);
    if (answer !== undefined) this.#source.print(answer, process.stdout);
    if (notice !== undefined) this.notice(notice);
    return outcome.kind === 'error' || outcome.kind === 'unusable' ? ExitCode.failed : ExitCode.ok;
  }
}

interface Printed {
  readonly answer?: string;
  readonly notice?: string;
}

function plainText(outcome: Outcome, say: ClientSentences): Printed {
  switch (outcome.kind) {
    case 'reply':
      return replyText(outcome.reply, say);
    case 'saved':
      return { answer: outcome.file.path, notice: say.saved(outcome.file.size, outcome.file.replaced) };
    case 'pong':
      return { answer: `${printable(outcome.text)}  ${outcome.milliseconds.toFixed(2)} ms` };
    case 'goodbye':
      return { answer: printable(outcome.text) };
    case 'error':
      return { notice: errorText(outcome.error, say) };
    case 'unusable':
      return { notice: faultText(outcome.fault, say) };
  }
}

function replyText(reply: string | readonly string[], say: ClientSentences): Printed {
  if (typeof reply === 'string') return { answer: printable(reply) };
  if (reply.length === 0) return { notice: say.noFiles };
  return { answer: reply.map((name) => printable(name)).join('\n') };
}

function jsonLine({ command, argument }: Request, outcome: Outcome): Printed {
  return { answer: escapedJson(JSON.stringify({ command, argument, ...jsonFields(outcome) })) };
}

/** The same JSON, with what a terminal would obey or hide written as `\\u202e`. */
function escapedJson(json: string): string {
  return json.replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => unicodeEscape(character.charCodeAt(index))).join(
      '',
    ),
  );
}

function unicodeEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

function jsonFields(outcome: Outcome): Record<string, unknown> {
  switch (outcome.kind) {
    case 'reply':
      return { answer: outcome.reply };
    case 'saved':
      return { ...outcome.file };
    case 'pong':
      return { answer: outcome.text, milliseconds: outcome.milliseconds };
    case 'goodbye':
      return { answer: outcome.text };
    case 'error':
      return { error: outcome.error };
    case 'unusable':
      return { unusable: outcome.fault };
  }
}

function errorText(error: ErrorMessage, say: ClientSentences): string {
  return say.error(reasonText(error, say));
}

/** In the reader's language where the code is known, else in the server's words. */
function reasonText({ code, message }: ErrorMessage, say: ClientSentences): string {
  const known = Object.hasOwn(say.errorCodes, code) ? say.errorCodes[code] : undefined;
  return `${known ?? printable(message, DETAIL_CHARACTERS)} (${printable(code, DETAIL_CHARACTERS)})`;
}

function faultText(fault: Fault, say: ClientSentences): string {
  const sentence = say.faults[fault.what];
  switch (fault.what) {
    case 'unexpected-frame':
    case 'wrong-content':
      return `${sentence}: ${printable(fault.detail, DETAIL_CHARACTERS)}`;
    case 'wrong-name':
      return `${sentence}: "${printable(fault.name, DETAIL_CHARACTERS)}"`;
    case 'cannot-save':
      return `${sentence}: ${fault.path}: ${say.systemErrors[fault.code] ?? fault.code}`;
  }
}

/** A typed line that was not sent, and why. */
export function mistakeText(mistake: Mistake, say: ClientSentences): string {
  const sentence = say.mistakes[mistake.what];
  switch (mistake.what) {
    case 'unknown':
      return `"${printable(mistake.word, DETAIL_CHARACTERS)}": ${sentence}`;
    case 'no-name':
    case 'too-long':
      return sentence;
    case 'open-quote':
      return `${printable(mistake.text, DETAIL_CHARACTERS)}: ${sentence}`;
    case 'bad-name':
      return `"${printable(mistake.name, DETAIL_CHARACTERS)}": ${sentence}: ${say.nameFaults[mistake.fault]}`;
    case 'too-many-words':
      return `${mistake.command} ${sentence}`;
  }
}

/** How the connection to `address` ended before its time. */
export function lossText(loss: Loss, address: string, say: ClientSentences): string {
  const sentence = say.losses[loss.why](address);
  switch (loss.why) {
    case 'refused':
      return `${sentence}: ${reasonText(loss, say)}`;
    case 'broken':
      return `${sentence} (${loss.code})`;
    case 'not-ec1':
      return `${sentence} (${printable(loss.detail, DETAIL_CHARACTERS)})`;
    default:
      return sentence;
  }
}
