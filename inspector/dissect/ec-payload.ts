/**
 * The payload of an EC/1 frame (PROTOCOL.md §4) as fields. Whether it is right is asked of protocol/message.ts; this
 * file finds where its values stand and gives them words.
 */

import { type Buffer, isUtf8 } from 'node:buffer';
import { COMMANDS, checkArgument } from '../../protocol/command.ts';
import type { ProtocolError } from '../../protocol/error.ts';
import { fileNameFault } from '../../protocol/file-name.ts';
import { HEADER_BYTES, MAX_PAYLOAD_BYTES } from '../../protocol/frame.ts';
import { parseRequest } from '../../protocol/message.ts';
import { printable } from '../../terminal/escape.ts';
import type { Text } from '../../terminal/language.ts';
import type { Field } from './dissection.ts';
import { coded, ruleOf, type TypeRule } from './ec-types.ts';
import { preview, truncated, withFault } from './fields.ts';
import { type JsonPart, jsonParts } from './json-parts.ts';

/** For the list's Info column. */
export function payloadInfo(type: number, payload: Buffer): string {
  try {
    return ruleOf(type)?.read(payload) ?? preview(payload);
  } catch {
    return preview(payload);
  }
}

/** The payload as a field; with children when it is the JSON that it should be. `announced`: the header's length. */
export function payloadField(type: number, payload: Buffer, announced: number): Field {
  const rule = ruleOf(type);
  const field = {
    name: 'payload',
    start: HEADER_BYTES,
    end: HEADER_BYTES + payload.length,
    section: rule ? `4.${type}` : '4',
    explain: payloadExplain(rule),
  };
  if (payload.length < announced) {
    const value = `${payload.length}/${announced} bytes`;
    return { ...field, kind: 'payload', value, fault: truncated(payload.length, announced) };
  }
  const fault = rule && payloadFault(rule, payload);
  const value = `${payload.length} bytes`;
  if (!rule?.json) return { ...field, kind: 'payload', value: bytesValue(payload), ...withFault(fault) };
  if (!isJson(payload)) return { ...field, kind: 'payload', value, ...withFault(fault) };
  return { ...field, kind: 'group', value, ...withFault(fault), children: jsonFields(rule, payload) };
}

function payloadExplain(rule: TypeRule | undefined): Text {
  if (rule?.json) return { en: `JSON in UTF-8: ${rule.json}`, pt: `JSON em UTF-8: ${rule.json}` };
  return (
    rule?.explain ?? { en: 'bytes of a type that has no meaning', pt: 'bytes de um tipo sem significado' }
  );
}

function bytesValue(payload: Buffer): string {
  return payload.length > 0 ? `${payload.length} bytes ${preview(payload)}` : '0 bytes';
}

function payloadFault(rule: TypeRule, payload: Buffer): Text | undefined {
  try {
    rule.read(payload);
    return undefined;
  } catch (error) {
    const { code } = error as ProtocolError;
    const { json } = rule;
    if (!json)
      return coded(
        code,
        `expected 1 to ${MAX_PAYLOAD_BYTES} bytes`,
        `esperado 1 a ${MAX_PAYLOAD_BYTES} bytes`,
      );
    if (!isJson(payload))
      return coded(code, `not JSON in UTF-8; expected ${json}`, `não é JSON em UTF-8; esperado ${json}`);
    return coded(code, `expected ${json}`, `esperado ${json}`);
  }
}

function isJson(payload: Buffer): boolean {
  try {
    JSON.parse(payload.toString());
    return isUtf8(payload);
  } catch {
    return false;
  }
}

/** So many parts of a JSON text are shown one by one, the rest as one field. */
const MAX_SHOWN_PARTS = 5_000;

function jsonFields(rule: TypeRule, payload: Buffer): Field[] {
  const parts = jsonParts(payload);
  const shown = partFields(rule, payload, parts.slice(0, MAX_SHOWN_PARTS));
  const hidden = parts[MAX_SHOWN_PARTS];
  if (!hidden) return shown;
  const place = { start: HEADER_BYTES + hidden.start, end: HEADER_BYTES + payload.length };
  return [...shown, { ...place, ...HIDDEN, value: `${payload.length - hidden.start} bytes` }];
}

function partFields(rule: TypeRule, payload: Buffer, parts: readonly JsonPart[]): Field[] {
  const faults = rule.name === 'REQUEST' ? requestFaults(payload) : NONE;
  return parts.map((part) => {
    const json = payload.toString('utf8', part.start, part.end);
    const place = { start: HEADER_BYTES + part.start, end: HEADER_BYTES + part.end };
    if (part.role === 'punctuation') return { ...place, ...PUNCTUATION, value: printable(json, 40) };
    const name = valueName(rule, part.key);
    const value = printable(plainly(json), 100);
    return { ...place, name, value, ...(VALUES.get(name) ?? IGNORED), ...withFault(faults.get(name)) };
  });
}

/** A string without needless `\u00e9`; all else as it came: what nests deeply would overflow the stack. */
function plainly(json: string): string {
  return json.startsWith('"') ? JSON.stringify(JSON.parse(json)) : json;
}

function valueName(rule: TypeRule, key: JsonPart['key']): string {
  if (typeof key === 'string') return printable(key, 40);
  if (key === undefined) return 'text';
  return rule.name === 'REQUEST' ? (['command', 'argument'][key] ?? `[${key}]`) : 'name';
}

type ValueRule = Pick<Field, 'kind' | 'explain' | 'section'>;

const PUNCTUATION = {
  name: 'JSON',
  kind: 'payload',
  explain: {
    en: 'the signs and keys of JSON, between the values',
    pt: 'os sinais e as chaves do JSON, entre os valores',
  },
} as const;

const HIDDEN = {
  name: '…',
  kind: 'payload',
  explain: {
    en: `what follows the first ${MAX_SHOWN_PARTS} values and signs, not shown one by one`,
    pt: `o que segue os primeiros ${MAX_SHOWN_PARTS} valores e sinais, não mostrado um a um`,
  },
} as const;

const IGNORED: ValueRule = {
  kind: 'payload',
  explain: { en: 'not known to EC/1: ignored', pt: 'desconhecido do EC/1: ignorado' },
};

const VALUES: ReadonlyMap<string, ValueRule> = new Map<string, ValueRule>([
  [
    'command',
    {
      kind: 'opcode',
      section: '5',
      explain: { en: 'what the client wants done', pt: 'o que o cliente quer que seja feito' },
    },
  ],
  [
    'argument',
    {
      kind: 'text',
      section: '5',
      explain: {
        en: "ARQUIVO's file name; null for all other commands",
        pt: 'o nome de arquivo do ARQUIVO; null nos outros comandos',
      },
    },
  ],
  ['text', { kind: 'text', explain: { en: 'what the server says', pt: 'o que o servidor diz' } }],
  [
    'code',
    {
      kind: 'type',
      section: '7',
      explain: { en: 'what went wrong, for programs', pt: 'o que deu errado, para programas' },
    },
  ],
  [
    'message',
    {
      kind: 'text',
      section: '7',
      explain: { en: 'what went wrong, for people', pt: 'o que deu errado, para pessoas' },
    },
  ],
  [
    'name',
    {
      kind: 'text',
      section: '8.1',
      explain: { en: 'the name of a file in DB/', pt: 'o nome de um arquivo em DB/' },
    },
  ],
  [
    'size',
    {
      kind: 'number',
      explain: { en: "the file's bytes in all", pt: 'o total de bytes do arquivo' },
    },
  ],
  [
    'sha256',
    {
      kind: 'checksum',
      explain: {
        en: 'the SHA-256 of all bytes of the file, in hex digits',
        pt: 'o SHA-256 de todos os bytes do arquivo, em dígitos hexadecimais',
      },
    },
  ],
]);

/** By the name of the value. */
type Faults = ReadonlyMap<string, Text>;
const NONE: Faults = new Map();

/** Requests that are well formed and cannot be met all the same. */
function requestFaults(payload: Buffer): Faults {
  try {
    const { command, argument } = parseRequest(payload);
    if (COMMANDS.some((known) => known === command)) return argumentFaults(command, argument);
    const known = COMMANDS.join(', ');
    const fault = coded('unknown-command', `expected one of ${known}`, `esperado um de ${known}`);
    return new Map([['command', fault]]);
  } catch {
    return NONE;
  }
}

function argumentFaults(command: string, argument: string | null): Faults {
  try {
    checkArgument(command, argument);
    return NONE;
  } catch {
    return new Map([['argument', argumentFault(command, argument)]]);
  }
}

function argumentFault(command: string, argument: string | null): Text {
  if (command !== 'ARQUIVO') return coded('bad-argument', `${command} takes null`, `${command} leva null`);
  const rule = fileNameFault(argument ?? '');
  return coded(
    'bad-argument',
    `${rule}; expected the name of a file, without a path`,
    `${rule}; esperado o nome de um arquivo, sem caminho`,
  );
}
