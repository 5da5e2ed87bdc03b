/** Keys that hold frames, and what can be done to a held one. */

import type { Binding } from './binding.ts';

export const HOLDING: readonly Binding[] = [
  {
    action: 'hold',
    keys: ['i'],
    shown: 'i',
    help: { en: 'hold frames, or let them pass', pt: 'reter quadros, ou deixar passar' },
  },
  {
    action: 'hold-rule',
    keys: ['S-i'],
    shown: 'I',
    help: { en: 'which frames to hold (a filter)', pt: 'quais quadros reter (um filtro)' },
  },
  {
    action: 'release-next',
    keys: ['space'],
    shown: { en: 'Space', pt: 'Espaço' },
    help: { en: 'release the next held frame', pt: 'liberar o próximo quadro retido' },
  },
  {
    action: 'release',
    keys: ['a'],
    shown: 'a',
    help: { en: 'release this frame', pt: 'liberar este quadro' },
  },
  {
    action: 'release-all',
    keys: ['S-a'],
    shown: 'A',
    help: { en: 'release all', pt: 'liberar todos' },
  },
  {
    action: 'edit',
    keys: ['e'],
    shown: 'e',
    help: { en: 'edit this held frame, as text or hex', pt: 'editar este quadro retido, como texto ou hex' },
  },
  {
    action: 'drop',
    keys: ['S-x'],
    shown: 'X',
    help: { en: 'drop it: it never arrives', pt: 'descartar: ele nunca chega' },
  },
  {
    action: 'double',
    keys: ['S-d'],
    shown: 'D',
    help: { en: 'send it twice', pt: 'enviar duas vezes' },
  },
  {
    action: 'split',
    keys: ['s'],
    shown: 's',
    help: {
      en: 'send it in pieces: 1 3, or * byte by byte',
      pt: 'enviar em pedaços: 1 3, ou * byte a byte',
    },
  },
  {
    action: 'join',
    keys: ['c'],
    shown: 'c',
    help: { en: 'join it with the next, in one write', pt: 'unir ao próximo, em uma só escrita' },
  },
];
