/** The two languages that people read here, and how one is chosen. What crosses the wire is never translated. */

export type Language = 'en' | 'pt';

/** One sentence in both languages. */
export type Text = Readonly<Record<Language, string>>;

/**
 * `--lang` among the words of the command line, else the first of LC_ALL, LC_MESSAGES and LANG that is set, else
 * what the system says (Windows sets none of them), else English.
 */
export function chooseLanguage(
  argv: readonly string[] = process.argv.slice(2),
  env: NodeJS.ProcessEnv = process.env,
  systemLocale: string = Intl.DateTimeFormat().resolvedOptions().locale,
): Language {
  const asked = langOption(argv);
  if (asked === 'en' || asked === 'pt') return asked;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || systemLocale;
  return /^pt\b|^pt_/i.test(locale) ? 'pt' : 'en';
}

/** Read ahead of all other options, so that an error in those can be told in the right language. */
function langOption(argv: readonly string[]): string | undefined {
  const position = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[position];
  return word === '--lang' ? argv[position + 1] : word?.slice('--lang='.length);
}
