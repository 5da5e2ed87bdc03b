/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'HORA\\nLIS has come. What can you give back, and what must you keep? And when the next read is TAR\\n?',
    pt: 'Chegou HORA\\nLIS. O que você já pode devolver, e o que tem que guardar? E se a próxima leitura é TAR\\n?',
  },
  {
    en: 'One push can complete no line, one, or many: you need a loop. `buffer.indexOf(0x0a)` finds the first newline, or gives -1. Look for it among bytes, and make text of a line only when it is cut out: then leave out a `\\r` at its end. What waits behind the last newline has a limit; what is complete does not wait.',
    pt: 'Um push pode completar nenhuma linha, uma ou muitas: você precisa de um laço. `buffer.indexOf(0x0a)` acha a primeira quebra de linha, ou dá -1. Procure nos bytes, e só faça texto de uma linha já recortada: aí tire um `\\r` do fim dela. O que espera atrás da última quebra de linha tem limite; o que está completo não espera.',
  },
  {
    en: "end = waiting.indexOf(0x0a). While it is not -1: line = waiting.subarray(0, end); push its text, `line.toString().replace(/\\r$/, '')`; waiting = waiting.subarray(end + 1); look for the next end. After the loop: waiting longer than 65,536: throw. end(): throw if waiting.length > 0.",
    pt: "end = waiting.indexOf(0x0a). Enquanto não for -1: line = waiting.subarray(0, end); push do texto, `line.toString().replace(/\\r$/, '')`; waiting = waiting.subarray(end + 1); procure o próximo end. Depois do laço: waiting com mais de 65.536: throw. end(): throw se waiting.length > 0.",
  },
];
