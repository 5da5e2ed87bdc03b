/** From the words of a command line to the command that they mean. */

import { chooseLanguage, type Text } from '../../terminal/language.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { findLessons } from '../course/catalogue.ts';
import { Progress } from '../course/progress.ts';
import { WORKSHOP } from '../course/workshop.ts';
import { findLesson } from './find-lesson.ts';
import { readLessonsOptions } from './options.ts';

const ALL_DONE: Text = {
  en: 'You have passed every lesson. Say which one: npx tsx lessons lists them.',
  pt: 'Você passou em todas as lições. Diga qual delas: npx tsx lessons mostra a lista.',
};

/** Resolves with the exit code. Throws EarlyExit with a sentence for a word that means nothing. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const language = chooseLanguage(argv);
  const { command, words, options } = readLessonsOptions(language, argv);
  const all = findLessons(WORKSHOP);
  const progress = new Progress(WORKSHOP, (sentence) => process.stderr.write(`${sentence[language]}\n`));
  const [word, ...others] = words;
  const slug = word === undefined ? progress.current(all) : findLesson(all, word, language);
  if (slug === undefined && command.words > 0) throw new EarlyExit(ExitCode.usage, ALL_DONE[language]);
  return command.run({
    language,
    workshop: WORKSHOP,
    progress,
    all,
    slug: slug ?? '',
    words: others,
    options,
  });
}
