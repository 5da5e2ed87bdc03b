/** Keys that move: in the list, in the tree, over the bytes, from pane to pane. */

import type { Binding } from './binding.ts';

export const MOVING: readonly Binding[] = [
  { action: 'up', keys: ['up', 'k'], shown: '↑ k', help: { en: 'one up', pt: 'um acima' } },
  { action: 'down', keys: ['down', 'j'], shown: '↓ j', help: { en: 'one down', pt: 'um abaixo' } },
  {
    action: 'left',
    keys: ['left', 'h'],
    shown: '← h',
    help: { en: 'fold a field; one byte back', pt: 'fechar um campo; um byte atrás' },
  },
  {
    action: 'right',
    keys: ['right', 'l'],
    shown: '→ l',
    help: { en: 'unfold a field; one byte on', pt: 'abrir um campo; um byte à frente' },
  },
  {
    action: 'page-up',
    keys: ['pageup', 'C-b'],
    shown: 'PgUp',
    help: { en: 'one page up', pt: 'uma página acima' },
  },
  {
    action: 'page-down',
    keys: ['pagedown', 'C-f'],
    shown: 'PgDn',
    help: { en: 'one page down', pt: 'uma página abaixo' },
  },
  { action: 'first', keys: ['home', 'g'], shown: 'g Home', help: { en: 'to the first', pt: 'ao primeiro' } },
  {
    action: 'last',
    keys: ['end', 'S-g'],
    shown: 'G End',
    help: { en: 'to the newest, and follow', pt: 'ao mais novo, e seguir' },
  },
  {
    action: 'enter',
    keys: ['enter', 'return'],
    shown: 'Enter',
    help: { en: 'look inside; fold or unfold', pt: 'ver por dentro; abrir ou fechar' },
  },
  {
    action: 'next-pane',
    keys: ['tab'],
    shown: 'Tab',
    help: { en: 'next pane', pt: 'próximo painel' },
  },
  {
    action: 'previous-pane',
    keys: ['S-tab'],
    shown: 'Shift-Tab',
    help: { en: 'previous pane', pt: 'painel anterior' },
  },
  {
    action: 'follow',
    keys: ['f'],
    shown: 'f',
    help: { en: 'follow the newest, or stay here', pt: 'seguir o mais novo, ou ficar aqui' },
  },
  {
    action: 'zoom',
    keys: ['z'],
    shown: 'z',
    help: { en: 'this pane alone, or all', pt: 'só este painel, ou todos' },
  },
  {
    action: 'large',
    keys: ['b'],
    shown: 'b',
    help: { en: 'larger view for the back rows', pt: 'visão ampliada, para o fundo da sala' },
  },
];
