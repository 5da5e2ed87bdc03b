/** What the dispatch of lesson 08 must do, and the mistakes that are known by what they do. */

import { defineExercise, type Explain, type Trail } from '../../course/exercise.ts';

interface Command {
  readonly takesArgument: boolean;
  run(argument: string | null): string | Promise<string>;
}

type Answer = { type: string; id: number; reply?: unknown; code?: unknown };

interface Student {
  answer(commands: Record<string, Command>, id: number, payload: string): Promise<Answer> | Answer;
}

const ANSWER = { en: 'answer', pt: 'answer' };
const CODES = ['bad-request', 'unknown-command', 'bad-argument', 'file-failed'];

/** As a student's server would have it; ARQUIVO knows one file, takes its time, and fails at all others. */
const COMMANDS: Record<string, Command> = {
  CONSULTA: { takesArgument: false, run: () => 'Servidor online 24 horas' },
  ECO: { takesArgument: true, run: (argument) => `eco: ${argument}` },
  DEFEITO: {
    takesArgument: false,
    run: () => {
      throw new TypeError("Cannot read properties of undefined (reading 'length')");
    },
  },
  ARQUIVO: {
    takesArgument: true,
    run: async (name) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (name === 'file1.txt') return 'o arquivo';
      throw new Error(`ENOENT: no such file or directory, open '${name}'`);
    },
  },
};

function ask(student: Student, trail: Trail, id: number, payload: string, threw?: Explain) {
  return trail.call(ANSWER, payload, async () => student.answer({ ...COMMANDS }, id, payload), threw);
}

async function replies(student: Student, trail: Trail, [id, payload, reply]: Case, explain?: Explain) {
  const got = await ask(student, trail, id, payload);
  trail.compare(got, { type: 'REPLY', id, reply }, explain);
}

async function refuses(student: Student, trail: Trail, [id, payload, code]: Case, explain?: Explain) {
  const got = await ask(student, trail, id, payload, explain ?? (() => 'throws-out'));
  trail.compare(got, { type: 'ERROR', id, code }, () => explain?.(got) ?? whyAnother(got, code));
}

/** An id, a payload, and what must come of it. */
type Case = readonly [id: number, payload: string, expected: string];

/** An answer that is wrong in itself, whatever was asked. */
function whyAnother({ type, id, code }: Answer, expected: string): string | undefined {
  if (type === 'REPLY') return expected === 'bad-argument' ? undefined : 'error-as-reply';
  if (id === 0) return 'same-id-for-all';
  if (!CODES.includes(String(code))) return 'own-words';
  return 'one-code-for-all';
}

export const exercise = defineExercise<Student>({
  exports: ['answer'],
  mistakes: {
    'throws-out': {
      en: 'You let the error out. In the server nobody is there to catch it: the connection ends, or the whole program does, and the client never learns why. Catch it, and make an answer of it.',
      pt: 'Você deixou o erro escapar. No servidor não há quem o capture: a conexão acaba, ou o programa inteiro, e o cliente nunca fica sabendo por quê. Capture o erro e faça dele uma resposta.',
    },
    'error-as-reply': {
      en: 'You answered an error with a REPLY. A program that reads it takes your sentence for what it asked for. The type says what a frame is: ERROR.',
      pt: 'Você respondeu a um erro com um REPLY. O programa que lê isso confunde a sua frase com aquilo que pediu. É o tipo que diz o que um quadro é: ERROR.',
    },
    'same-id-for-all': {
      en: 'The ERROR has id 0. So the client knows that something failed, and not what. The id is that of the request; 0 is for a stream that has come to its end.',
      pt: 'O ERROR tem id 0. Assim o cliente sabe que algo falhou, mas não o quê. O id é o do pedido; 0 fica para um fluxo que chegou ao fim.',
    },
    'own-words': {
      en: 'Your code is a sentence that somebody may write in another way tomorrow. A program compares codes: it needs one of the four, letter for letter.',
      pt: 'O seu código é uma frase que amanhã alguém pode escrever de outro jeito. Um programa compara códigos: precisa de um dos quatro, letra por letra.',
    },
    'one-code-for-all': {
      en: 'The code names another mistake than the one that was made. Look at where it went wrong: at reading, looking up, judging the argument, or running.',
      pt: 'O código diz um erro diferente do que aconteceu. Veja onde foi: ao ler, ao procurar, ao conferir o argumento, ou ao executar.',
    },
    'object-as-table': {
      en: 'Nobody wrote this command, and your table found it: every object has constructor, toString and __proto__. Look it up in a Map, or ask Object.hasOwn first.',
      pt: 'Ninguém escreveu esse comando, e a sua tabela o encontrou: todo objeto tem constructor, toString e __proto__. Procure num Map, ou pergunte antes ao Object.hasOwn.',
    },
    'runs-with-any-argument': {
      en: 'CONSULTA takes no argument, and it got one. Whoever sends it means something that you do not know: refuse it with bad-argument.',
      pt: 'CONSULTA não tem argumento, e recebeu um. Quem o envia quer dizer algo que você não sabe: recuse com bad-argument.',
    },
    'runs-without-its-argument': {
      en: 'ECO takes an argument, and there was none: it ran with null. An argument can be missing, too: bad-argument.',
      pt: 'ECO precisa de um argumento, e não veio nenhum: rodou com null. Um argumento também pode faltar: bad-argument.',
    },
    'empty-is-missing': {
      en: 'The argument is "", and you took it for none. An empty string is a string: only null says that there is no argument.',
      pt: 'O argumento é "", e você o tratou como nenhum. Um texto vazio é um texto: só null diz que não há argumento.',
    },
    'does-not-await': {
      en: 'ARQUIVO takes its time: run gave a promise, and you put the promise into the answer. Wait for what comes of it: await.',
      pt: 'ARQUIVO leva o seu tempo: run devolveu uma promessa, e você pôs a promessa na resposta. Espere o que sai dela: await.',
    },
    'late-error-escapes': {
      en: 'A command that takes its time failed after your try had ended, so nothing caught it. In a try, write return await, not return.',
      pt: 'Um comando demorado falhou depois que o seu try acabou, e nada capturou o erro. Dentro de um try, escreva return await, não só return.',
    },
    'tells-the-inside': {
      en: 'A command failed, and your answer tells a stranger what only your log should know. Whatever a command throws, the client gets file-failed.',
      pt: 'Um comando falhou, e a sua resposta conta a um estranho o que só o seu log devia saber. Seja o que for que um comando lance, o cliente recebe file-failed.',
    },
  },
  checks: [
    {
      title: { en: 'two good requests', pt: 'dois bons pedidos' },
      async run(student, trail) {
        await replies(student, trail, [7, '["CONSULTA",null]', 'Servidor online 24 horas']);
        await replies(student, trail, [8, '["ECO","oi"]', 'eco: oi']);
      },
    },
    {
      title: { en: 'a command that takes its time', pt: 'um comando demorado' },
      async run(student, trail) {
        const explain = (got: unknown) =>
          (got as Answer).reply instanceof Promise ? 'does-not-await' : undefined;
        await replies(student, trail, [9, '["ARQUIVO","file1.txt"]', 'o arquivo'], explain);
      },
    },
    {
      title: { en: 'what is no request', pt: 'o que não é um pedido' },
      async run(student, trail) {
        for (const [index, payload] of ['["HORA",nu', '["HORA"]', '7', ''].entries())
          await refuses(student, trail, [index + 1, payload, 'bad-request']);
      },
    },
    {
      title: { en: 'a command that nobody knows', pt: 'um comando que ninguém conhece' },
      async run(student, trail) {
        await refuses(student, trail, [11, '["DANCAR",null]', 'unknown-command']);
        await refuses(student, trail, [12, '["consulta","x"]', 'unknown-command']);
      },
    },
    {
      title: { en: 'a command that nobody wrote', pt: 'um comando que ninguém escreveu' },
      async run(student, trail) {
        for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
          for (const argument of ['null', '"x"'])
            await refuses(
              student,
              trail,
              [13, `["${name}",${argument}]`, 'unknown-command'],
              () => 'object-as-table',
            );
      },
    },
    {
      title: { en: 'an argument too many, or missing', pt: 'um argumento a mais, ou a menos' },
      async run(student, trail) {
        const ran = (mistake: string) => (got: unknown) =>
          (got as Answer).type === 'REPLY' ? mistake : undefined;
        await refuses(
          student,
          trail,
          [14, '["CONSULTA","x"]', 'bad-argument'],
          ran('runs-with-any-argument'),
        );
        await refuses(student, trail, [15, '["ECO",null]', 'bad-argument'], ran('runs-without-its-argument'));
        await replies(student, trail, [16, '["ECO",""]', 'eco: '], () => 'empty-is-missing');
        await refuses(student, trail, [17, '["CONSULTA",""]', 'bad-argument'], () => 'empty-is-missing');
      },
    },
    {
      title: { en: 'a command that fails', pt: 'um comando que falha' },
      async run(student, trail) {
        await refuses(student, trail, [18, '["DEFEITO",null]', 'file-failed'], whyNotFailed);
        await refuses(student, trail, [19, '["ARQUIVO","file9.txt"]', 'file-failed'], (seen) =>
          seen instanceof Error ? 'late-error-escapes' : whyNotFailed(seen),
        );
      },
    },
    {
      title: { en: 'after all that, a good request', pt: 'depois de tudo isso, um bom pedido' },
      async run(student, trail) {
        for (const [index, payload] of ['[', '["x",null]', '["ECO",null]', '["DEFEITO",null]'].entries())
          await ask(student, trail, index, payload);
        await replies(student, trail, [20, '["CONSULTA",null]', 'Servidor online 24 horas']);
      },
    },
  ],
});

function whyNotFailed(seen: unknown): string | undefined {
  if (seen instanceof Error) return 'throws-out';
  const { type, code } = seen as Answer;
  return type === 'ERROR' && !CODES.includes(String(code)) ? 'tells-the-inside' : undefined;
}
