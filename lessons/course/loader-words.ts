/**
 * What a program that we start is told about loading, so that it runs under any loader that runs us. It is told nothing
 * else: the code of a `node -e` would run again in place of the program, a `--test` or `--watch` begin again, and
 * `--inspect` ask for a port that we have.
 */

const WITH_VALUE = /^(?:-r|-C|--(?:require|import|loader|experimental-loader|conditions|disable-warning))$/;
const ALONE =
  /^--(?:no-warnings|preserve-symlinks(?:-main)?|(?:no-)?(?:experimental-)?(?:strip|transform)-types)$/;

/** Of the words that stand before a program's name on Node's command line, those about loading. */
export function loaderWords(words: readonly string[] = process.execArgv): string[] {
  return words.flatMap((word, index) => {
    const [, name = word, value] = /^(--.*?)=(.*)$/s.exec(word) ?? [];
    if (ALONE.test(word)) return [word];
    if (!WITH_VALUE.test(name)) return [];
    return value === undefined
      ? [name, withoutPlace(name, words[index + 1] ?? '')]
      : [`${name}=${withoutPlace(name, value)}`];
  });
}

/** A loader that is called by its name is looked for from where a program stands; by its address, from anywhere. */
function withoutPlace(name: string, value: string): string {
  return name === '--import' && value === 'tsx' ? import.meta.resolve(value) : value;
}
