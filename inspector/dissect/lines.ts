/**
 * Lines of text, each ended by a line feed, or by a carriage return and a line feed.
 *
 *   +------------------+----+      +------------------+----+----+
 *   |  text in UTF-8   | 0a |  or  |  text in UTF-8   | 0d | 0a |
 *   +------------------+----+      +------------------+----+----+
 */

import { type Buffer, isUtf8 } from 'node:buffer';
import { printable } from '../../terminal/escape.ts';
import type { Text } from '../../terminal/language.ts';
import { type Dissector, type Field, noProgress } from './dissection.ts';
import { dissection, hex, preview, textSoFar, withFault } from './fields.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Who never ends a line must not be waited for without bound: after so many bytes it is shown as it is. */
export const MAX_LINE_BYTES = 65_536;

export const lines: Dissector = {
  name: 'lines',
  about: {
    en: 'lines of text in UTF-8, each ended by \\n or \\r\\n',
    pt: 'linhas de texto em UTF-8, cada uma terminada por \\n ou \\r\\n',
  },

  /** Told by the first line that has something in it: how much more one read brought says nothing. */
  recognises(bytes) {
    const begin = bytes.findIndex((byte) => byte !== LINE_FEED && byte !== CARRIAGE_RETURN);
    if (begin === -1) return undefined;
    const end = bytes.indexOf(LINE_FEED, begin) + 1;
    if (textSoFar(bytes.subarray(0, end || bytes.length)) === undefined) return false;
    return end > 0 ? true : undefined;
  },

  measure(bytes, ended, start = 0, progress = noProgress()) {
    const line = bytes.subarray(start, start + MAX_LINE_BYTES);
    const end = line.indexOf(LINE_FEED, progress.looked) + 1;
    progress.looked = line.length;
    if (end > 0) return end;
    return ended || line.length === MAX_LINE_BYTES ? line.length : undefined;
  },

  dissect(message) {
    const textEnd = message.length - terminatorBytes(message);
    const text = message.subarray(0, textEnd);
    const fields = [textField(text, textEnd === message.length), ...terminator(message, textEnd)];
    return dissection({ type: 'line', length: message.length, info: lineText(text), fields });
  },
};

function terminatorBytes(message: Buffer): 0 | 1 | 2 {
  if (message.at(-1) !== LINE_FEED) return 0;
  return message.at(-2) === CARRIAGE_RETURN ? 2 : 1;
}

function textField(text: Buffer, unended: boolean): Field {
  return {
    name: 'text',
    start: 0,
    end: text.length,
    value: lineText(text),
    kind: 'text',
    explain: {
      en: `the line, ${text.length} bytes of UTF-8: everything before the terminator`,
      pt: `a linha, ${text.length} bytes de UTF-8: tudo antes do terminador`,
    },
    ...withFault(textFault(text, unended)),
  };
}

function lineText(text: Buffer): string {
  return isUtf8(text) ? printable(text.toString(), 160) : preview(text);
}

function textFault(text: Buffer, unended: boolean): Text | undefined {
  if (!isUtf8(text)) return { en: `not UTF-8: ${hex(text)}`, pt: `não é UTF-8: ${hex(text)}` };
  if (text.length >= MAX_LINE_BYTES)
    return {
      en: `no terminator within ${MAX_LINE_BYTES} bytes`,
      pt: `nenhum terminador em ${MAX_LINE_BYTES} bytes`,
    };
  return unended ? { en: 'no terminator at the end', pt: 'falta o terminador no fim' } : undefined;
}

function terminator(message: Buffer, start: number): Field[] {
  const end = message.length;
  if (start === end) return [];
  const value = printable(message.toString('latin1', start));
  const explain = {
    en: `${value} ends the line: this byte must not occur inside the text`,
    pt: `${value} termina a linha: este byte não pode ocorrer dentro do texto`,
  };
  return [{ name: 'terminator', start, end, value, kind: 'length', explain }];
}
