/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'HORA\\nLIS has come. What can you give back, and what must you keep? And when the next read is TAR\\n?',
    pt: 'Chegou HORA\\nLIS. O que você já pode devolver, e o que tem que guardar? E se a próxima leitura é TAR\\n?',
  },
  {
    en: 'One push can complete no line, one, or many: you need a loop. `buffer.indexOf(0x0a)` finds the first newline, or gives -1. Look for it among bytes, and make text of a line only when it is cut out: then leave out a `\\r` at its end. No line may be longer than 65,536 bytes, complete or not; its ending does not count.',
    pt: 'Um push pode completar nenhuma linha, uma ou muitas: você precisa de um laço. `buffer.indexOf(0x0a)` acha a primeira quebra de linha, ou dá -1. Procure nos bytes, e só faça texto de uma linha já recortada: aí tire um `\\r` do fim dela. Nenhuma linha pode ter mais de 65.536 bytes, completa ou não; o fim dela não conta.',
  },
  {
    en: 'In a loop: end = waiting.indexOf(0x0a). line = waiting.subarray(0, end), or all of waiting when end is -1. If line.at(-1) is 0x0d, leave that byte out. line.length > 65536: throw. If end is -1: stop. Push line.toString(); waiting = waiting.subarray(end + 1). end(): throw if waiting.length > 0.',
    pt: 'Num laço: end = waiting.indexOf(0x0a). line = waiting.subarray(0, end), ou waiting inteiro quando end é -1. Se line.at(-1) é 0x0d, tire esse byte. line.length > 65536: throw. Se end é -1: pare. push de line.toString(); waiting = waiting.subarray(end + 1). end(): throw se waiting.length > 0.',
  },
];
