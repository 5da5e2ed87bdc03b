/** Keys that find: filters, searches, marks, totals. */

import type { Binding } from './binding.ts';

export const FINDING: readonly Binding[] = [
  {
    action: 'filter',
    keys: ['/'],
    shown: '/',
    help: {
      en: 'filter: words, type:ARQUIVO conn:2 dir:c len>100 ! and or',
      pt: 'filtrar: palavras, type:ARQUIVO conn:2 dir:c len>100 ! and or',
    },
  },
  {
    action: 'only-connection',
    keys: ['o'],
    shown: 'o',
    help: { en: 'only this connection, or all', pt: 'só esta conexão, ou todas' },
  },
  {
    action: 'search',
    keys: ['S-s'],
    shown: 'S',
    help: { en: 'search in bytes: text, or 0x45 43', pt: 'procurar nos bytes: texto, ou 0x45 43' },
  },
  {
    action: 'search-next',
    keys: ['n'],
    shown: 'n',
    help: { en: 'next place that has it', pt: 'próxima ocorrência' },
  },
  {
    action: 'search-previous',
    keys: ['S-n'],
    shown: 'N',
    help: { en: 'previous place', pt: 'ocorrência anterior' },
  },
  { action: 'goto', keys: [':'], shown: ':', help: { en: 'go to a number', pt: 'ir para um número' } },
  { action: 'mark', keys: ['m'], shown: 'm', help: { en: 'mark, or unmark', pt: 'marcar, ou desmarcar' } },
  {
    action: 'next-mark',
    keys: ["'"],
    shown: "'",
    help: { en: 'to the next mark', pt: 'ir à próxima marca' },
  },
  {
    action: 'totals',
    keys: ['t'],
    shown: 't',
    help: { en: 'totals per connection', pt: 'totais por conexão' },
  },
  {
    action: 'clear',
    keys: ['S-c'],
    shown: 'C',
    help: { en: 'clear, and number from 1', pt: 'limpar e numerar a partir de 1' },
  },
];
