/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'What do you know for certain when 1 byte has come? When 2, 3, 12, 16 have? For each: what could already be wrong, and what must you wait for?',
    pt: 'O que você sabe com certeza quando chegou 1 byte? E quando chegaram 2, 3, 12, 16? Em cada caso: o que já pode estar errado, e o que ainda é preciso esperar?',
  },
  {
    en: 'Go through the fields from left to right. Before each, ask whether its bytes are there: `bytes.length >= 3` for the version, 12 for the length, 16 + length for the checksum. `readUInt8` and `readUInt32BE` read them. Of the magic, compare as many bytes as there are.',
    pt: 'Percorra os campos da esquerda para a direita. Antes de cada um, pergunte se os bytes dele estão lá: `bytes.length >= 3` para a versão, 12 para o tamanho, 16 + length para o checksum. `readUInt8` e `readUInt32BE` os leem. Do magic, compare tantos bytes quantos houver.',
  },
  {
    en: "bytes[0] !== 0x45, or there is a bytes[1] and it is not 0x43: 'bad magic'. 3 bytes and bytes[2] !== 1: 'bad version'. Fewer than 12: return undefined. readUInt32BE(8) > 65536: 'too long'. Fewer than 16 + length: return undefined. crc32(payload, crc32(bytes.subarray(0, 12))) differs from readUInt32BE(12): 'bad checksum'.",
    pt: "bytes[0] !== 0x45, ou existe bytes[1] e não é 0x43: 'bad magic'. 3 bytes e bytes[2] !== 1: 'bad version'. Menos de 12: return undefined. readUInt32BE(8) > 65536: 'too long'. Menos de 16 + length: return undefined. crc32(payload, crc32(bytes.subarray(0, 12))) difere de readUInt32BE(12): 'bad checksum'.",
  },
];
