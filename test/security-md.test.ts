/** SECURITY.md says what the code says: each limit has the value that it has there, and the test that proves it exists. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MAX_PAYLOAD_BYTES } from '../protocol/frame.ts';
import { ROOT } from './support.ts';

interface Limit {
  readonly name: string;
  readonly value: string;
  /** A constant, a member of one, or an option of the command line. */
  readonly symbol: string;
  readonly file: string;
  readonly proof: string;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, bytes: 1, KiB: 2 ** 10, MiB: 2 ** 20, s: 1_000 };
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

function limits(): Limit[] {
  const rows = read('SECURITY.md').matchAll(/^\| (.+?) \| (.+?) \| \[`(.+?)`\]\((.+?)\) \| (.+?) \|$/gm);
  return [...rows].map(([, name = '', value = '', symbol = '', file = '', proof = '']) => ({
    name,
    value,
    symbol,
    file,
    proof,
  }));
}

/** `64 KiB` in bytes, `10 s` in milliseconds. */
function amount(text: string): number {
  const [, digits = '', unit = ''] = /^([\d,]+) ?(\w*)$/.exec(text) ?? [];
  return Number(digits.replaceAll(',', '')) * (UNITS[unit] ?? Number.NaN);
}

/** What stands behind the `=` of a constant or the `:` of its member; an option's default, of time in milliseconds. */
function written(symbol: string, source: string): string {
  const [constant = '', member] = symbol.split('.');
  const initialiser = member ? `\\{.*\\b${member}: ([^,}]+)` : '([^;]+);';
  const pattern = symbol.startsWith('--')
    ? `'${symbol.slice(2)}': (?:secondsOption\\(|numberOption\\(\\s*'N',)\\s*([\\d_]+),`
    : `const ${constant}\\b[^=]*= ${initialiser}`;
  const [match = '', expression] = new RegExp(pattern).exec(source) ?? [];
  assert.ok(expression, `${symbol} is not there`);
  return match.includes('secondsOption') ? `${expression} * 1000` : expression;
}

/** Products, powers and shifts of numbers. */
function evaluated(expression: string): number {
  const numbers = expression.replace('MAX_PAYLOAD_BYTES', String(MAX_PAYLOAD_BYTES)).replaceAll('_', '');
  const [shifted = '', places = '0'] = numbers.split(' << ');
  const factors = shifted.split(' * ').map((factor) => {
    const [base, exponent = '1'] = factor.split(' ** ');
    return Number(base) ** Number(exponent);
  });
  return factors.reduce((product, factor) => product * factor, 2 ** Number(places));
}

test('every limit has in SECURITY.md the value that it has in the code', () => {
  const all = limits();
  assert.ok(all.length > 10, 'the table is there');
  for (const { name, value, symbol, file } of all) {
    const source = read(file);
    assert.equal(evaluated(written(symbol, source)), amount(value), name);
  }
});

test('every limit of SECURITY.md is proved by a test that exists', () => {
  const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  const tests = files.filter((file) => file.endsWith('.test.ts')).map((file) => read(join('test', file)));
  for (const { name, proof } of limits())
    assert.ok(
      tests.some((text) => text.includes(`'${proof}'`)),
      `${name}: no test "${proof}"`,
    );
});
