/** How one opcode of a pickle is shown: its name, its argument byte for byte, and what lies on the stack after it. */

import type { Buffer } from 'node:buffer';
import type { Text } from '../../terminal/language.ts';
import type { Field, FieldKind } from './dissection.ts';
import { hex, littleEndian, withFault } from './fields.ts';
import type { ReadArgument } from './pickle-arguments.ts';
import { type Instruction, instructionAt, type Opcode, opcodeOf } from './pickle-opcodes.ts';
import { type PickleValue, python } from './pickle-values.ts';

export interface Executed extends Instruction {
  readonly argument: ReadArgument;
  /** What lies on top of the stack afterwards, and how many lie there. */
  readonly result: PickleValue;
  readonly depth: number;
  readonly fault: Text | undefined;
}

export function opcodeField(executed: Executed, message: Buffer): Field {
  const { opcode, start, end, fault } = executed;
  const field: Field = {
    name: opcode.name,
    start,
    end,
    value: opcodeValue(executed),
    kind: opcode.danger ? 'danger' : 'opcode',
    explain: explanation(executed),
    ...withFault(fault),
  };
  return end - start > 1 ? { ...field, children: argumentFields(executed, message) } : field;
}

const SHOWN_CHARACTERS = 80;
/** For these the top of the stack says nothing about what they did. */
const QUIET: ReadonlySet<string> = new Set(['MARK', 'POP', 'POP_MARK']);
/** For these the number in the memo says less than what is kept there. */
const ABOUT_MEMO = /(PUT|GET)$/;

function opcodeValue({ opcode, argument, result }: Executed): string {
  if (QUIET.has(opcode.name)) return '';
  const shown = ABOUT_MEMO.test(opcode.name) ? result : (argument.value ?? result);
  return python(shown, SHOWN_CHARACTERS);
}

function explanation({ opcode, result, depth }: Executed): Text {
  const { en, pt } = opcode.explain;
  const alarm = opcode.danger ? alarmText(result) : { en: '', pt: '' };
  return { en: `${en}${alarm.en}. Stack: ${depth}`, pt: `${pt}${alarm.pt}. Pilha: ${depth}` };
}

function alarmText(result: PickleValue): Text {
  const what = python(result, SHOWN_CHARACTERS);
  return result.kind === 'call'
    ? { en: `. Loading would call ${what}`, pt: `. Carregar chamaria ${what}` }
    : { en: `. Loading would import ${what}`, pt: `. Carregar importaria ${what}` };
}

/** The byte of the opcode, the length of its argument where one is written, and the argument. */
function argumentFields({ opcode, start, end, argument }: Executed, message: Buffer): Field[] {
  const content = start + 1 + argument.prefix;
  const kind = (own: FieldKind): FieldKind => (opcode.danger ? 'danger' : own);
  const fields: Field[] = [
    {
      name: 'opcode',
      start,
      end: start + 1,
      value: hex(message.subarray(start, start + 1)),
      kind: kind('opcode'),
      explain: opcode.explain,
    },
  ];
  if (argument.prefix > 0) fields.push(lengthField(start + 1, message.subarray(start + 1, content)));
  if (content === end) return fields;
  const bytes = message.subarray(content, end);
  const value = argument.value ? python(argument.value, SHOWN_CHARACTERS) : hex(bytes);
  const explain = argumentText(opcode, bytes);
  return [...fields, { name: 'argument', start: content, end, value, kind: kind(argument.kind), explain }];
}

function lengthField(start: number, bytes: Buffer): Field {
  const worked = littleEndian(bytes);
  return {
    name: 'length',
    start,
    end: start + bytes.length,
    value: worked.split(' = ').at(-1) ?? worked,
    kind: 'length',
    explain: {
      en: `how many bytes the argument has. Little-endian: ${worked}`,
      pt: `quantos bytes tem o argumento. Little-endian: ${worked}`,
    },
  };
}

function argumentText({ argument }: Opcode, bytes: Buffer): Text {
  const worked = argument.startsWith('uint') ? `. Little-endian: ${littleEndian(bytes)}` : '';
  return {
    en: `what the opcode works on; pickletools calls it ${argument}${worked}`,
    pt: `com o que o opcode trabalha; o pickletools o chama ${argument}${worked}`,
  };
}

/** Bytes after STOP; none when the message was cut where measure() said. */
export function surplus(message: Buffer, start: number): Field[] {
  if (start === message.length) return [];
  const fault = { en: 'these bytes come after STOP', pt: 'estes bytes vêm depois do STOP' };
  const value = hex(message.subarray(start));
  return [{ name: '?', start, end: message.length, value, kind: 'payload', explain: fault, fault }];
}

/** The pickle ends before its STOP, or at a byte that is no opcode. */
export function unstopped(message: Buffer, start: number): Field[] {
  const end = message.length;
  const opcode = opcodeOf(message[start] ?? -1);
  return [
    {
      name: start === end ? 'STOP' : (opcode?.name ?? '?'),
      start,
      end,
      value: start === end ? '' : hex(message.subarray(start)),
      kind: opcode?.danger ? 'danger' : 'opcode',
      explain: opcode?.explain ?? {
        en: 'an opcode should stand here: one byte, and what it works on',
        pt: 'aqui deveria estar um opcode: um byte, e aquilo com que trabalha',
      },
      fault: unstoppedFault(message, start, opcode),
    },
  ];
}

function unstoppedFault(message: Buffer, start: number, opcode: Opcode | undefined): Text {
  if (start === message.length) return { en: 'truncated: no STOP', pt: 'truncated: falta o STOP' };
  if (!opcode) {
    const byte = hex(message.subarray(start, start + 1));
    return { en: `${byte} is no opcode`, pt: `${byte} não é um opcode` };
  }
  if (instructionAt(message, start) === 'broken')
    return { en: 'its argument is too long to be one', pt: 'o argumento é longo demais' };
  return { en: 'truncated: its argument is not all here', pt: 'truncated: falta parte do argumento' };
}
