/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'The question of client 2 has reached your machine. Who has to be idle for a moment, so that Node comes to read it?',
    pt: 'A pergunta do cliente 2 chegou à sua máquina. Quem precisa parar um instante para que o Node chegue a lê-la?',
  },
  {
    en: '`await` alone is not enough: what is ready goes on at once, before anything is read. `setImmediate` runs a function after the loop has read what is there. `node:timers/promises` has it as a promise, too.',
    pt: 'Só `await` não basta: o que está pronto continua na hora, antes de qualquer leitura. `setImmediate` roda uma função depois que o laço leu o que havia. Em `node:timers/promises` ele existe também como promessa.',
  },
  {
    en: "import { setImmediate } from 'node:timers/promises'; and at the end of the loop's body: if (candidate % 1_000 === 0) await setImmediate();",
    pt: "import { setImmediate } from 'node:timers/promises'; e no fim do corpo do laço: if (candidate % 1_000 === 0) await setImmediate();",
  },
];
