/** What the decoder of lesson 04 must do, and the mistakes that are known by what they do. */

import { cuts } from '../../course/cuts.ts';
import { defineExercise, type Explain, type Trail } from '../../course/exercise.ts';

interface Decoder {
  push(bytes: Buffer): string[];
  end(): void;
}

interface Student {
  LineDecoder: new () => Decoder;
}

const PUSH = { en: 'push', pt: 'push' };
const END = { en: 'end', pt: 'end' };
const LONGEST = 'x'.repeat(65_536);
/** It may wait for all of its ending, or for half of it. */
const LONGEST_LINES = [
  { pieces: [`${LONGEST}\n`], mistake: 'one-too-few' },
  { pieces: [LONGEST, '\n'], mistake: 'one-too-few' },
  { pieces: [`${LONGEST}\r`, '\n'], mistake: 'counts-the-return' },
] as const;

function push(trail: Trail, decoder: Decoder, text: string, explain?: Explain): string[] {
  const bytes = Buffer.from(text);
  return trail.call(PUSH, bytes, () => decoder.push(bytes), explain);
}

/** Three lines came out of it, however cut, and they do not say the same. */
function whyOtherText(got: string[]): string | undefined {
  if (got.join('').includes('\ufffd')) return 'text-per-read';
  return got.length === 3 && got[0] === 'HORA' ? 'not-utf-8' : undefined;
}

export const exercise = defineExercise<Student>({
  exports: ['LineDecoder'],
  mistakes: {
    'split-per-read': {
      en: "One newline, and you gave back two lines: split('\\n') also gives what stands behind the last newline, here nothing. That is no line; it is the beginning of the next.",
      pt: "Uma quebra de linha, e você devolveu duas linhas: split('\\n') dá também o que está atrás da última quebra, aqui nada. Isso não é uma linha; é o começo da próxima.",
    },
    'only-the-first': {
      en: 'Two lines came in one read, and you gave back only the first. The second may wait for ever: perhaps no more bytes come.',
      pt: 'Duas linhas vieram numa leitura, e você devolveu só a primeira. A segunda pode esperar para sempre: talvez não venham mais bytes.',
    },
    'unfinished-is-a-line': {
      en: 'You gave back HO as a line, but no newline had come. A read is not a line: keep what is not complete.',
      pt: 'Você devolveu HO como linha, mas não tinha vindo quebra de linha. Uma leitura não é uma linha: guarde o que não está completo.',
    },
    'loses-the-rest': {
      en: 'The line came in two reads, and the bytes of the first are gone. What is not complete must be kept until the next push.',
      pt: 'A linha veio em duas leituras, e os bytes da primeira sumiram. O que não está completo tem que ser guardado até o próximo push.',
    },
    'keeps-the-return': {
      en: 'The line ended with \\r\\n, and you left the \\r in it. HORA\\r looks like HORA and is not equal to it.',
      pt: 'A linha terminava com \\r\\n, e você deixou o \\r nela. HORA\\r parece HORA e não é igual.',
    },
    'text-per-read': {
      en: 'You made text of every read by itself. A cut inside a letter has turned it into �. Keep bytes, and make text of a line when it is complete.',
      pt: 'Você fez texto de cada leitura sozinha. Um corte no meio de uma letra a transformou em �. Guarde bytes, e faça o texto quando a linha está completa.',
    },
    'cut-before-the-newline': {
      en: 'The cut fell between \\r and \\n, and the \\r stayed in the line. Do not look for both in one read: cut the line at \\n first, then leave out a \\r at its end.',
      pt: 'O corte caiu entre o \\r e o \\n, e o \\r ficou na linha. Não procure os dois numa leitura: primeiro corte a linha no \\n, depois tire um \\r do fim dela.',
    },
    'not-utf-8': {
      en: 'You decoded the bytes otherwise than as UTF-8: ação became something else, though no cut fell inside it. Without an argument, toString() decodes UTF-8.',
      pt: 'Você não decodificou os bytes como UTF-8: ação virou outra coisa, e nenhum corte caiu dentro dela. Sem argumento, toString() decodifica UTF-8.',
    },
    'every-return': {
      en: 'This \\r stands inside the line, and you took it out. Only one directly before the \\n does not belong to the line.',
      pt: 'Este \\r está no meio da linha, e você o tirou. Só um que vem logo antes do \\n não faz parte da linha.',
    },
    'empty-is-nothing': {
      en: 'You left out an empty line. It is a line without bytes, and it counts: in HTTP it is the one that ends the head.',
      pt: 'Você deixou de fora uma linha vazia. É uma linha sem bytes, e ela conta: no HTTP é ela que termina o cabeçalho.',
    },
    'trims-the-line': {
      en: 'You took spaces off the line (trim does it). Only the newline, and one \\r before it, do not belong to the line.',
      pt: 'Você tirou espaços da linha (é o que o trim faz). Só a quebra de linha, e um \\r antes dela, não fazem parte da linha.',
    },
    'limits-the-read': {
      en: 'All these lines are short; only the read is long. The limit is for one line: cut the line off first, then look how long it is.',
      pt: 'Todas estas linhas são curtas; só a leitura é longa. O limite é de uma linha: primeiro corte a linha, depois veja o tamanho dela.',
    },
    'one-too-few': {
      en: 'You refused a line of 65,536 bytes. That is the longest line that is allowed: only with one byte more is it too long.',
      pt: 'Você recusou uma linha de 65.536 bytes. É a linha mais longa permitida: só com mais um byte ela é longa demais.',
    },
    'counts-the-return': {
      en: 'The line has 65,536 bytes, and then came \\r, perhaps half of \\r\\n. It does not belong to the line: leave it out before you look how long the line is.',
      pt: 'A linha tem 65.536 bytes, e então veio \\r, talvez metade de \\r\\n. Ele não faz parte da linha: tire-o antes de ver o tamanho dela.',
    },
    'limits-what-waits': {
      en: 'This line has one byte too many, and you took it because its newline was there. The limit is for every line, complete or not.',
      pt: 'Esta linha tem um byte a mais, e você a aceitou porque a quebra de linha já estava lá. O limite vale para toda linha, completa ou não.',
    },
    'no-limit': {
      en: 'So many bytes, no newline, and you keep them all. The sender decides how much of your memory is used: look at the limit at every push, and throw.',
      pt: 'Tantos bytes, nenhuma quebra de linha, e você guarda todos. Quem envia decide quanto da sua memória é usada: confira o limite a cada push, e lance um Error.',
    },
    'unfinished-last-line': {
      en: 'The stream ended inside a line, and you took it for a line or for nothing. Perhaps PAGAR 100 was going to be PAGAR 1000: without its newline nobody knows. Throw an Error.',
      pt: 'O fluxo acabou no meio de uma linha, e você a tratou como uma linha inteira, ou como nada. Talvez PAGAR 100 fosse PAGAR 1000: sem a quebra de linha ninguém sabe. Lance um Error.',
    },
  },
  checks: [
    {
      title: { en: 'one line, in one read', pt: 'uma linha, numa leitura' },
      run({ LineDecoder }, trail) {
        const got = push(trail, new LineDecoder(), 'HORA\n');
        trail.compare(got, ['HORA'], () => (got[1] === '' ? 'split-per-read' : undefined));
      },
    },
    {
      title: { en: 'two lines, in one read', pt: 'duas linhas, numa leitura' },
      run({ LineDecoder }, trail) {
        const got = push(trail, new LineDecoder(), 'HORA\nLISTAR\n');
        trail.compare(got, ['HORA', 'LISTAR'], () => (got.length === 1 ? 'only-the-first' : undefined));
      },
    },
    {
      title: { en: 'a line cut in two reads', pt: 'uma linha cortada em duas leituras' },
      run({ LineDecoder }, trail) {
        const decoder = new LineDecoder();
        trail.compare(push(trail, decoder, 'HO'), [], () => 'unfinished-is-a-line');
        trail.compare(push(trail, decoder, 'RA\n'), ['HORA'], () => 'loses-the-rest');
      },
    },
    {
      title: { en: 'a line that ends with \\r\\n', pt: 'uma linha que termina com \\r\\n' },
      run({ LineDecoder }, trail) {
        const got = push(trail, new LineDecoder(), 'HORA\r\nLISTAR\n');
        trail.compare(got, ['HORA', 'LISTAR'], () => (got[0] === 'HORA\r' ? 'keeps-the-return' : undefined));
      },
    },
    {
      title: { en: 'a cut between \\r and \\n', pt: 'um corte entre \\r e \\n' },
      run({ LineDecoder }, trail) {
        const decoder = new LineDecoder();
        trail.compare(push(trail, decoder, 'HORA\r'), []);
        trail.compare(push(trail, decoder, '\n'), ['HORA'], () => 'cut-before-the-newline');
      },
    },
    {
      title: { en: 'three lines, cut in every way', pt: 'três linhas, cortadas de todas as maneiras' },
      run({ LineDecoder }, trail) {
        for (const { name, pieces } of cuts(Buffer.from('HORA\r\nação\n1 €\r\n'))) {
          trail.begin(name);
          const decoder = new LineDecoder();
          const got = pieces.flatMap((piece) => trail.call(PUSH, piece, () => decoder.push(piece)));
          trail.compare(got, ['HORA', 'ação', '1 €'], () => whyOtherText(got));
        }
      },
    },
    {
      title: { en: 'a \\r inside a line', pt: 'um \\r no meio de uma linha' },
      run({ LineDecoder }, trail) {
        const got = push(trail, new LineDecoder(), 'A\rB\n');
        trail.compare(got, ['A\rB'], () => (got[0] === 'AB' ? 'every-return' : undefined));
      },
    },
    {
      title: { en: 'an empty line', pt: 'uma linha vazia' },
      run({ LineDecoder }, trail) {
        const got = push(trail, new LineDecoder(), 'HORA\n\r\n\nLISTAR\n');
        trail.compare(got, ['HORA', '', '', 'LISTAR'], () => 'empty-is-nothing');
      },
    },
    {
      title: { en: 'a line with spaces around it', pt: 'uma linha com espaços em volta' },
      run({ LineDecoder }, trail) {
        const got = push(trail, new LineDecoder(), '  HORA \n');
        trail.compare(got, ['  HORA '], () => (got[0]?.trim() === 'HORA' ? 'trims-the-line' : undefined));
      },
    },
    {
      title: { en: 'many short lines, in one long read', pt: 'muitas linhas curtas, numa leitura longa' },
      run({ LineDecoder }, trail) {
        const decoder = new LineDecoder();
        const bytes = Buffer.from('HORA\n'.repeat(14_000));
        const got = trail.call(
          PUSH,
          bytes,
          () => decoder.push(bytes),
          () => 'limits-the-read',
        );
        trail.compare(got.length, 14_000);
      },
    },
    {
      title: { en: 'the longest line is taken', pt: 'a linha mais longa é aceita' },
      run({ LineDecoder }, trail) {
        for (const { pieces, mistake } of LONGEST_LINES) {
          trail.begin({ en: 'a new decoder', pt: 'um decodificador novo' });
          const decoder = new LineDecoder();
          const got = pieces.flatMap((piece) => push(trail, decoder, piece, () => mistake));
          trail.compare(got, [LONGEST]);
        }
      },
    },
    {
      title: { en: 'a line that never ends is refused', pt: 'uma linha que nunca acaba é recusada' },
      run({ LineDecoder }, trail) {
        const decoder = new LineDecoder();
        const bytes = Buffer.alloc(35_000, 'x');
        trail.compare(
          trail.call(PUSH, bytes, () => decoder.push(bytes)),
          [],
        );
        trail.refuses(
          PUSH,
          bytes,
          () => decoder.push(bytes),
          () => 'no-limit',
        );
      },
    },
    {
      title: {
        en: 'a line too long, with its newline, is refused',
        pt: 'uma linha longa demais, com a quebra, é recusada',
      },
      run({ LineDecoder }, trail) {
        const decoder = new LineDecoder();
        const bytes = Buffer.from(`${LONGEST}x\n`);
        trail.refuses(
          PUSH,
          bytes,
          () => decoder.push(bytes),
          () => 'limits-what-waits',
        );
      },
    },
    {
      title: { en: 'a stream that ends after a newline', pt: 'um fluxo que acaba depois da quebra de linha' },
      run({ LineDecoder }, trail) {
        const decoder = new LineDecoder();
        trail.compare(push(trail, decoder, 'PAGAR 1000\n'), ['PAGAR 1000']);
        trail.call(END, undefined, () => decoder.end());
      },
    },
    {
      title: { en: 'a stream that ends inside a line', pt: 'um fluxo que acaba no meio de uma linha' },
      run({ LineDecoder }, trail) {
        const decoder = new LineDecoder();
        trail.compare(push(trail, decoder, 'PAGAR 100'), []);
        trail.refuses(
          END,
          undefined,
          () => decoder.end(),
          () => 'unfinished-last-line',
        );
      },
    },
  ],
});
