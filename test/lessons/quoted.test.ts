/** The first seven lessons quote what came by code of their own, the others by the project's: both show the same. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quoted as quotedByLesson } from '../../lessons/07-header/quoted.ts';
import { quoted } from '../../terminal/escape.ts';
import { HOSTILE } from '../torture/hostile.ts';

test('what people write stays as they wrote it: accents in one sign or two, emoji, other scripts', () => {
  for (const text of ['ação', 'não à força', 'ação'.normalize('NFD'), 'oi 😀 ❤️ 👍🏽', '日本語', 'हिन्दी'])
    for (const quote of [quoted, quotedByLesson]) assert.equal(quote(text), `'${text}'`);
});

test('what a terminal would obey, hide or pile up is an escape, and a written escape is told from it', () => {
  const cases = {
    '\u202egnp.exe': "'\\u{202e}gnp.exe'",
    '\\u{202e}': "'\\\\u{202e}'",
    'a\u200bb\u2028': "'a\\u{200b}b\\u{2028}'",
    '\x1b[2J\x9b': "'\\x1B[2J\\x9B'",
    [`e${'\u0301'.repeat(4)}`]: `'e${'\u0301'.repeat(3)}\\u{301}'`,
  };
  for (const [text, shown] of Object.entries(cases)) assert.equal(quotedByLesson(text), shown);
});

test('the two ways to quote show the same', () => {
  for (const text of HOSTILE) assert.equal(padded(quotedByLesson(text)), padded(quoted(text)));
});

/** One writes `\u{301}`, the other `\u{0301}`. */
function padded(text: string): string {
  return text.replaceAll('\\u{0', '\\u{');
}
