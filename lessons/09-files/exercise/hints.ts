/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'Which characters lead out of a folder, on Linux and on Windows? If none of them is in a name, what can `..` in the middle of it still do?',
    pt: 'Que caracteres levam para fora de uma pasta, no Linux e no Windows? Se nenhum deles está no nome, o que um `..` no meio dele ainda pode fazer?',
  },
  {
    en: 'Do not look at the path that join made, and do not mend the name: look at the name and throw. One regular expression finds the characters, `/[/\\\\:*?"<>|]|\\p{Cc}/u`. What is left: its length in bytes, its last character, and a few words that Windows keeps for its devices.',
    pt: 'Não olhe o caminho que o join fez, e não conserte o nome: olhe o nome e lance um Error. Uma expressão regular acha os caracteres, `/[/\\\\:*?"<>|]|\\p{Cc}/u`. O que sobra: o tamanho em bytes, o último caractere, e umas palavras que o Windows reserva para os seus dispositivos.',
  },
  {
    en: 'const bytes = Buffer.byteLength(name); 0 or more than 255: throw. /[/\\\\:*?"<>|]|\\p{Cc}/u.test(name): throw. /[. ]$/.test(name): throw; that takes . and .. with it. /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|$)/i.test(name): throw. Then join(folder, name).',
    pt: 'const bytes = Buffer.byteLength(name); 0 ou mais de 255: throw. /[/\\\\:*?"<>|]|\\p{Cc}/u.test(name): throw. /[. ]$/.test(name): throw; isso leva junto . e .. . /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|$)/i.test(name): throw. Depois join(folder, name).',
  },
];
