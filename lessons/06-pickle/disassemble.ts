/** `disassemble.ts HEX…` takes the pickle with these bytes apart; without HEX all of pickles.ts. None of them is run. */

import { disassemble } from './pickle.ts';
import { tableRow } from './pickle-table.ts';
import { bytesOf, PICKLES, type Pickle } from './pickles.ts';
import { quoted } from './quoted.ts';

const words = process.argv.slice(2);

try {
  for (const pickle of wanted(words)) print(pickle);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

/** Throws an Error with a sentence for the person who typed it. */
function wanted(words: readonly string[]): readonly Pickle[] {
  const hex = words.join('').replaceAll(' ', '');
  if (hex === '') return Object.values(PICKLES);
  const wrong = words.find((word) => !/^[0-9a-f ]+$/i.test(word));
  if (wrong !== undefined) throw new Error(`not hex · não é hexadecimal: ${quoted(wrong)}`);
  if (hex.length % 2 !== 0)
    throw new Error('a digit is missing: two make a byte · falta um dígito: dois fazem um byte');
  return [{ python: hex, hex }];
}

function print(pickle: Pickle): void {
  console.log(`\n>>> ${pickle.python}\n`);
  for (const instruction of disassemble(bytesOf(pickle))) console.log(tableRow(instruction));
}
