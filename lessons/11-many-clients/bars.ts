/** What things cost, drawn as bars below each other. */

import type { Text } from '../../terminal/language.ts';

const NAME_WIDTH = 23;
const BAR_WIDTH = 25;

/** A row for each cost, in MiB: a name, a bar, and what it is for each of `count`. At most 76 columns wide. */
export function drawBars(rows: readonly (readonly [name: Text, cost: number])[], count: number): Text[] {
  const most = Math.max(...rows.map(([, cost]) => cost));
  return rows.map(([name, cost]) => {
    const bar = '█'.repeat(Math.round((Math.max(cost, 0) / most) * BAR_WIDTH)) || '▏';
    const [all, each] = [inBinaryUnits(cost), inBinaryUnits(cost / count)];
    return {
      en: `${name.en.padEnd(NAME_WIDTH)}${bar} ${all}, ${each} each`,
      pt: `${name.pt.padEnd(NAME_WIDTH)}${bar} ${all}, ${each} cada`,
    };
  });
}

function inBinaryUnits(mebibytes: number): string {
  return mebibytes < 1 ? `${Math.round(mebibytes * 1024)} KiB` : `${mebibytes.toFixed(1)} MiB`;
}
