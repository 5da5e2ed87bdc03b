/** What the decoder of lesson 05 must do, and the mistakes that are known by what they do. */

import { cuts } from '../../course/cuts.ts';
import { defineExercise, type Trail } from '../../course/exercise.ts';

interface Decoder {
  push(bytes: Buffer): Buffer[];
}

interface Student {
  MessageDecoder: new () => Decoder;
}

const HORA = Buffer.from('HORA');
const LISTAR = Buffer.from('LISTAR');
const PUSH = { en: 'push', pt: 'push' };
const MOST_BYTES = 65_536;

/** The frame as the course writes it: written out here, so that a check does not lean on what it checks. */
function frame(message: Buffer): Buffer {
  const prefix = Buffer.from([0, message.length >> 16, message.length >> 8, message.length]);
  return Buffer.concat([prefix, message]);
}

function push(trail: Trail, decoder: Decoder, bytes: Buffer): Buffer[] {
  return trail.call(PUSH, bytes, () => decoder.push(bytes), wholePrefix);
}

/** `readUInt32BE` on fewer than 4 bytes throws a RangeError. */
function wholePrefix(thrown: unknown): string | undefined {
  return thrown instanceof RangeError ? 'whole-prefix' : undefined;
}

function readsBackwards({ MessageDecoder }: Student): boolean {
  try {
    return new MessageDecoder().push(Buffer.concat([Buffer.from([4, 0, 0, 0]), HORA])).length > 0;
  } catch {
    return false;
  }
}

/** Every byte there is: a picture would look like this, text never does. */
const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

export const exercise = defineExercise<Student>({
  exports: ['MessageDecoder'],
  mistakes: {
    'little-endian': {
      en: 'You read the length from its little end: 00 00 00 04 became 67108864. Here the big end goes first, as in the headers of TCP and IP: readUInt32BE.',
      pt: 'Você leu o tamanho a partir da ponta pequena: 00 00 00 04 virou 67108864. Aqui a ponta grande vai primeiro, como nos cabeçalhos do TCP e do IP: readUInt32BE.',
    },
    'one-read-one-message': {
      en: 'You took what one read brought as one message. Two messages came in one read: the second length is inside your first message.',
      pt: 'Você tratou o que uma leitura trouxe como uma mensagem. Duas mensagens vieram numa leitura: o segundo tamanho está dentro da sua primeira mensagem.',
    },
    'only-the-first': {
      en: 'Two messages came in one read, and you gave back only the first. The second may wait for ever: perhaps no more bytes come.',
      pt: 'Duas mensagens vieram numa leitura, e você devolveu só a primeira. A segunda pode esperar para sempre: talvez não venham mais bytes.',
    },
    'whole-prefix': {
      en: 'You read a length of 4 bytes when fewer had come. The prefix can be cut like everything else: wait until all 4 are there.',
      pt: 'Você leu um tamanho de 4 bytes quando tinham chegado menos. O prefixo pode ser cortado como todo o resto: espere até ter os 4.',
    },
    'drops-the-rest': {
      en: 'The message came in two reads, and the bytes of the first read are gone. What is not complete must be kept until the next push.',
      pt: 'A mensagem veio em duas leituras, e os bytes da primeira sumiram. O que não está completo tem que ser guardado até o próximo push.',
    },
    'empty-is-nothing': {
      en: 'A length of 0 is a message without bytes, and it counts: an empty answer is an answer.',
      pt: 'Um tamanho 0 é uma mensagem sem bytes, e ela conta: uma resposta vazia é uma resposta.',
    },
    'bytes-as-text': {
      en: 'You made text of the bytes on the way: bytes that are not text became ef bf bd, the sign for "unreadable". Keep Buffers.',
      pt: 'Você transformou os bytes em texto no caminho: bytes que não são texto viraram ef bf bd, o sinal de "ilegível". Fique com Buffers.',
    },
    'trusts-the-length': {
      en: 'The length said 4,294,967,295 and you believed it: now you wait for 4 GB. Look at the limit as soon as the length is there, and throw.',
      pt: 'O tamanho dizia 4.294.967.295 e você acreditou: agora espera 4 GB. Confira o limite assim que o tamanho estiver lá, e lance um Error.',
    },
  },
  checks: [
    {
      title: { en: 'one message, in one read', pt: 'uma mensagem, numa leitura' },
      stuck: 'trusts-the-length',
      run(student, trail) {
        const explain = () => (readsBackwards(student) ? 'little-endian' : undefined);
        const decoder = new student.MessageDecoder();
        const got = trail.call(PUSH, frame(HORA), () => decoder.push(frame(HORA)), explain);
        trail.compare(got, [HORA], explain);
      },
    },
    {
      title: { en: 'two messages, in one read', pt: 'duas mensagens, numa leitura' },
      run(student, trail) {
        const decoder = new student.MessageDecoder();
        const got = push(trail, decoder, Buffer.concat([frame(HORA), frame(LISTAR)]));
        trail.compare(got, [HORA, LISTAR], () =>
          HORA.equals(got[0] ?? LISTAR) ? 'only-the-first' : 'one-read-one-message',
        );
      },
    },
    {
      title: { en: 'one message, cut in two reads', pt: 'uma mensagem, cortada em duas leituras' },
      run(student, trail) {
        const decoder = new student.MessageDecoder();
        const got = [
          ...push(trail, decoder, frame(HORA).subarray(0, 6)),
          ...push(trail, decoder, frame(HORA).subarray(6)),
        ];
        trail.compare(got, [HORA], () => 'drops-the-rest');
      },
    },
    {
      title: { en: 'three messages, cut in every way', pt: 'três mensagens, cortadas de todas as maneiras' },
      run(student, trail) {
        const messages = [HORA, LISTAR, Buffer.from('ação')];
        for (const { name, pieces } of cuts(Buffer.concat(messages.map(frame)))) {
          trail.begin(name);
          const decoder = new student.MessageDecoder();
          const got = pieces.flatMap((piece) => push(trail, decoder, piece));
          trail.compare(got, messages, () => 'drops-the-rest');
        }
      },
    },
    {
      title: { en: 'a message without bytes', pt: 'uma mensagem sem bytes' },
      run(student, trail) {
        const empty = Buffer.alloc(0);
        const got = push(trail, new student.MessageDecoder(), Buffer.concat([frame(empty), frame(HORA)]));
        trail.compare(got, [empty, HORA], () => 'empty-is-nothing');
      },
    },
    {
      title: { en: 'a message of any bytes', pt: 'uma mensagem de quaisquer bytes' },
      run(student, trail) {
        const got = push(trail, new student.MessageDecoder(), frame(EVERY_BYTE));
        trail.compare(got, [EVERY_BYTE], () => 'bytes-as-text');
      },
    },
    {
      title: { en: 'the longest message is taken', pt: 'a mensagem mais longa é aceita' },
      run(student, trail) {
        const longest = Buffer.alloc(MOST_BYTES, 'x');
        trail.compare(push(trail, new student.MessageDecoder(), frame(longest)), [longest]);
      },
    },
    {
      title: { en: 'a length of 4 GB is refused', pt: 'um tamanho de 4 GB é recusado' },
      run(student, trail) {
        const decoder = new student.MessageDecoder();
        const bytes = Buffer.from('ffffffff', 'hex');
        trail.refuses(
          PUSH,
          bytes,
          () => decoder.push(bytes),
          () => 'trusts-the-length',
        );
      },
    },
  ],
});
