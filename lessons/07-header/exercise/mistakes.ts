/** What each known mistake of lesson 07 is told as. */

import type { Text } from '../../../terminal/language.ts';

export const MISTAKES: Readonly<Record<string, Text>> = {
  'little-endian': {
    en: 'You read a number from its little end: 00 00 01 02 became 33619968. Here the big end goes first, as in the headers of TCP and IP: readUInt32BE.',
    pt: 'Você leu um número a partir da ponta pequena: 00 00 01 02 virou 33619968. Aqui a ponta grande vai primeiro, como nos cabeçalhos do TCP e do IP: readUInt32BE.',
  },
  'payload-only': {
    en: 'Your checksum covers the payload only: a flipped bit in the type or in the id would not be found. The sender computed it from header bytes 0 to 11, then the payload.',
    pt: 'O seu checksum cobre só o conteúdo: um bit virado no tipo ou no id não seria achado. Quem enviou calculou-o dos bytes 0 a 11 do cabeçalho, depois do conteúdo.',
  },
  'own-bytes': {
    en: 'The frame is good, and yet your checksum and its own differ. It covers header bytes 0 to 11, then the payload: not its own four bytes, and nothing behind the frame. It stands at byte 12.',
    pt: 'O quadro é bom, e mesmo assim o seu checksum e o dele diferem. Ele cobre os bytes 0 a 11 do cabeçalho, depois o conteúdo: não os seus próprios quatro bytes, e nada depois do quadro. Ele está no byte 12.',
  },
  'wrong-offset': {
    en: 'You read a field where another one stands. magic 0, version 2, type 3, id 4, length 8, checksum 12, payload 16: so far from the beginning of the frame each one begins.',
    pt: 'Você leu um campo onde está outro. magic 0, version 2, type 3, id 4, length 8, checksum 12, payload 16: a essa distância do começo do quadro cada um começa.',
  },
  signed: {
    en: 'You read a number with a sign: ff ff ff ff becomes -1. All numbers of the header begin at 0: readUInt32BE, not readInt32BE.',
    pt: 'Você leu um número com sinal: ff ff ff ff vira -1. Todos os números do cabeçalho começam em 0: readUInt32BE, não readInt32BE.',
  },
  'takes-the-rest': {
    en: 'Another frame came in the same read, and you took it for payload. The payload ends where the length says: at byte 16 + length.',
    pt: 'Outro quadro veio na mesma leitura, e você o tratou como conteúdo. O conteúdo termina onde o tamanho diz: no byte 16 + length.',
  },
  'reads-too-early': {
    en: 'You read a field whose bytes had not all come. A header can be cut like everything else: look at bytes.length first.',
    pt: 'Você leu um campo cujos bytes não tinham chegado todos. Um cabeçalho pode ser cortado como todo o resto: olhe antes o bytes.length.',
  },
  'half-a-magic': {
    en: 'Only 45 had come, and you took it for a wrong magic. It may become 45 43: compare as many bytes as there are.',
    pt: 'Só tinha chegado 45, e você o tratou como um magic errado. Ainda pode virar 45 43: compare tantos bytes quantos houver.',
  },
  'does-not-wait': {
    en: 'You judged the frame before all of its payload had come. Until there are 16 + length bytes, there is nothing to compute: return undefined.',
    pt: 'Você julgou o quadro antes de todo o conteúdo chegar. Enquanto não há 16 + length bytes, não há o que calcular: devolva undefined.',
  },
  'ignores-magic': {
    en: 'These bytes begin with 45 44, and you took them for a frame. A frame begins with 45 43: look at that before you believe any other field.',
    pt: 'Estes bytes começam com 45 44, e você os aceitou como um quadro. Um quadro começa com 45 43: confira isso antes de acreditar em qualquer outro campo.',
  },
  'ignores-version': {
    en: 'Byte 2 says version 2. Of that version you know nothing, not even what its other fields are: refuse it.',
    pt: 'O byte 2 diz versão 2. Dessa versão você não sabe nada, nem quais são os outros campos: recuse.',
  },
  'waits-for-header': {
    en: 'You waited, although these bytes can never become a frame. Whoever typed them waits too. Judge each field as soon as its bytes are there.',
    pt: 'Você esperou, embora esses bytes nunca possam virar um quadro. Quem os digitou espera também. Confira cada campo assim que os bytes dele estiverem lá.',
  },
  'late-length': {
    en: 'The length says 65,537 and you wait for the payload before you judge it: so a liar can fill your memory. Look at the limit first.',
    pt: 'O tamanho diz 65.537 e você espera o conteúdo antes de conferir: assim um mentiroso enche a sua memória. Confira o limite primeiro.',
  },
  'wrong-order': {
    en: 'It is refused, but for the wrong reason. The order is magic, version, length, checksum: a field means nothing before those on its left are right.',
    pt: 'Foi recusado, mas pelo motivo errado. A ordem é magic, version, length, checksum: um campo não significa nada antes que os da esquerda estejam certos.',
  },
  'ignores-checksum': {
    en: 'One bit was turned over, and you took the frame for good. Compute the CRC-32 again, and compare all four bytes of it.',
    pt: 'Um bit virou, e você aceitou o quadro como bom. Calcule o CRC-32 de novo, e compare os quatro bytes dele.',
  },
};
