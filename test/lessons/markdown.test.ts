/** The Markdown that lessons are written in, and how it is laid out for a terminal. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOut, parseMarkdown, wrap } from '../../lessons/course/markdown.ts';

test('lines that belong together become one block', () => {
  const text =
    '# Title\n\nfirst line\nsecond line\n\n- one\n  and more\n- two\n\n> a quote\n> goes on\n>\n> another\n';
  assert.deepEqual(parseMarkdown(text), [
    { kind: 'heading', level: 1, text: 'Title' },
    { kind: 'paragraph', text: 'first line second line' },
    { kind: 'list', items: ['one and more', 'two'] },
    { kind: 'quote', text: 'a quote goes on' },
    { kind: 'quote', text: 'another' },
  ]);
});

test('code stays as it is, empty lines and headings in it too', () => {
  assert.deepEqual(parseMarkdown('```text\n# no heading\n\n  00 01\n```\nafter'), [
    { kind: 'code', info: 'text', lines: ['# no heading', '', '  00 01'] },
    { kind: 'paragraph', text: 'after' },
  ]);
});

test('a paragraph may begin with bold or code, and ends where a list begins', () => {
  assert.deepEqual(parseMarkdown('**Answer: a.** So it is.\n`push` does it.\n- x'), [
    { kind: 'paragraph', text: '**Answer: a.** So it is. `push` does it.' },
    { kind: 'list', items: ['x'] },
  ]);
});

test('a file with the line ends of Windows is read the same', () => {
  assert.deepEqual(parseMarkdown('## 1. A\r\n\r\ntext\r\n'), parseMarkdown('## 1. A\n\ntext\n'));
});

test('lines break between words, and marks that are not shown take no room', () => {
  assert.deepEqual(wrap('one **two three** four', 10), ['one **two**', '**three** four']);
});

test('code is not broken at its spaces', () => {
  assert.deepEqual(wrap('type `npx tsx lessons` now', 12), ['type', '`npx tsx lessons`', 'now']);
});

test('a word that is longer than the line stands alone', () => {
  assert.deepEqual(wrap('a incomprehensibilities b', 5), ['a', 'incomprehensibilities', 'b']);
});

test('a list hangs, and blocks stand apart', () => {
  const lines = layOut(parseMarkdown('one two\n\n- three four five'), 12);
  assert.deepEqual(lines, ['one two', '', '  · three', '    four', '    five']);
});
