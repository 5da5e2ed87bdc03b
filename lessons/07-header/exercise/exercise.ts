/**
 * Lesson 07: reading a header. Save it, then type: npx tsx lessons check 07
 * Lição 07: ler um cabeçalho. Salve e digite: npx tsx lessons check 07
 */

export interface Frame {
  readonly type: number;
  readonly id: number;
  readonly payload: Buffer;
}

/**
 * The frame at the front of `bytes`; undefined while it is not complete. Behind it, other frames may follow.
 * Throws an Error that says 'bad magic', 'bad version', 'too long' or 'bad checksum', as soon as it knows.
 *
 * O quadro que está na frente de `bytes`; undefined enquanto não está completo. Depois dele pode haver outros.
 * Lança um Error que diz 'bad magic', 'bad version', 'too long' ou 'bad checksum', assim que souber.
 *
 *   0     2        3     4    8       12        16
 *   +-----+--------+-----+----+-------+---------+---------+
 *   |magic| version| type| id | length| checksum| payload |
 *   +-----+--------+-----+----+-------+---------+---------+
 *
 * The checksum is the CRC-32 of bytes 0 to 11, then of the payload. In node:zlib, crc32(bytes) begins one, and
 * crc32(more, crc) goes on with it.
 * O checksum é o CRC-32 dos bytes 0 a 11, depois do conteúdo. Em node:zlib, crc32(bytes) começa um, e
 * crc32(more, crc) o continua.
 */
export function readFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length === 0) return undefined;
  // TODO: judge the fields in their order, each when its bytes are there.
  // TODO: confira os campos na ordem, cada um quando os bytes dele estiverem lá.
  return undefined;
}
