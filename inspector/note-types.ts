/** How what happened to a connection is called: by the list that shows it, and by the filter that looks for it. */

import type { Language } from '../terminal/language.ts';
import type { NoteRow } from './rows.ts';

export const NOTE_TYPES: Readonly<Record<Language, Readonly<Record<NoteRow['kind'], string>>>> = {
  en: { opened: 'open', refused: 'refused', fin: 'FIN', reset: 'RST', closed: 'closed' },
  pt: { opened: 'aberta', refused: 'recusada', fin: 'FIN', reset: 'RST', closed: 'fechada' },
};

/** In lower case, whatever language the list speaks. */
export function noteNames(kind: NoteRow['kind']): string[] {
  const names = [kind, NOTE_TYPES.en[kind], NOTE_TYPES.pt[kind]];
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
