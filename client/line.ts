/** What a person types, turned into what is sent; and what Tab makes of a line that is not finished. */

import { COMMANDS, type CommandName } from '../protocol/command.ts';
import { type FileNameFault, fileNameFault } from '../protocol/file-name.ts';
import { MAX_PAYLOAD_BYTES } from '../protocol/frame.ts';
import type { Request } from '../protocol/message.ts';
import { printable } from '../terminal/escape.ts';

/** The name of the function that the course's documentation gives each command. */
const DOCUMENTED_NAMES: Readonly<Record<CommandName, string>> = {
  CONSULTA: 'dados',
  HORA: 'hora_atual',
  ARQUIVO: 'enviar_arquivo',
  LISTAR: 'listar_arquivos',
  SAIR: 'finalizar_conexao',
};

export type TypedLine =
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'ping'; readonly text: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'mistake'; readonly mistake: Mistake };

export type Mistake =
  | { readonly what: 'unknown'; readonly word: string }
  | { readonly what: 'no-name' }
  | { readonly what: 'open-quote'; readonly text: string }
  | { readonly what: 'bad-name'; readonly name: string; readonly fault: FileNameFault }
  | { readonly what: 'too-many-words'; readonly command: string }
  | { readonly what: 'too-long' };

/** `3 file1.txt`, `arquivo file1.txt`, `enviar_arquivo "my file.txt"`: number, wire name or documented name. */
export function parseLine(line: string): TypedLine {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*?)\s*$/su.exec(line) ?? [];
  if (word === '') return { kind: 'nothing' };
  if (/^(ajuda|help|\?)$/i.test(word)) return { kind: 'help' };
  if (/^ping$/i.test(word)) return pingOf(rest);
  const command = findCommand(word);
  if (!command) return { kind: 'mistake', mistake: { what: 'unknown', word } };
  return command === 'ARQUIVO' ? fileRequest(unquoted(rest)) : plainRequest(command, rest);
}

/** Completions of `line`: commands first, and after ARQUIVO the names that the server last listed. */
export function completions(line: string, listed: readonly string[]): [string[], string] {
  const [, word = '', name] = /^\s*(\S+)\s+(.*)$/su.exec(line) ?? [];
  if (name !== undefined && findCommand(word) === 'ARQUIVO') return [namesLike(name, listed), name];
  if (name !== undefined) return [[], line];
  const typed = line.trimStart();
  const lower = typed !== '' && typed === typed.toLowerCase();
  const commands = [...COMMANDS, 'PING', 'AJUDA']
    .filter((command) => command.startsWith(typed.toUpperCase()))
    .map((command) => (lower ? command.toLowerCase() : command));
  const documented = Object.values(DOCUMENTED_NAMES).filter((name) => name.startsWith(typed));
  return [typed === '' ? commands : [...commands, ...documented], typed];
}

/** A hostile server may list names that would repaint the terminal: those are not offered. */
function namesLike(typed: string, listed: readonly string[]): string[] {
  const quote = /^["']/.exec(typed)?.[0] ?? '';
  return listed
    .filter((name) => !fileNameFault(name) && printable(name) === name)
    .map((name) => `${quote}${name}${quote}`)
    .filter((name) => name.startsWith(typed));
}

function findCommand(word: string): CommandName | undefined {
  return COMMANDS.find(
    (command, index) =>
      word === String(index + 1) ||
      word.toUpperCase() === command ||
      word.toLowerCase() === DOCUMENTED_NAMES[command],
  );
}

function pingOf(text: string): TypedLine {
  const fits = Buffer.byteLength(text) <= MAX_PAYLOAD_BYTES;
  return fits ? { kind: 'ping', text } : { kind: 'mistake', mistake: { what: 'too-long' } };
}

function fileRequest(name: string): TypedLine {
  if (name.startsWith('"')) return { kind: 'mistake', mistake: { what: 'open-quote', text: name } };
  const fault = fileNameFault(name);
  if (fault === 'empty') return { kind: 'mistake', mistake: { what: 'no-name' } };
  if (fault) return { kind: 'mistake', mistake: { what: 'bad-name', name, fault } };
  return { kind: 'request', request: { command: 'ARQUIVO', argument: name } };
}

function plainRequest(command: CommandName, rest: string): TypedLine {
  if (rest !== '') return { kind: 'mistake', mistake: { what: 'too-many-words', command } };
  return { kind: 'request', request: { command, argument: null } };
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/su.exec(text)?.[2] ?? text;
}
