/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: '61 c3 has come. What can you give back now, what must you keep, and how many bytes have you counted?',
    pt: 'Chegou 61 c3. O que você já pode devolver, o que tem que guardar, e quantos bytes contou?',
  },
  {
    en: 'Step 6 has the tool: a TextDecoder that is called with { stream: true } keeps half a letter by itself. So it must live as long as the reader: one for each reader, not one for each push. { fatal: true } makes it throw. And the bytes are counted before they are text.',
    pt: 'O passo 6 tem a ferramenta: um TextDecoder chamado com { stream: true } guarda meia letra sozinho. Então ele tem que viver tanto quanto o leitor: um para cada leitor, não um para cada push. { fatal: true } faz com que lance um erro. E os bytes se contam antes de virar texto.',
  },
  {
    en: "A field: decoder = new TextDecoder('utf-8', { fatal: true }). push: this.bytes += bytes.length; return this.decoder.decode(bytes, { stream: true }). end: this.decoder.decode(), without stream, throws by itself when half a letter is left over.",
    pt: "Um campo: decoder = new TextDecoder('utf-8', { fatal: true }). push: this.bytes += bytes.length; return this.decoder.decode(bytes, { stream: true }). end: this.decoder.decode(), sem stream, lança o erro sozinho quando sobrou meia letra.",
  },
];
