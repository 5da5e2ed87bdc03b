/**
 * The header of an EC/1 frame as a table, in the order of the bytes (PROTOCOL.md §3). All integers are big-endian.
 *
 *      0        1        2        3
 *   +--------+--------+--------+--------+
 *   |   magic 45 43   |version |  type  |   bytes  0 to  3
 *   +--------+--------+--------+--------+
 *   |                id                 |   bytes  4 to  7
 *   +--------+--------+--------+--------+
 *   |              length               |   bytes  8 to 11
 *   +--------+--------+--------+--------+
 *   |             checksum              |   bytes 12 to 15
 *   +--------+--------+--------+--------+
 */

import type { Buffer } from 'node:buffer';
import { checksum, HEADER_BYTES, MAGIC, MAX_PAYLOAD_BYTES, VERSION } from '../../protocol/frame.ts';
import { printable } from '../../terminal/escape.ts';
import type { Text } from '../../terminal/language.ts';
import type { Side } from './dissection.ts';
import { typeExplain, typeFault, typeName } from './ec-types.ts';
import { bigEndian, hex, hex32 } from './fields.ts';
import type { LayoutField, Reading } from './layout.ts';

/** The length is known from here on: one past its last byte. */
export const LENGTH_END = 12;

export const HEADER: readonly LayoutField[] = [
  { name: 'magic', kind: 'magic', start: 0, end: 2, section: '3.1', read: magic, judgePart: magicFault },
  { name: 'version', kind: 'version', start: 2, end: 3, section: '3.2', read: version },
  { name: 'type', kind: 'type', start: 3, end: 4, section: '3.3', read: type },
  { name: 'id', kind: 'id', start: 4, end: 8, section: '3.4', read: id },
  { name: 'length', kind: 'length', start: 8, end: LENGTH_END, section: '3.5', read: length },
  { name: 'checksum', kind: 'checksum', start: LENGTH_END, end: HEADER_BYTES, section: '3.6', read: sum },
];

function magic(bytes: Buffer): Reading {
  return {
    value: `"${printable(bytes.toString('latin1'))}"`,
    explain: {
      en: 'the two letters that every frame begins with: 45 is E and 43 is C in ASCII',
      pt: 'as duas letras com que todo quadro começa: 45 é E e 43 é C em ASCII',
    },
    fault: magicFault(bytes),
  };
}

function magicFault(bytes: Buffer): Text | undefined {
  if (bytes.equals(MAGIC.subarray(0, bytes.length))) return undefined;
  return {
    en: `bad-magic: ${hex(bytes)}, expected ${hex(MAGIC)} ("${MAGIC}")`,
    pt: `bad-magic: ${hex(bytes)}, esperado ${hex(MAGIC)} ("${MAGIC}")`,
  };
}

function version(bytes: Buffer): Reading {
  const value = bytes.readUInt8();
  const explain = {
    en: `which EC this is; all that follows is laid out as version ${VERSION} says`,
    pt: `qual EC é este; tudo o que segue tem o formato da versão ${VERSION}`,
  };
  if (value === VERSION) return { value: `${value}`, explain };
  const fault = {
    en: `bad-version: ${value}, expected ${VERSION}`,
    pt: `bad-version: ${value}, esperado ${VERSION}`,
  };
  return { value: `${value}`, explain, fault };
}

function type(bytes: Buffer, _message: Buffer, side: Side): Reading {
  const value = bytes.readUInt8();
  return { value: typeName(value), explain: typeExplain(value), fault: typeFault(value, side) };
}

function id(bytes: Buffer): Reading {
  return {
    value: `${bytes.readUInt32BE()}`,
    explain: {
      en: `chosen by whoever asks, repeated by every frame of the answer. Big-endian: ${bigEndian(bytes)}`,
      pt: `escolhido por quem pede, repetido em cada quadro da resposta. Big-endian: ${bigEndian(bytes)}`,
    },
  };
}

function length(bytes: Buffer): Reading {
  const value = bytes.readUInt32BE();
  const explain = {
    en: `how many payload bytes follow the header. Big-endian: ${bigEndian(bytes)}`,
    pt: `quantos bytes de conteúdo seguem o cabeçalho. Big-endian: ${bigEndian(bytes)}`,
  };
  if (value <= MAX_PAYLOAD_BYTES) return { value: `${value}`, explain };
  const fault = {
    en: `too-long: ${value} bytes, expected at most ${MAX_PAYLOAD_BYTES}`,
    pt: `too-long: ${value} bytes, esperado no máximo ${MAX_PAYLOAD_BYTES}`,
  };
  return { value: `${value}`, explain, fault };
}

/** CRC-32; it can be compared only when the whole payload is there. */
function sum(bytes: Buffer, message: Buffer): Reading {
  const announced = hex32(bytes.readUInt32BE());
  const end = HEADER_BYTES + message.readUInt32BE(8);
  if (message.length < end) return { value: announced, explain: SUM_OF_WHAT };
  const actual = hex32(checksum(message, message.subarray(HEADER_BYTES, end)));
  const explain = {
    en: `${SUM_OF_WHAT.en}: ${actual}`,
    pt: `${SUM_OF_WHAT.pt}: ${actual}`,
  };
  if (announced === actual) return { value: '= CRC-32', explain };
  const fault = {
    en: `bad-checksum: ${announced}, expected ${actual}`,
    pt: `bad-checksum: ${announced}, esperado ${actual}`,
  };
  return { value: `≠ ${actual}`, explain, fault };
}

const SUM_OF_WHAT: Text = {
  en: `CRC-32 of header bytes 0 to ${LENGTH_END - 1} and the payload`,
  pt: `CRC-32 dos bytes 0 a ${LENGTH_END - 1} do cabeçalho e do conteúdo`,
};
