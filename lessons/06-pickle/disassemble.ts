/** `disassemble.ts HEX…` takes the pickle with these bytes apart; without HEX all of pickles.ts. None of them is run. */

import { disassemble } from './pickle.ts';
import { tableRow } from './pickle-table.ts';
import { bytesOf, PICKLES, type Pickle } from './pickles.ts';

const hex = process.argv.slice(2).join('');
const pickles: readonly Pickle[] = hex === '' ? Object.values(PICKLES) : [{ python: hex, hex }];

try {
  for (const pickle of pickles) print(pickle);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

function print(pickle: Pickle): void {
  console.log(`\n>>> ${pickle.python}\n`);
  for (const instruction of disassemble(bytesOf(pickle))) console.log(tableRow(instruction));
}
