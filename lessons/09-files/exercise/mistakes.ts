/** What each known mistake of lesson 09 is told as. */

import type { Text } from '../../../terminal/language.ts';

export const MISTAKES: Readonly<Record<string, Text>> = {
  'believes-the-name': {
    en: 'Your path leads out of the folder. In a path, .. means "one up", and join does what the name says. Look at the name first.',
    pt: 'O seu caminho leva para fora da pasta. Num caminho, .. quer dizer "um acima", e o join faz o que o nome diz. Olhe o nome antes.',
  },
  'mends-the-name': {
    en: 'You took the bad parts out of the name and went on. Nobody asked for the file that is left; and of ....// a new ../ may remain. Do not mend a name: refuse it.',
    pt: 'Você tirou do nome as partes ruins e seguiu em frente. Ninguém pediu o arquivo que sobrou; e de ....// pode sobrar um novo ../. Não conserte um nome: recuse.',
  },
  'compares-the-beginning': {
    en: 'This path begins with the letters of the folder, and lies in the folder next to it: DB-antigo begins with DB. Where a path leads is not a question of its first letters.',
    pt: 'Esse caminho começa com as letras da pasta, mas fica na pasta vizinha: DB-antigo começa com DB. Aonde um caminho leva não se decide pelas primeiras letras.',
  },
  'takes-a-full-path': {
    en: 'A path that begins with / begins at the root. It needs no .. to leave the folder, and you took it.',
    pt: 'Um caminho que começa com / começa na raiz. Não precisa de .. para sair da pasta, e você o aceitou.',
  },
  'takes-a-path': {
    en: 'This is a path, not a name: it has a / in it. A name is one component. Who lets paths in has to think about all of them.',
    pt: 'Isto é um caminho, não um nome: tem uma / no meio. Um nome é um componente só. Quem deixa entrar caminhos tem que pensar em todos eles.',
  },
  'takes-the-folder': {
    en: 'An empty name, . and .. have no / in them, and yet they name a folder, not a file in it.',
    pt: 'Um nome vazio, . e .. não têm / nenhuma, e mesmo assim indicam uma pasta, não um arquivo dentro dela.',
  },
  'forgets-backslash': {
    en: 'On Windows \\ separates, too: ..\\segredo.txt climbs out there. The rule is the same on every system: the next person starts your server on another one.',
    pt: 'No Windows a \\ também separa: lá, ..\\segredo.txt sai da pasta. A regra é a mesma em todo sistema: a próxima pessoa roda o seu servidor em outro.',
  },
  'forgets-the-colon': {
    en: 'On Windows a : names a drive (C:segredo.txt) or a second, hidden content of a file (file1.txt:oculto). No such name.',
    pt: 'No Windows, : indica uma unidade (C:segredo.txt) ou um segundo conteúdo, escondido, de um arquivo (file1.txt:oculto). Nomes assim, não.',
  },
  'forgets-devices': {
    en: 'On Windows NUL, CON, PRN, AUX, COM1 and LPT1 are devices, in every folder, in large and small letters, and also with .txt behind them. A read from one may never end.',
    pt: 'No Windows NUL, CON, PRN, AUX, COM1 e LPT1 são dispositivos, em qualquer pasta, em maiúsculas ou minúsculas, e também com .txt atrás. Uma leitura de um deles pode nunca terminar.',
  },
  'forgets-the-end': {
    en: 'Windows throws a dot or a space at the end of a name away: "file1.txt." opens file1.txt. So two names mean one file, and a check of one of them can be got round.',
    pt: 'O Windows joga fora um ponto ou espaço no fim do nome: "file1.txt." abre o file1.txt. Dois nomes para um arquivo: a verificação de um deles pode ser contornada pelo outro.',
  },
  'forgets-control': {
    en: 'There is a control character in this name. A C program stops reading at the first \\0, and a terminal obeys an escape sequence as soon as somebody prints the name.',
    pt: 'Há um caractere de controle nesse nome. Um programa em C para de ler no primeiro \\0, e um terminal obedece a uma sequência de escape assim que alguém imprime o nome.',
  },
  'counts-wrongly': {
    en: 'A name has 1 to 255 bytes, and é is two of them. Count with Buffer.byteLength: name.length counts something else.',
    pt: 'Um nome tem de 1 a 255 bytes, e é são dois. Conte com Buffer.byteLength: name.length conta outra coisa.',
  },
  'decodes-late': {
    en: 'You decoded %2e%2e%2f after you had judged the name, and so made ../ of it. In our protocol % is a character like any other: what was judged is what is used.',
    pt: 'Você decodificou %2e%2e%2f depois de conferir o nome, e daí saiu ../ . No nosso protocolo % é um caractere como outro qualquer: usa-se exatamente o que foi conferido.',
  },
  'refuses-too-much': {
    en: 'This name is harmless, and you refused it. Two dots in the middle of a name climb nowhere, and nulo.txt is no device: only a whole component can be one.',
    pt: 'Esse nome não faz mal nenhum, e você o recusou. Dois pontos no meio de um nome não sobem a lugar nenhum, e nulo.txt não é um dispositivo: só um componente inteiro pode ser.',
  },
};
