/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'Which values can `JSON.parse` give you? For which of them would `value[0]` be a string, although they are no request?',
    pt: 'Que valores o `JSON.parse` pode devolver? Em quais deles `value[0]` seria um texto, embora não sejam um pedido?',
  },
  {
    en: '`JSON.parse` throws by itself when the text is not JSON: let it. Keep what it gives as `unknown`; then TypeScript makes you ask. `Array.isArray(value)`, `value.length`, `typeof command` and `argument === null` are the questions.',
    pt: '`JSON.parse` lança sozinho quando o texto não é JSON: deixe. Guarde o que ele devolve como `unknown`; assim o TypeScript obriga você a perguntar. `Array.isArray(value)`, `value.length`, `typeof command` e `argument === null` são as perguntas.',
  },
  {
    en: 'const value: unknown = JSON.parse(text); no array, or its length is not 2: throw; const [command, argument] = value as unknown[]; typeof command is not string: throw; argument is neither a string nor null: throw; return [command, argument].',
    pt: 'const value: unknown = JSON.parse(text); não é array, ou o length não é 2: throw; const [command, argument] = value as unknown[]; typeof command não é string: throw; argument não é string nem null: throw; return [command, argument].',
  },
];
