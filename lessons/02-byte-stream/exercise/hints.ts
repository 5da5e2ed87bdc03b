/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'The file has 10 bytes, 7 have come, and a read brings 5. How many of the 5 belong to the file? Whose are the others?',
    pt: 'O arquivo tem 10 bytes, 7 já chegaram, e uma leitura traz 5. Quantos dos 5 são do arquivo? De quem são os outros?',
  },
  {
    en: 'At most `missing` bytes of a read belong to the file: `bytes.subarray(0, this.missing)`. Put them behind what you have with `Buffer.concat`. What is left of the read goes back to the caller, even when the file is complete. In `file()`, `missing` tells whether you may give it out.',
    pt: 'De uma leitura, no máximo `missing` bytes são do arquivo: `bytes.subarray(0, this.missing)`. Ponha-os atrás do que você já tem com `Buffer.concat`. O que sobra da leitura volta para quem chamou, mesmo quando o arquivo já está completo. Em `file()`, `missing` diz se você pode entregá-lo.',
  },
  {
    en: 'push: const part = bytes.subarray(0, this.missing); this.received = Buffer.concat([this.received, part]); return bytes.subarray(part.length). file: if (this.missing > 0) throw an Error.',
    pt: 'push: const part = bytes.subarray(0, this.missing); this.received = Buffer.concat([this.received, part]); return bytes.subarray(part.length). file: if (this.missing > 0), lance um Error.',
  },
];
