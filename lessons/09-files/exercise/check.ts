/** What the way from a name to a path must be in lesson 09, and the mistakes that are known by what they do. */

import { join, resolve, sep } from 'node:path';
import { defineExercise, type Trail } from '../../course/exercise.ts';
import { MISTAKES } from './mistakes.ts';

interface Student {
  pathFor(folder: string, name: string): unknown;
}

const PATH_FOR = { en: 'pathFor', pt: 'pathFor' };
/** A full path, so that nothing depends on where the check stands. */
const DB = resolve(sep, 'aula', 'DB');

function gives({ pathFor }: Student, trail: Trail, name: string, mistake?: string): void {
  const explain = () => mistake;
  const got = trail.call(PATH_FOR, name, () => pathFor(DB, name), explain);
  trail.compare(got, join(DB, name), explain);
}

function refuses({ pathFor }: Student, trail: Trail, name: string, mistake: string): void {
  trail.refuses(
    PATH_FOR,
    name,
    () => pathFor(DB, name),
    (got) => (isMended(got, name) ? 'mends-the-name' : mistake),
  );
}

/** Neither what join makes of the name nor what resolve does, and yet a path in the folder. */
function isMended(got: unknown, name: string): boolean {
  const path = String(got);
  return name.includes('..') && path.startsWith(DB + sep) && path !== join(DB, name);
}

function refusesAll(student: Student, trail: Trail, names: readonly string[], mistake: string): void {
  for (const name of names) refuses(student, trail, name, mistake);
}

export const exercise = defineExercise<Student>({
  exports: ['pathFor'],
  mistakes: MISTAKES,
  checks: [
    {
      title: { en: 'names of files', pt: 'nomes de arquivos' },
      run(student, trail) {
        for (const name of ['file1.txt', 'relatório da aula.txt', '.oculto']) gives(student, trail, name);
        for (const name of ['a..b.txt', '..txt', 'nulo.txt', 'console.log'])
          gives(student, trail, name, 'refuses-too-much');
      },
    },
    {
      title: { en: 'a name that climbs out', pt: 'um nome que sai da pasta' },
      run(student, trail) {
        refuses(student, trail, '../segredo.txt', 'believes-the-name');
        refuses(student, trail, '../../segredo.txt', 'believes-the-name');
        refuses(student, trail, '../DB-antigo/segredo.txt', 'compares-the-beginning');
      },
    },
    {
      title: { en: 'a full path', pt: 'um caminho completo' },
      run(student, trail) {
        refuses(student, trail, '/etc/passwd', 'takes-a-full-path');
      },
    },
    {
      title: { en: 'a path that stays in the folder', pt: 'um caminho que fica na pasta' },
      run(student, trail) {
        refusesAll(student, trail, ['fotos/praia.png', './file1.txt', '....//segredo.txt'], 'takes-a-path');
      },
    },
    {
      title: { en: 'the folder itself', pt: 'a própria pasta' },
      run(student, trail) {
        refusesAll(student, trail, ['', '.', '..'], 'takes-the-folder');
      },
    },
    {
      title: { en: 'a name for Windows', pt: 'um nome para o Windows' },
      run(student, trail) {
        refusesAll(student, trail, ['..\\segredo.txt', 'fotos\\praia.png'], 'forgets-backslash');
        refusesAll(student, trail, ['C:segredo.txt', 'file1.txt:oculto'], 'forgets-the-colon');
        refusesAll(student, trail, ['NUL', 'con.txt', 'Com1.tar.gz'], 'forgets-devices');
        refusesAll(student, trail, ['file1.txt.', 'file1.txt '], 'forgets-the-end');
      },
    },
    {
      title: { en: 'characters that nobody sees', pt: 'caracteres que ninguém vê' },
      run(student, trail) {
        refusesAll(
          student,
          trail,
          ['file1.txt\0.png', 'file1\n.txt', '\u001b[2J', '\u0085'],
          'forgets-control',
        );
      },
    },
    {
      title: { en: 'a long name', pt: 'um nome comprido' },
      run(student, trail) {
        gives(student, trail, 'é'.repeat(127), 'counts-wrongly');
        refusesAll(student, trail, ['a'.repeat(256), 'é'.repeat(128)], 'counts-wrongly');
      },
    },
    {
      title: { en: 'a name with percent signs', pt: 'um nome com sinais de porcentagem' },
      run(student, trail) {
        for (const name of ['100%25.txt', '%2e%2e%2fsegredo.txt'])
          gives(student, trail, name, 'decodes-late');
      },
    },
  ],
});
