/** What the reader of lesson 03 must do, and the mistakes that are known by what they do. */

import { cuts } from '../../course/cuts.ts';
import { defineExercise, type Explain, type Trail } from '../../course/exercise.ts';

interface Reader {
  bytes: number;
  push(bytes: Buffer): string;
  end(): void;
}

interface Student {
  TextReader: new () => Reader;
}

const PUSH = { en: 'push', pt: 'push' };
const BYTES = { en: 'bytes', pt: 'bytes' };
const END = { en: 'end', pt: 'end' };

const WORD = 'ação';
const LATIN_1 = Buffer.from(WORD, 'latin1');
/** A letter of each size that there is. */
const EVERY_SIZE = 'aç€😀';

function push(trail: Trail, reader: Reader, bytes: Buffer, explain?: Explain): string {
  return trail.call(PUSH, bytes, () => reader.push(bytes), explain);
}

function count(trail: Trail, reader: Reader): number {
  return trail.call(BYTES, undefined, () => reader.bytes);
}

export const exercise = defineExercise<Student>({
  exports: ['TextReader'],
  mistakes: {
    'counts-letters': {
      en: 'You counted letters: ação has 4. On the wire it has 6 bytes. The length of the Buffer counts bytes, the length of a string does not.',
      pt: 'Você contou letras: ação tem 4. Na rede são 6 bytes. O length do Buffer conta bytes, o de uma string não.',
    },
    'latin-1': {
      en: 'You made one letter of every byte (Latin-1): c3 a7 became Ã§. In UTF-8 both bytes are one letter, ç.',
      pt: 'Você fez uma letra de cada byte (Latin-1): c3 a7 virou Ã§. Em UTF-8 os dois bytes são uma letra só, ç.',
    },
    'everything-again': {
      en: 'You gave back text that you had already given back. Each push returns only what is new with it.',
      pt: 'Você devolveu texto que já tinha devolvido. Cada push devolve só o que é novo nele.',
    },
    'text-per-read': {
      en: 'You made text of one read by itself. It ended with c3, half of ç, which became �. Keep the half until the rest has come.',
      pt: 'Você fez texto de uma leitura sozinha. Ela terminava com c3, metade do ç, que virou �. Guarde a metade até chegar o resto.',
    },
    'refuses-half-a-letter': {
      en: 'You refused a read that ended with c3. It is not wrong, only not complete: the rest of ç comes with the next read.',
      pt: 'Você recusou uma leitura que terminava com c3. Ela não está errada, só incompleta: o resto do ç vem na próxima leitura.',
    },
    'waits-for-the-rest': {
      en: 'You kept the a back too. It was complete; only c3 had to wait.',
      pt: 'Você segurou o a também. Ele estava completo; só o c3 tinha que esperar.',
    },
    'forgets-the-half': {
      en: 'You left out c3, half of ç, and when the other half came you did not know it any more. A new decoder remembers nothing: keep one for the whole stream.',
      pt: 'Você deixou de fora o c3, metade do ç, e quando a outra metade chegou já não se lembrava dele. Um decodificador novo não lembra de nada: fique com um só para o fluxo inteiro.',
    },
    'counts-what-it-gives': {
      en: 'Two bytes had come, 61 c3, and you counted one: only those that you gave back as text. The half letter that waits has come too.',
      pt: 'Tinham chegado dois bytes, 61 c3, e você contou um: só os que devolveu como texto. A meia letra que espera também chegou.',
    },
    'letters-of-two-bytes': {
      en: 'Your reader knows letters of two bytes. A letter can have 3 (€) or 4 (😀), so up to 3 bytes may have to wait.',
      pt: 'O seu leitor conhece letras de dois bytes. Uma letra pode ter 3 (€) ou 4 (😀), então até 3 bytes podem ter que esperar.',
    },
    'accepts-anything': {
      en: 'These bytes are not UTF-8, and you made text of them without a complaint. What they meant is lost in a � now. Throw an Error.',
      pt: 'Estes bytes não são UTF-8, e você fez texto deles sem uma queixa. O que eles diziam se perdeu num �. Lance um Error.',
    },
    'half-a-letter-at-the-end': {
      en: 'The stream ended after c3, half of a letter, and nobody noticed. end() must look whether something still waits, and throw.',
      pt: 'O fluxo terminou depois de c3, metade de uma letra, e ninguém percebeu. end() tem que ver se algo ainda espera, e lançar um Error.',
    },
  },
  checks: [
    {
      title: { en: 'a word without accents', pt: 'uma palavra sem acentos' },
      run({ TextReader }, trail) {
        const reader = new TextReader();
        trail.compare(push(trail, reader, Buffer.from('acao')), 'acao');
        trail.compare(count(trail, reader), 4);
      },
    },
    {
      title: { en: 'a word with accents', pt: 'uma palavra com acentos' },
      run({ TextReader }, trail) {
        const reader = new TextReader();
        const text = push(trail, reader, Buffer.from(WORD));
        trail.compare(text, WORD, () => (text.length === 6 ? 'latin-1' : undefined));
        trail.compare(count(trail, reader), 6, (seen) => (seen === 4 ? 'counts-letters' : undefined));
      },
    },
    {
      title: { en: 'two reads', pt: 'duas leituras' },
      run({ TextReader }, trail) {
        const reader = new TextReader();
        trail.compare(push(trail, reader, Buffer.from('não')), 'não');
        const second = push(trail, reader, Buffer.from(' é'));
        trail.compare(second, ' é', () => (second.startsWith('não') ? 'everything-again' : undefined));
      },
    },
    {
      title: { en: 'a cut inside ç', pt: 'um corte no meio do ç' },
      run({ TextReader }, trail) {
        const reader = new TextReader();
        const bytes = Buffer.from(WORD);
        const first = push(trail, reader, bytes.subarray(0, 2), () => 'refuses-half-a-letter');
        trail.compare(first, 'a', () => (first === '' ? 'waits-for-the-rest' : 'text-per-read'));
        trail.compare(count(trail, reader), 2, (seen) => (seen === 1 ? 'counts-what-it-gives' : undefined));
        const second = push(trail, reader, bytes.subarray(2), () => 'forgets-the-half');
        trail.compare(second, 'ção', () => 'forgets-the-half');
      },
    },
    {
      title: {
        en: 'letters of 1 to 4 bytes, cut in every way',
        pt: 'letras de 1 a 4 bytes, cortadas de todas as maneiras',
      },
      run({ TextReader }, trail) {
        const bytes = Buffer.from(EVERY_SIZE);
        for (const { name, pieces } of cuts(bytes)) {
          trail.begin(name);
          const reader = new TextReader();
          const texts = pieces.map((piece) => push(trail, reader, piece, () => 'letters-of-two-bytes'));
          trail.compare(texts.join(''), EVERY_SIZE, () => 'letters-of-two-bytes');
          trail.compare(count(trail, reader), bytes.length);
          trail.call(END, undefined, () => reader.end());
        }
      },
    },
    {
      title: { en: 'bytes that are not UTF-8 are refused', pt: 'bytes que não são UTF-8 são recusados' },
      run({ TextReader }, trail) {
        for (const bytes of [LATIN_1, Buffer.from([0xa7])]) {
          trail.begin({ en: 'a new reader', pt: 'um leitor novo' });
          const reader = new TextReader();
          trail.refuses(
            PUSH,
            bytes,
            () => reader.push(bytes),
            () => 'accepts-anything',
          );
        }
      },
    },
    {
      title: {
        en: 'a stream that ends inside a letter is refused',
        pt: 'um fluxo que termina no meio de uma letra é recusado',
      },
      run({ TextReader }, trail) {
        const reader = new TextReader();
        push(trail, reader, Buffer.from(WORD).subarray(0, 2));
        trail.refuses(
          END,
          undefined,
          () => reader.end(),
          () => 'half-a-letter-at-the-end',
        );
      },
    },
  ],
});
