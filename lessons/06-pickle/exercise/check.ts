/** What the look at a request in lesson 06 must do, and the mistakes that are known by what they do. */

import { defineExercise, type Explain, type Trail } from '../../course/exercise.ts';

type ParseRequest = (text: string) => unknown;

interface Student {
  parseRequest: ParseRequest;
}

const PARSE = { en: 'parseRequest', pt: 'parseRequest' };

/** Not JSON. Whoever runs it as JavaScript gets a request, and leaves a trace. */
const PROGRAM = '["HORA",(globalThis.programRan=true,null)]';

const TRACE = globalThis as { programRan?: boolean };

function accepts(
  trail: Trail,
  parse: ParseRequest,
  text: string,
  expected: unknown,
  explain?: Explain,
): void {
  const got = trail.call(PARSE, text, () => parse(text), explain);
  trail.compare(got, expected, explain);
}

function refuses(trail: Trail, parse: ParseRequest, text: string, explain?: Explain): void {
  trail.refuses(PARSE, text, () => parse(text), explain);
}

export const exercise = defineExercise<Student>({
  exports: ['parseRequest'],
  mistakes: {
    'takes-it-apart-by-hand': {
      en: 'You took the text apart by hand. JSON may have spaces between its parts, and quotes and commas inside a string. Leave the reading to JSON.parse.',
      pt: 'Você desmontou o texto à mão. O JSON pode ter espaços entre as partes, e aspas e vírgulas dentro de um texto. Deixe a leitura para o JSON.parse.',
    },
    'empty-is-nothing': {
      en: 'The argument is "", an empty string, and you did not keep it. An empty string is a string; only null is null.',
      pt: 'O argumento é "", um texto vazio, e você não o manteve. Um texto vazio é um texto; só null é null.',
    },
    'runs-the-text': {
      en: 'You ran the text: what its sender wrote was executed in your program. This is what pickle.loads does. JSON.parse makes values and runs nothing.',
      pt: 'Você executou o texto: o que o remetente escreveu rodou dentro do seu programa. É o que o pickle.loads faz. JSON.parse faz valores e não executa nada.',
    },
    'hides-the-error': {
      en: 'The text is no request, and you gave something back all the same. Nobody asked for that. Let the error out: the server answers it with bad-request.',
      pt: 'O texto não é um pedido, e mesmo assim você devolveu algo. Ninguém pediu isso. Deixe o erro sair: o servidor responde com bad-request.',
    },
    'believes-the-type': {
      en: 'The text is the number 7, and you gave it back as a request. "as Request" checks nothing: it is gone when the program runs. Look at the value itself.',
      pt: 'O texto é o número 7, e você o devolveu como pedido. "as Request" não confere nada: já não existe quando o programa roda. Olhe o próprio valor.',
    },
    'looks-like-an-array': {
      en: 'This value has a length of 2 and a string at [0], but it is no array. Ask Array.isArray first.',
      pt: 'Este valor tem length 2 e um texto em [0], mas não é um array. Pergunte antes ao Array.isArray.',
    },
    'any-array': {
      en: 'An array, you said, and took it. What is in it? An empty array has no command: value[0] is undefined.',
      pt: 'É um array, você disse, e aceitou. O que há nele? Um array vazio não tem comando: value[0] é undefined.',
    },
    'any-length': {
      en: 'You took an array of three. A request has exactly two parts: whoever sends a third means something that you do not know.',
      pt: 'Você aceitou um array de três. Um pedido tem exatamente duas partes: quem envia uma terceira quer dizer algo que você não sabe.',
    },
    'undefined-argument': {
      en: 'The array has no second part, so the argument was undefined, and you let it pass. "No argument" is written null.',
      pt: 'O array não tem segunda parte; o argumento era undefined, e você deixou passar. "Sem argumento" se escreve null.',
    },
    'any-argument': {
      en: 'The argument is neither a string nor null, and you let it pass. Later somebody opens the file with the name 7.',
      pt: 'O argumento não é um texto nem null, e você deixou passar. Mais tarde alguém abre o arquivo de nome 7.',
    },
    'any-command': {
      en: 'The command is not a string, and you let it pass. The argument is not the only thing to look at.',
      pt: 'O comando não é um texto, e você deixou passar. O argumento não é a única coisa a conferir.',
    },
  },
  checks: [
    {
      title: { en: 'a request without an argument', pt: 'um pedido sem argumento' },
      run({ parseRequest }, trail) {
        accepts(trail, parseRequest, '["HORA",null]', ['HORA', null]);
      },
    },
    {
      title: { en: 'a request with an argument', pt: 'um pedido com argumento' },
      run({ parseRequest }, trail) {
        const byHand = () => 'takes-it-apart-by-hand';
        accepts(trail, parseRequest, '["ARQUIVO","file1.txt"]', ['ARQUIVO', 'file1.txt']);
        accepts(trail, parseRequest, '[ "ARQUIVO", "a, \\"b\\".txt" ]', ['ARQUIVO', 'a, "b".txt'], byHand);
        accepts(trail, parseRequest, '["ARQUIVO",""]', ['ARQUIVO', ''], () => 'empty-is-nothing');
      },
    },
    {
      title: { en: 'a program is refused, and not run', pt: 'um programa é recusado, e não executado' },
      run({ parseRequest }, trail) {
        delete TRACE.programRan;
        refuses(trail, parseRequest, PROGRAM, () => (TRACE.programRan ? 'runs-the-text' : 'hides-the-error'));
        if (TRACE.programRan) trail.fail('runs-the-text');
      },
    },
    {
      title: { en: 'half a request is refused', pt: 'meio pedido é recusado' },
      run({ parseRequest }, trail) {
        for (const text of ['["HORA",nu', '["HORA",null', ''])
          refuses(trail, parseRequest, text, () => 'hides-the-error');
      },
    },
    {
      title: { en: 'JSON that is no array is refused', pt: 'JSON que não é array é recusado' },
      run({ parseRequest }, trail) {
        refuses(trail, parseRequest, '7', (got) => (got === 7 ? 'believes-the-type' : 'hides-the-error'));
        for (const text of ['"OI"', '{"0":"HORA","1":null,"length":2}'])
          refuses(trail, parseRequest, text, () => 'looks-like-an-array');
        for (const text of ['null', 'true', '{"__proto__":["HORA",null]}'])
          refuses(trail, parseRequest, text);
      },
    },
    {
      title: { en: 'an array of another length is refused', pt: 'um array de outro tamanho é recusado' },
      run({ parseRequest }, trail) {
        refuses(trail, parseRequest, '[]', () => 'any-array');
        refuses(trail, parseRequest, '["ARQUIVO","file1.txt","x"]', () => 'any-length');
        refuses(trail, parseRequest, '["HORA"]', () => 'undefined-argument');
      },
    },
    {
      title: { en: 'an array of other values is refused', pt: 'um array de outros valores é recusado' },
      run({ parseRequest }, trail) {
        for (const argument of ['7', 'false', '["file1.txt"]', '{}'])
          refuses(trail, parseRequest, `["ARQUIVO",${argument}]`, () => 'any-argument');
        for (const command of ['3', 'null', '["HORA"]', '{"__proto__":"HORA"}'])
          refuses(trail, parseRequest, `[${command},null]`, () => 'any-command');
      },
    },
  ],
});
