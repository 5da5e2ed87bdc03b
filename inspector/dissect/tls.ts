/**
 * TLS as whoever has no key sees it: records (RFC 8446 §5.1). All integers are big-endian.
 *
 *      0        1        2        3        4
 *   +--------+--------+--------+--------+--------+
 *   |  type  |     version     |     length      |
 *   +--------+--------+--------+--------+--------+
 *   |  fragment, `length` bytes ...
 *
 * Of what lies inside only the name of a handshake message is read, while it is in the clear.
 */

import type { Buffer } from 'node:buffer';
import type { Text } from '../../terminal/language.ts';
import type { Dissector, Field } from './dissection.ts';
import { bigEndian, dissection, hex, truncated, withFault } from './fields.ts';
import { type LayoutField, layoutFields, type Reading } from './layout.ts';

const HEADER_BYTES = 5;
/** 2¹⁴ and what encryption may add in TLS 1.2, the most of all versions. */
const MAX_FRAGMENT_BYTES = 16_384 + 2_048;
const HANDSHAKE = 22;

const CONTENT_TYPES: Readonly<Record<number, string>> = {
  20: 'change_cipher_spec',
  21: 'alert',
  [HANDSHAKE]: 'handshake',
  23: 'application_data',
  24: 'heartbeat',
};

const VERSIONS: Readonly<Record<number, string>> = {
  768: 'SSL 3.0',
  769: 'TLS 1.0',
  770: 'TLS 1.1',
  771: 'TLS 1.2',
  772: 'TLS 1.3',
};

/** Those that are sent before there is a key. */
const CLEAR_HANDSHAKES: Readonly<Record<number, string>> = {
  1: 'ClientHello',
  2: 'ServerHello',
  11: 'Certificate',
  12: 'ServerKeyExchange',
  13: 'CertificateRequest',
  14: 'ServerHelloDone',
  16: 'ClientKeyExchange',
};

export const tls: Dissector = {
  name: 'tls',
  about: {
    en: 'TLS records: type, version and length; the rest is opaque',
    pt: 'registros TLS: tipo, versão e comprimento; o resto é opaco',
  },

  /** A connection begins with a handshake record. */
  recognises(bytes) {
    const start = [HANDSHAKE, 3].slice(0, bytes.length);
    if (start.some((byte, index) => bytes[index] !== byte)) return false;
    return bytes.length < 3 ? undefined : (bytes[2] ?? 0) <= 4;
  },

  measure(bytes, ended, start = 0) {
    const there = bytes.length - start;
    const header = bytes.subarray(start, start + HEADER_BYTES);
    if (layoutFields(LAYOUT.slice(0, whole(header)), header, 'client').some(({ fault }) => fault))
      return there;
    if (there < HEADER_BYTES) return ended ? there : undefined;
    const length = HEADER_BYTES + header.readUInt16BE(3);
    return ended ? Math.min(length, there) : length;
  },

  dissect(message, side) {
    const header = layoutFields(LAYOUT, message, side);
    const known = message.length >= HEADER_BYTES;
    const length = known ? message.readUInt16BE(3) : 0;
    const fields = known ? [...header, ...fragment(message, length)] : header;
    return dissection({ type: 'record', length, info: info(message), fields });
  },
};

const LAYOUT: readonly LayoutField[] = [
  { name: 'type', kind: 'type', start: 0, end: 1, read: readType },
  { name: 'version', kind: 'version', start: 1, end: 3, read: readVersion },
  { name: 'length', kind: 'length', start: 3, end: HEADER_BYTES, read: readLength },
];

/** How many fields of the header are there as a whole. */
function whole(bytes: Buffer): number {
  return LAYOUT.filter(({ end }) => end <= bytes.length).length;
}

function readType(bytes: Buffer): Reading {
  const type = bytes.readUInt8();
  const explain = {
    en: `what the record carries; after the handshake all is called application_data. ${type}`,
    pt: `o que o registro leva; depois do handshake tudo se chama application_data. ${type}`,
  };
  const name = CONTENT_TYPES[type];
  return name ? { value: name, explain } : { value: `${type}`, explain, fault: expected('20–24', `${type}`) };
}

function readVersion(bytes: Buffer): Reading {
  const version = bytes.readUInt16BE();
  const explain = {
    en: `the version; TLS 1.3 calls itself 1.2 here, for old devices on the way. ${hex(bytes)}`,
    pt: `a versão; o TLS 1.3 se diz 1.2 aqui, por causa de aparelhos antigos no caminho. ${hex(bytes)}`,
  };
  const name = VERSIONS[version];
  return name
    ? { value: name, explain }
    : { value: hex(bytes), explain, fault: expected('03 00–03 04', hex(bytes)) };
}

function readLength(bytes: Buffer): Reading {
  const length = bytes.readUInt16BE();
  const explain = {
    en: `how many bytes follow. Big-endian: ${bigEndian(bytes)}`,
    pt: `quantos bytes seguem. Big-endian: ${bigEndian(bytes)}`,
  };
  return length <= MAX_FRAGMENT_BYTES
    ? { value: `${length}`, explain }
    : { value: `${length}`, explain, fault: expected(`0–${MAX_FRAGMENT_BYTES}`, `${length}`) };
}

function expected(range: string, actual: string): Text {
  return { en: `${actual}, expected ${range}`, pt: `${actual}, esperado ${range}` };
}

function fragment(message: Buffer, announced: number): Field[] {
  const inside = handshakeType(message);
  const start = HEADER_BYTES + inside.length;
  const have = message.length - HEADER_BYTES;
  const explain = {
    en: 'opaque: only who has the keys can read it',
    pt: 'opaco: só quem tem as chaves consegue ler',
  };
  const fault = have < announced ? truncated(have, announced) : surplus(have, announced);
  const value = have === announced ? `${message.length - start} bytes` : `${have}/${announced} bytes`;
  const opaque = { name: 'fragment', start, end: message.length, value, kind: 'payload', explain } as const;
  return [...inside, { ...opaque, ...withFault(fault) }];
}

function surplus(have: number, announced: number): Text | undefined {
  if (have === announced) return undefined;
  return { en: `${have - announced} bytes too many`, pt: `${have - announced} bytes a mais` };
}

/** The first byte of a handshake in the clear; an encrypted one does not announce a length that fits. */
function handshakeType(message: Buffer): Field[] {
  const name = clearHandshake(message);
  if (!name) return [];
  const explain = {
    en: `a handshake message, still in the clear: ${message[HEADER_BYTES]} is ${name}`,
    pt: `uma mensagem do handshake, ainda às claras: ${message[HEADER_BYTES]} é ${name}`,
  };
  const [start, end] = [HEADER_BYTES, HEADER_BYTES + 1];
  return [{ name: 'handshake', start, end, value: name, kind: 'opcode', explain }];
}

function clearHandshake(message: Buffer): string | undefined {
  if (message[0] !== HANDSHAKE || message.length < HEADER_BYTES + 4) return undefined;
  const fits = 4 + message.readUIntBE(HEADER_BYTES + 1, 3) <= message.readUInt16BE(3);
  return fits ? CLEAR_HANDSHAKES[message.readUInt8(HEADER_BYTES)] : undefined;
}

function info(message: Buffer): string {
  const type = message.length > 0 ? message.readUInt8() : 0;
  return [CONTENT_TYPES[type] ?? `${type}`, clearHandshake(message) ?? ''].join(' ').trim();
}
