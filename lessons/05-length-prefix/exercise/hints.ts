/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'What do you know when 3 bytes have come? And when 4 have come, but not the message? And when 20 have?',
    pt: 'O que você sabe quando chegaram 3 bytes? E quando chegaram 4, mas não a mensagem? E quando chegaram 20?',
  },
  {
    en: 'One push can complete no message, one, or many: you need a loop. It stops as soon as the length or the message at the front of `waiting` is not complete. `buffer.readUInt32BE(0)` reads the length; look at the limit before you wait for the message.',
    pt: 'Um push pode completar nenhuma mensagem, uma ou muitas: você precisa de um laço. Ele para assim que o tamanho ou a mensagem na frente de `waiting` não está completa. `buffer.readUInt32BE(0)` lê o tamanho; confira o limite antes de esperar a mensagem.',
  },
  {
    en: 'while (this.waiting.length >= 4): read the length; too long: throw; if waiting has fewer than 4 + length bytes: break; push waiting.subarray(4, 4 + length); waiting = waiting.subarray(4 + length).',
    pt: 'while (this.waiting.length >= 4): leia o tamanho; longo demais: throw; se waiting tem menos de 4 + length bytes: break; push de waiting.subarray(4, 4 + length); waiting = waiting.subarray(4 + length).',
  },
];
