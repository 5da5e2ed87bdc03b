/** From a word of the command line to the lesson that it means. */

import { printable } from '../../terminal/escape.ts';
import type { Language, Text } from '../../terminal/language.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { didYouMean, lookUp, nameOf, numberOf } from '../course/catalogue.ts';

/** The one lesson that `word` means. Throws EarlyExit when there is none, or more than one. */
export function findLesson(all: readonly string[], word: string, language: Language): string {
  const found = lookUp(all, word);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const sentence = found.length === 0 ? unknownLesson(all, word) : ambiguousLesson(found, word);
  throw new EarlyExit(ExitCode.usage, sentence[language]);
}

function unknownLesson(all: readonly string[], word: string): Text {
  const meant = didYouMean(all.map(nameOf), word);
  const shown = printable(word, 40);
  const list = all.map((slug) => `${numberOf(slug)} ${nameOf(slug)}`).join(', ');
  return {
    en: `There is no lesson "${shown}".${meant ? ` Did you mean "${meant}"?` : ''} There are: ${list}.`,
    pt: `Não existe a lição "${shown}".${meant ? ` Você quis dizer "${meant}"?` : ''} Existem: ${list}.`,
  };
}

function ambiguousLesson(found: readonly string[], word: string): Text {
  const shown = printable(word, 40);
  return {
    en: `"${shown}" may be ${found.join(' or ')}. Which one?`,
    pt: `"${shown}" pode ser ${found.join(' ou ')}. Qual delas?`,
  };
}
