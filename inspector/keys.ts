/** Every key, once: update.ts acts by this table, and the help and the keys at the bottom are written from it. */

import type { Language } from '../terminal/language.ts';
import type { Action, Binding } from './keys/binding.ts';
import { FINDING } from './keys/finding.ts';
import { HOLDING } from './keys/holding.ts';
import { MOVING } from './keys/moving.ts';

const ALWAYS: readonly Binding[] = [
  {
    action: 'help',
    keys: ['?'],
    shown: '?',
    help: { en: 'this help', pt: 'esta ajuda' },
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
  },
];

export const BINDINGS: readonly Binding[] = [...MOVING, ...FINDING, ...HOLDING, ...ALWAYS];

const ACTIONS: ReadonlyMap<string, Action> = new Map(
  BINDINGS.flatMap(({ action, keys }) => keys.map((key) => [key, action] as const)),
);

/** What a key, by blessed's name, means outside a prompt. */
export function actionOf(key: string): Action | undefined {
  return ACTIONS.get(key);
}

/** The keys of a binding as people write them. */
export function keyName({ shown }: Binding, language: Language): string {
  return typeof shown === 'string' ? shown : shown[language];
}
