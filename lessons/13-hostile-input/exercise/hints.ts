/** A question, a pointer, nearly the code. */

import type { Text } from '../../../terminal/language.ts';

export const hints: readonly [Text, Text, Text] = [
  {
    en: 'Who sends one byte every 9 seconds: when did their frame begin? And who sends frame after frame without a pause, so that each read ends in the middle of the next: are they late?',
    pt: 'Quem envia um byte a cada 9 segundos: quando começou o quadro dele? E quem envia quadro atrás de quadro sem pausa, de modo que cada leitura acaba no meio do próximo: está atrasado?',
  },
  {
    en: 'Keep one number for each connection: when its unfinished frame was begun. A read that completes a frame ends that clock. A read that leaves a frame unfinished starts it, but only if it is not running. Whoever was turned away is not in the map, and their close must change nothing.',
    pt: 'Guarde um número por conexão: quando começou o quadro inacabado dela. Uma leitura que completa um quadro para esse relógio. Uma leitura que deixa um quadro inacabado o põe para andar, mas só se ele não está andando. Quem foi recusado não está no mapa, e o close dele não pode mudar nada.',
  },
  {
    en: 'read: too long: return false; begun = complete > 0 ? undefined : map.get(conn); map.set(conn, unfinished === undefined ? undefined : begun ?? now); return true. late: the entries with begun !== undefined and now - begun >= MOST_MS, only the numbers.',
    pt: 'read: longo demais: return false; begun = complete > 0 ? undefined : map.get(conn); map.set(conn, unfinished === undefined ? undefined : begun ?? now); return true. late: as entradas com begun !== undefined e now - begun >= MOST_MS, só os números.',
  },
];
