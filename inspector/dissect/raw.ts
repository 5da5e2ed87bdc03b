/** Bytes of which nothing is known: what one read gave is one message. */

import type { Dissector } from './dissection.ts';
import { dissection, preview } from './fields.ts';

export const raw: Dissector = {
  name: 'raw',
  about: {
    en: 'any bytes: what one read gave, as it came',
    pt: 'bytes quaisquer: o que uma leitura trouxe, como veio',
  },

  recognises(bytes) {
    return bytes.length > 0 ? true : undefined;
  },

  measure(bytes, _ended, start = 0) {
    return bytes.length - start;
  },

  dissect(message) {
    const { length } = message;
    const explain = {
      en: 'what one read gave; TCP does not say where a message begins or ends',
      pt: 'o que uma leitura trouxe; o TCP não diz onde uma mensagem começa ou termina',
    };
    const value = `${length} bytes`;
    const fields = [{ name: 'bytes', start: 0, end: length, value, kind: 'payload', explain } as const];
    return dissection({ type: 'read', length, info: preview(message), fields });
  },
};
