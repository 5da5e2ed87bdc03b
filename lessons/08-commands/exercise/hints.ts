/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'A request goes four steps: it is read, its command is looked up, its argument is judged, the command runs. What can go wrong at each? And who is told, with which code?',
    pt: 'Um pedido dá quatro passos: é lido, o comando é procurado, o argumento é conferido, o comando é executado. O que pode dar errado em cada um? E quem fica sabendo, com que código?',
  },
  {
    en: '`commands` is an object, and an object finds `constructor` too. `new Map(Object.entries(commands))` does not. Put a `try` around `parseRequest`, and another around `await command.run(argument)`: what they catch gets two different codes.',
    pt: '`commands` é um objeto, e um objeto também encontra `constructor`. `new Map(Object.entries(commands))` não encontra. Ponha um `try` em volta de `parseRequest` e outro em volta de `await command.run(argument)`: o que eles capturam recebe dois códigos diferentes.',
  },
  {
    en: "try { request = parseRequest(payload) } catch { return { type: 'ERROR', id, code: 'bad-request' } }. Then: not in the Map: 'unknown-command'. takesArgument differs from argument !== null: 'bad-argument'. try { return { type: 'REPLY', id, reply: await command.run(argument) } } catch { … 'file-failed' }.",
    pt: "try { request = parseRequest(payload) } catch { return { type: 'ERROR', id, code: 'bad-request' } }. Depois: não está no Map: 'unknown-command'. takesArgument difere de argument !== null: 'bad-argument'. try { return { type: 'REPLY', id, reply: await command.run(argument) } } catch { … 'file-failed' }.",
  },
];
