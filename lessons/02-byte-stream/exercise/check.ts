/** What the receiver of lesson 02 must do, and the mistakes that are known by what they do. */

import { Buffer } from 'node:buffer';
import { cuts } from '../../course/cuts.ts';
import { defineExercise, type Explain, type Trail } from '../../course/exercise.ts';

interface Receiver {
  readonly missing: number;
  push(bytes: Buffer): Buffer;
  file(): Buffer;
}

interface Student {
  FileReceiver: new (size: number) => Receiver;
}

const FILE = Buffer.from('linha 1\nlinha 2\nlinha 3\n');
const REPLY = Buffer.from('Servidor online 24 horas');
const NOTHING = Buffer.alloc(0);
/** In the middle of a line. */
const MIDDLE = 13;
/** Of two reads only one was kept: which one, by how many bytes are missing then. */
const ONE_READ: Readonly<Record<number, string>> = {
  [MIDDLE]: 'last-read-only',
  [FILE.length - MIDDLE]: 'first-read-only',
};

function push(trail: Trail, receiver: Receiver, bytes: Buffer): Buffer {
  return trail.call({ en: 'push', pt: 'push' }, bytes, () => receiver.push(bytes));
}

function file(trail: Trail, receiver: Receiver, mistake?: string): Buffer {
  return trail.call(
    { en: 'file', pt: 'file' },
    undefined,
    () => receiver.file(),
    () => mistake,
  );
}

function compareMissing(trail: Trail, receiver: Receiver, expected: number, explain?: Explain): void {
  trail.note({ en: 'missing is read', pt: 'missing é lido' });
  trail.compare(receiver.missing, expected, explain);
}

export const exercise = defineExercise<Student>({
  exports: ['FileReceiver'],
  mistakes: {
    'last-read-only': {
      en: 'The file came in two reads, and the second took the place of the first. Put what comes behind what you have.',
      pt: 'O arquivo veio em duas leituras, e a segunda tomou o lugar da primeira. Ponha o que chega atrás do que você já tem.',
    },
    'first-read-only': {
      en: 'The file came in two reads, and you have only the first. That is the recv(1024) of the original: one read was taken for the file.',
      pt: 'O arquivo veio em duas leituras, e você tem só a primeira. É o recv(1024) do original: uma leitura foi confundida com o arquivo.',
    },
    'keeps-what-follows': {
      en: 'The read brought more than the file, and you kept it all: now the next answer is a part of the file. Only `missing` bytes more belong to it.',
      pt: 'A leitura trouxe mais que o arquivo, e você ficou com tudo: agora a próxima resposta faz parte do arquivo. Só mais `missing` bytes são dele.',
    },
    'loses-what-follows': {
      en: 'The read brought more than the file, and the bytes behind it are gone. They are the next answer: give them back, or nobody ever sees them.',
      pt: 'A leitura trouxe mais que o arquivo, e os bytes depois dele sumiram. Eles são a próxima resposta: devolva-os, ou ninguém nunca os verá.',
    },
    'counts-from-the-read': {
      en: 'Part of the file had come before, so less of this read belongs to it. You cut at the size of the file; cut at what is still missing.',
      pt: 'Parte do arquivo já tinha chegado, então menos desta leitura é dele. Você cortou no tamanho do arquivo; corte no que ainda falta.',
    },
    'deaf-after-the-file': {
      en: 'The file is complete, and a read brings something else. None of it belongs to the file: give back all of it.',
      pt: 'O arquivo está completo, e uma leitura traz outra coisa. Nada dela é do arquivo: devolva tudo.',
    },
    'short-is-whole': {
      en: 'The end of the file had not come, and you gave it out as if it were whole. Nobody would ever notice: throw an Error while bytes are missing.',
      pt: 'O fim do arquivo não tinha chegado, e você o entregou como se estivesse inteiro. Ninguém jamais notaria: lance um Error enquanto faltarem bytes.',
    },
    'empty-is-missing': {
      en: 'A file of 0 bytes is complete at once: nothing of it is missing. "No bytes yet" and "no bytes at all" are told apart by the size.',
      pt: 'Um arquivo de 0 bytes está completo na hora: nada dele falta. "Ainda nenhum byte" e "nenhum byte mesmo" se distinguem pelo tamanho.',
    },
  },
  checks: [
    {
      title: { en: 'the file in one read', pt: 'o arquivo numa leitura' },
      run(student, trail) {
        const receiver = new student.FileReceiver(FILE.length);
        compareMissing(trail, receiver, FILE.length);
        trail.compare(push(trail, receiver, FILE), NOTHING);
        compareMissing(trail, receiver, 0);
        trail.compare(file(trail, receiver), FILE);
      },
    },
    {
      title: { en: 'the file in two reads', pt: 'o arquivo em duas leituras' },
      run(student, trail) {
        const receiver = new student.FileReceiver(FILE.length);
        push(trail, receiver, FILE.subarray(0, MIDDLE));
        push(trail, receiver, FILE.subarray(MIDDLE));
        compareMissing(trail, receiver, 0, (missing) => ONE_READ[Number(missing)]);
        trail.compare(file(trail, receiver), FILE);
      },
    },
    {
      title: { en: 'the connection ends too early', pt: 'a conexão termina antes da hora' },
      run(student, trail) {
        const receiver = new student.FileReceiver(FILE.length);
        push(trail, receiver, FILE.subarray(0, MIDDLE));
        compareMissing(trail, receiver, FILE.length - MIDDLE);
        trail.refuses(
          { en: 'file', pt: 'file' },
          undefined,
          () => receiver.file(),
          () => 'short-is-whole',
        );
      },
    },
    {
      title: { en: 'the next answer in the same read', pt: 'a próxima resposta na mesma leitura' },
      run(student, trail) {
        const receiver = new student.FileReceiver(FILE.length);
        const behind = push(trail, receiver, Buffer.concat([FILE, REPLY]));
        trail.compare(file(trail, receiver), FILE, () => 'keeps-what-follows');
        trail.compare(behind, REPLY, () => 'loses-what-follows');
        compareMissing(trail, receiver, 0);
      },
    },
    {
      title: {
        en: 'the next answer behind the second half',
        pt: 'a próxima resposta depois da segunda metade',
      },
      run(student, trail) {
        const receiver = new student.FileReceiver(FILE.length);
        trail.compare(push(trail, receiver, FILE.subarray(0, MIDDLE)), NOTHING);
        const behind = push(trail, receiver, Buffer.concat([FILE.subarray(MIDDLE), REPLY]));
        trail.compare(behind, REPLY, () => 'counts-from-the-read');
        trail.compare(file(trail, receiver), FILE, () => 'counts-from-the-read');
      },
    },
    {
      title: { en: 'the next answer in a read of its own', pt: 'a próxima resposta numa leitura só dela' },
      run(student, trail) {
        const receiver = new student.FileReceiver(FILE.length);
        push(trail, receiver, FILE);
        trail.compare(push(trail, receiver, REPLY), REPLY, () => 'deaf-after-the-file');
        trail.compare(file(trail, receiver), FILE, () => 'keeps-what-follows');
      },
    },
    {
      title: { en: 'a file of 0 bytes', pt: 'um arquivo de 0 bytes' },
      run(student, trail) {
        const receiver = new student.FileReceiver(0);
        trail.compare(file(trail, receiver, 'empty-is-missing'), NOTHING);
        trail.compare(push(trail, receiver, REPLY), REPLY, () => 'keeps-what-follows');
      },
    },
    {
      title: {
        en: 'file and answer, cut in every way',
        pt: 'arquivo e resposta, cortados de todas as maneiras',
      },
      run(student, trail) {
        for (const { name, pieces } of cuts(Buffer.concat([FILE, REPLY]))) {
          trail.begin(name);
          const receiver = new student.FileReceiver(FILE.length);
          const behind = pieces.map((piece) => push(trail, receiver, piece));
          trail.compare(file(trail, receiver), FILE);
          trail.compare(Buffer.concat(behind), REPLY);
        }
      },
    },
  ],
});
