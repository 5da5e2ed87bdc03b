/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'Which of the two directions is yours to end? What becomes of the bytes that still come in the other one? And if they never stop?',
    pt: 'Qual das duas direções cabe a você encerrar? O que acontece com os bytes que ainda vêm na outra? E se eles nunca param?',
  },
  {
    en: "`socket.end(bytes)` writes and then sends the FIN. `socket.resume()` reads and throws away. The event 'close' comes when both directions have ended, or after `socket.destroy()`: whichever way it went, you end there. `setTimeout` measures from now on; `socket.setTimeout` begins anew with every byte.",
    pt: "`socket.end(bytes)` escreve e depois envia o FIN. `socket.resume()` lê e joga fora. O evento 'close' vem quando as duas direções terminaram, ou depois de `socket.destroy()`: de um jeito ou de outro, você termina ali. `setTimeout` mede a partir de agora; `socket.setTimeout` recomeça a cada byte.",
  },
  {
    en: "return new Promise((resolve) => { a clock: const cut = setTimeout(…destroy…, longestMs); once 'close': clearTimeout(cut) and resolve(); then socket.end(lastBytes) and socket.resume(); }).",
    pt: "return new Promise((resolve) => { um relógio: const cut = setTimeout(…destroy…, longestMs); once 'close': clearTimeout(cut) e resolve(); depois socket.end(lastBytes) e socket.resume(); }).",
  },
];
