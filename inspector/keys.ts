/** Every key, once: update.ts acts by this table, the help is made from it, and so are the hints at the bottom. */

import type { Text } from '../terminal/language.ts';
import type { Pane } from './state.ts';

export type Action =
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'left'
  | 'right'
  | 'enter'
  | 'next-pane'
  | 'previous-pane'
  | 'zoom'
  | 'large'
  | 'follow'
  | 'filter'
  | 'only-connection'
  | 'search'
  | 'search-next'
  | 'search-previous'
  | 'goto'
  | 'mark'
  | 'next-mark'
  | 'totals'
  | 'clear'
  | 'hold'
  | 'hold-rule'
  | 'release-next'
  | 'release'
  | 'release-all'
  | 'drop'
  | 'double'
  | 'edit'
  | 'split'
  | 'join'
  | 'help'
  | 'escape'
  | 'quit';

export interface Binding {
  readonly action: Action;
  /** As blessed names them. */
  readonly keys: readonly string[];
  /** As people write them. */
  readonly shown: string;
  readonly help: Text;
  /** Two or three words for the line at the bottom, where it has a place there. */
  readonly hint?: Text;
  /** Means this only there. */
  readonly pane?: Pane;
}

export const BINDINGS: readonly Binding[] = [
  { action: 'up', keys: ['up', 'k'], shown: '↑ k', help: { en: 'one up', pt: 'um acima' } },
  { action: 'down', keys: ['down', 'j'], shown: '↓ j', help: { en: 'one down', pt: 'um abaixo' } },
  {
    action: 'left',
    keys: ['left', 'h'],
    shown: '← h',
    help: { en: 'fold a field; one byte back', pt: 'fecha um campo; um byte atrás' },
  },
  {
    action: 'right',
    keys: ['right', 'l'],
    shown: '→ l',
    help: { en: 'unfold a field; one byte on', pt: 'abre um campo; um byte à frente' },
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
    help: { en: 'look inside; fold or unfold', pt: 'olhar dentro; abrir ou fechar' },
  },
  {
    action: 'next-pane',
    keys: ['tab'],
    shown: 'Tab',
    help: { en: 'next pane', pt: 'próximo painel' },
    hint: { en: 'pane', pt: 'painel' },
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
    hint: { en: 'follow', pt: 'seguir' },
  },
  {
    action: 'filter',
    keys: ['/'],
    shown: '/',
    help: {
      en: 'filter: words, type:ARQUIVO conn:2 dir:c len>100 ! and or',
      pt: 'filtrar: palavras, type:ARQUIVO conn:2 dir:c len>100 ! and or',
    },
    hint: { en: 'filter', pt: 'filtrar' },
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
    help: { en: 'next that was searched for', pt: 'próximo do que se procura' },
  },
  {
    action: 'search-previous',
    keys: ['S-n'],
    shown: 'N',
    help: { en: 'previous one', pt: 'anterior do que se procura' },
  },
  { action: 'goto', keys: [':'], shown: ':', help: { en: 'go to a number', pt: 'ir a um número' } },
  { action: 'mark', keys: ['m'], shown: 'm', help: { en: 'mark, or unmark', pt: 'marcar, ou desmarcar' } },
  { action: 'next-mark', keys: ["'"], shown: "'", help: { en: 'to the next mark', pt: 'à próxima marca' } },
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
    help: { en: 'larger view for the back rows', pt: 'visão maior para as últimas filas' },
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
    help: { en: 'clear, and number from 1', pt: 'limpar, e numerar de 1' },
  },
  {
    action: 'hold',
    keys: ['i'],
    shown: 'i',
    help: { en: 'hold frames, or let them pass', pt: 'reter quadros, ou deixar passar' },
    hint: { en: 'hold', pt: 'reter' },
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
    shown: 'Space',
    help: { en: 'release the next held frame', pt: 'soltar o próximo quadro retido' },
    hint: { en: 'release', pt: 'soltar' },
  },
  {
    action: 'release',
    keys: ['a'],
    shown: 'a',
    help: { en: 'release this frame', pt: 'soltar este quadro' },
  },
  {
    action: 'release-all',
    keys: ['S-a'],
    shown: 'A',
    help: { en: 'release all', pt: 'soltar todos' },
    hint: { en: 'all', pt: 'todos' },
  },
  {
    action: 'edit',
    keys: ['e'],
    shown: 'e',
    help: { en: 'edit this held frame, as text or hex', pt: 'editar este quadro retido, como texto ou hex' },
    hint: { en: 'edit', pt: 'editar' },
  },
  {
    action: 'drop',
    keys: ['S-x'],
    shown: 'X',
    help: { en: 'drop it: it never arrives', pt: 'descartar: não chega nunca' },
    hint: { en: 'drop', pt: 'descartar' },
  },
  {
    action: 'double',
    keys: ['S-d'],
    shown: 'D',
    help: { en: 'send it twice', pt: 'enviar duas vezes' },
    hint: { en: 'twice', pt: 'dobrar' },
  },
  {
    action: 'split',
    keys: ['s'],
    shown: 's',
    help: {
      en: 'send it in pieces: 4 12, or * byte by byte',
      pt: 'enviar em pedaços: 4 12, ou * byte a byte',
    },
    hint: { en: 'split', pt: 'partir' },
  },
  {
    action: 'join',
    keys: ['c'],
    shown: 'c',
    help: { en: 'join it with the next, in one write', pt: 'juntar com o próximo, em uma escrita' },
    hint: { en: 'join', pt: 'juntar' },
  },
  {
    action: 'help',
    keys: ['?'],
    shown: '?',
    help: { en: 'this help', pt: 'esta ajuda' },
    hint: { en: 'help', pt: 'ajuda' },
  },
  {
    action: 'escape',
    keys: ['escape'],
    shown: 'Esc',
    help: { en: 'back; no filter', pt: 'voltar; sem filtro' },
  },
  {
    action: 'quit',
    keys: ['q', 'C-c'],
    shown: 'q',
    help: { en: 'quit', pt: 'sair' },
    hint: { en: 'quit', pt: 'sair' },
  },
];

const ACTIONS: ReadonlyMap<string, Action> = new Map(
  BINDINGS.flatMap(({ action, keys }) => keys.map((key) => [key, action] as const)),
);

/** What a key, by blessed's name, means outside a prompt. */
export function actionOf(key: string): Action | undefined {
  return ACTIONS.get(key);
}
