/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'Which numbers belong to the whole server, and which to one client? And what tells you that a client has finished: bytes, or something else?',
    pt: 'Quais números são do servidor inteiro, e quais são de um só cliente? E o que avisa que um cliente terminou: bytes ou outra coisa?',
  },
  {
    en: "What is declared inside `accept` exists once for each client; a field of the class exists once for all. A client keeps its number even when others come after it: copy it. The end of its stream is the event 'end'; `socket.end(text)` writes and then ends your direction.",
    pt: "O que é declarado dentro de `accept` existe uma vez para cada cliente; um campo da classe existe uma vez para todos. Um cliente conserva o seu número mesmo quando outros chegam depois: copie-o. O fim do fluxo dele é o evento 'end'; `socket.end(texto)` escreve e depois encerra a sua direção.",
  },
  {
    en: "this.clients += 1; const number = this.clients; let received = 0; in 'data': received += bytes.length and write the bytes back; in 'end': socket.end(the farewell, made of number and received).",
    pt: "this.clients += 1; const number = this.clients; let received = 0; em 'data': received += bytes.length e escreva os bytes de volta; em 'end': socket.end(a despedida, feita de number e received).",
  },
];
