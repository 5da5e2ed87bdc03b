/**
 * EC/1, this project's own protocol (PROTOCOL.md): where a frame ends, and the tree of its fields.
 *
 * What is right and wrong is for protocol/ to say; here it gets a place and words, in ec-header.ts,
 * ec-types.ts and ec-payload.ts. Every fault begins with the code that a server would answer (PROTOCOL.md §7).
 */

import type { Buffer } from 'node:buffer';
import { checkHeader, HEADER_BYTES, MAGIC, MAX_PAYLOAD_BYTES, VERSION } from '../../protocol/frame.ts';
import type { Dissection, Dissector, Field } from './dissection.ts';
import { HEADER, LENGTH_END } from './ec-header.ts';
import { payloadField, payloadInfo } from './ec-payload.ts';
import { typeName } from './ec-types.ts';
import { dissection, firstFault, group, hex, preview } from './fields.ts';
import { layoutFields } from './layout.ts';

export const ec: Dissector = {
  name: 'ec',
  about: {
    en: 'EC/1, the protocol of this kit: a 16-byte header, then the payload',
    pt: 'EC/1, o protocolo deste kit: um cabeçalho de 16 bytes, depois o conteúdo',
  },

  /** A word such as ECHO begins with the magic too, but no version of EC is a letter. */
  recognises(bytes) {
    const magic = bytes.subarray(0, MAGIC.length);
    if (!magic.equals(MAGIC.subarray(0, magic.length))) return false;
    const version = bytes[MAGIC.length];
    return version === undefined ? undefined : version < 0x20;
  },

  measure(bytes, ended, start = 0) {
    const there = bytes.length - start;
    if (!beginsAsFrame(bytes, start)) return there;
    if (there < LENGTH_END) return ended ? there : undefined;
    const length = bytes.readUInt32BE(start + 8);
    if (length > MAX_PAYLOAD_BYTES) return there;
    const whole = HEADER_BYTES + length;
    return ended ? Math.min(whole, there) : whole;
  },

  dissect(message, side) {
    const header = layoutFields(HEADER, message, side);
    if (!headerIsTrusted(message)) return untrusted(message, header);
    if (message.length < HEADER_BYTES) return cutHeader(message, header);
    return whole(message, header);
  },
};

/** As checkHeader judges magic and version, but without words: each frame that passes is asked about. */
function beginsAsFrame(bytes: Buffer, start: number): boolean {
  const there = bytes.length - start;
  return (
    (there < 1 || bytes[start] === MAGIC[0]) &&
    (there < 2 || bytes[start + 1] === MAGIC[1]) &&
    (there < 3 || bytes[start + 2] === VERSION)
  );
}

/** False once magic, version or length are wrong: nobody knows then where the next frame begins. */
function headerIsTrusted(bytes: Buffer): boolean {
  try {
    checkHeader(bytes, Math.min(bytes.length, HEADER_BYTES));
    return true;
  } catch {
    return false;
  }
}

/** The header as far as the field that is wrong; what comes after it may be anything. */
function untrusted(message: Buffer, header: readonly Field[]): Dissection {
  const wrong = header.findIndex(({ name, fault }) => fault && DECISIVE.has(name));
  const believed = header.slice(0, wrong + 1);
  const start = believed.at(-1)?.end ?? 0;
  const fields = [headerGroup(believed), ...rest(message, start)];
  return dissection({ type: '?', length: message.length, info: info(fields, preview(message)), fields });
}

const DECISIVE: ReadonlySet<string> = new Set(['magic', 'version', 'length']);

function rest(message: Buffer, start: number): Field[] {
  if (start === message.length) return [];
  const bytes = message.subarray(start);
  const explain = {
    en: 'after such a fault nobody knows what these bytes are, nor where the next frame begins',
    pt: 'depois dessa falha ninguém sabe o que são estes bytes, nem onde começa o próximo quadro',
  };
  return [{ name: '?', start, end: message.length, value: hex(bytes), kind: 'payload', explain }];
}

function cutHeader(message: Buffer, header: readonly Field[]): Dissection {
  const fields = header.length > 0 ? [headerGroup(header)] : [];
  const known = message.length >= LENGTH_END;
  return dissection({
    type: message.length > 3 ? typeName(message.readUInt8(3)) : '?',
    ...(message.length >= 8 ? { id: message.readUInt32BE(4) } : {}),
    length: known ? message.readUInt32BE(8) : 0,
    info: info(fields, hex(message)),
    fields,
  });
}

function whole(message: Buffer, header: readonly Field[]): Dissection {
  const type = message.readUInt8(3);
  const length = message.readUInt32BE(8);
  const payload = message.subarray(HEADER_BYTES, HEADER_BYTES + length);
  const fields = [
    headerGroup(header),
    payloadField(type, payload, length),
    ...surplus(message, HEADER_BYTES + length),
  ];
  return dissection({
    type: typeName(type),
    id: message.readUInt32BE(4),
    length,
    info: info(fields, payloadInfo(type, payload)),
    fields,
  });
}

function headerGroup(children: readonly Field[]): Field {
  const end = children.at(-1)?.end ?? 0;
  return group({
    name: 'header',
    value: end < HEADER_BYTES ? `${end}/${HEADER_BYTES} bytes` : `${end} bytes`,
    explain: {
      en: `the first ${HEADER_BYTES} bytes of every frame: one row of the dump`,
      pt: `os primeiros ${HEADER_BYTES} bytes de todo quadro: uma linha do dump`,
    },
    section: '3',
    children,
  });
}

/** Bytes after the frame's end; none when the message was cut where measure() said. */
function surplus(message: Buffer, start: number): Field[] {
  if (start >= message.length) return [];
  const fault = {
    en: 'these bytes come after the end of the frame',
    pt: 'estes bytes vêm depois do fim do quadro',
  };
  const value = hex(message.subarray(start));
  return [{ name: '?', start, end: message.length, value, kind: 'payload', explain: fault, fault }];
}

/** The code of the first fault, then what the frame says as far as it says it. */
function info(fields: readonly Field[], text: string): string {
  const code = firstFault(fields)?.en.match(/^[a-z-]+(?=:)/)?.[0];
  return code ? `${code}: ${text}` : text;
}
