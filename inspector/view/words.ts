/** The inspector's own words on the screen, in the language of whoever reads. Keys and their help stand in keys.ts. */

import type { Language } from '../../terminal/language.ts';
import { EN, type Words } from './words/en.ts';
import { PT } from './words/pt.ts';

const WORDS: Readonly<Record<Language, Words>> = { en: EN, pt: PT };

export function words(language: Language): Words {
  return WORDS[language];
}
