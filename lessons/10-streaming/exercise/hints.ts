/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'When is the next piece asked for: when the client has room again, or when you have put the last one down? And if the client never has room again?',
    pt: 'Quando o próximo pedaço é pedido: quando o cliente tem espaço de novo, ou quando você largou o anterior? E se o cliente nunca mais tiver espaço?',
  },
  {
    en: "Only when `socket.write(piece)` gives false there is something to wait for: 'drain', or 'close', whichever comes first. Make a Promise that listens to both, and lets go of both when one has come. `socket.destroyed` tells which one it was, and whether there is anybody left to write to.",
    pt: "Só quando `socket.write(piece)` devolve false há o que esperar: 'drain' ou 'close', o que vier primeiro. Faça uma Promise que escuta os dois, e que solta os dois quando um deles veio. `socket.destroyed` diz qual dos dois foi, e se ainda há para quem escrever.",
  },
  {
    en: "In the loop: if (socket.destroyed) throw …; if (!socket.write(piece)) await new Promise(…). In the Promise: const settle = () => { socket.off('drain', settle); socket.off('close', settle); if (socket.destroyed) reject(…); else resolve(); }; then socket.on('drain', settle) and socket.on('close', settle).",
    pt: "No laço: if (socket.destroyed) throw …; if (!socket.write(piece)) await new Promise(…). Na Promise: const settle = () => { socket.off('drain', settle); socket.off('close', settle); if (socket.destroyed) reject(…); else resolve(); }; depois socket.on('drain', settle) e socket.on('close', settle).",
  },
];
