/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'What does a client have to know before it connects, so that it can tell the right server from every other? There are two things.',
    pt: 'O que um cliente tem que saber antes de se conectar, para distinguir o servidor certo de todos os outros? São duas coisas.',
  },
  {
    en: '`tls.connect` checks signature, name and dates by itself, and breaks off before it calls you. It has two options for what you know: one for the authority, and one for the name (if it is missing, the name is taken from `host`). Switch nothing off.',
    pt: 'O `tls.connect` confere assinatura, nome e datas sozinho, e desiste antes de chamar você. Ele tem duas opções para o que você sabe: uma para a autoridade, outra para o nome (se faltar, o nome é tirado de `host`). Não desligue nada.',
  },
  {
    en: "connect({ port, host: '127.0.0.1', servername: name, ca }, () => socket.end(secret)); the rest stays.",
    pt: "connect({ port, host: '127.0.0.1', servername: name, ca }, () => socket.end(secret)); o resto fica.",
  },
];
