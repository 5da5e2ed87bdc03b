/** What all programs share at a terminal. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLoopback, socketAddress } from '../../terminal/address.ts';
import { printable } from '../../terminal/escape.ts';
import { chooseLanguage } from '../../terminal/language.ts';
import {
  flagOption,
  numberOption,
  portOption,
  readCommandLine,
  secondsOption,
  textOption,
} from '../../terminal/options.ts';
import { fitted } from '../../terminal/word-wrap.ts';

test('what a terminal would obey is shown, not obeyed', () => {
  const cases: ReadonlyArray<readonly [string, string]> = [
    ['ação €🙂', 'ação €🙂'],
    ['a\nb\tc\0', 'a\\nb\\tc\\0'],
    ['\x1b[2J', '\\x1b[2J'],
    ['\x7f\x9b', '\\x7f\\x9b'],
    ['\u202egnp.exe', '\\u{202e}gnp.exe'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['\u2028', '\\u{2028}'],
    ['\ud800', '\\u{d800}'],
    ['e\u0301', 'e\u0301'],
  ];
  for (const [text, shown] of cases) assert.equal(printable(text), shown);
});

test('accents do not pile up over the lines above', () => {
  assert.equal(printable(`a${'\u0301'.repeat(5)}`), 'a\u0301\u0301\u0301\\u{0301}\\u{0301}');
});

test('a long text is cut between characters, and what is left out is counted', () => {
  assert.equal(printable('🙂🙂🙂', 2), '🙂🙂 … (+1)');
  assert.equal(printable('🙂🙂', 2), '🙂🙂');
});

test('no text whatsoever leaves a control, a format or a lone surrogate in what is printed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(printable(text), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test('the language comes from --lang, else LC_ALL, LC_MESSAGES, LANG, else the system, else English', () => {
  const pt = { LANG: 'pt_BR.UTF-8' };
  assert.equal(chooseLanguage([], pt, 'en-US'), 'pt');
  assert.equal(chooseLanguage([], { ...pt, LC_MESSAGES: 'en_US.UTF-8' }, 'pt-BR'), 'en');
  assert.equal(chooseLanguage([], { LC_MESSAGES: 'en', LC_ALL: 'pt_PT' }, ''), 'pt');
  assert.equal(chooseLanguage([], { LC_ALL: '', LANG: 'C' }, 'pt-BR'), 'en');
  assert.equal(chooseLanguage([], {}, 'pt-BR'), 'pt');
  assert.equal(chooseLanguage([], {}, 'de-DE'), 'en');
  assert.equal(chooseLanguage(['x', '--lang', 'en'], pt, ''), 'en');
  assert.equal(chooseLanguage(['--lang=pt'], {}, 'en'), 'pt');
  assert.equal(chooseLanguage(['--lang', 'fr'], pt, 'en'), 'pt'); // in which that is told to be wrong
});

const PROGRAM = {
  name: 'x.ts',
  words: true,
  usage: { en: 'Usage: x', pt: 'Uso: x' },
  about: { en: 'About.', pt: 'Sobre.' },
  options: {
    host: textOption('ADDRESS', 'here', { en: 'a place', pt: 'um lugar' }),
    port: portOption(1, { en: 'a port', pt: 'uma porta' }),
    most: numberOption('N', 5, { least: 1, most: 10 }, { en: 'a number', pt: 'um número' }),
    wait: secondsOption(10, { en: 'a time', pt: 'um tempo' }),
    loud: flagOption({ en: 'a flag', pt: 'uma opção' }),
  },
};
const read = (...argv: string[]) => readCommandLine(PROGRAM, 'en', argv);

test('options have their defaults, and what was typed is known', () => {
  const none = read();
  assert.deepEqual(
    { ...none.values },
    { host: 'here', port: 1, most: 5, wait: 10, loud: false, lang: '', help: false, version: false },
  );
  assert.deepEqual([...none.typed], []);
  const some = read('a', '--port=0', '--host', 'there', '--wait', '0.5', '--loud', 'b c', '--', '--port');
  assert.deepEqual(
    [some.values.port, some.values.host, some.values.wait, some.values.loud],
    [0, 'there', 0.5, true],
  );
  assert.deepEqual([...some.typed], ['port', 'host', 'wait', 'loud']);
  assert.deepEqual(some.words, ['a', 'b c', '--port']);
});

test('a wrong option is told with what was expected and where to look', () => {
  const cases: ReadonlyArray<readonly [string[], RegExp]> = [
    [['--prot', '1'], /^there is no option --prot \(npx tsx x\.ts --help/],
    [['--__proto__', '1'], /^there is no option --__proto__/],
    [['-p'], /^there is no option -p/],
    [['--port'], /^--port takes a whole number from 0 to 65535, not nothing/],
    [['--port', 'abc'], /not "abc"/],
    [['--port', '65536'], /not "65536"/],
    [['--port=-1'], /not "-1"/],
    [['--port', '1e3'], /not "1e3"/],
    [['--host='], /^--host takes a text that is not empty/],
    [['--most', '0'], /^--most takes a whole number from 1 to 10, not "0"/],
    [['--wait', '0'], /^--wait takes seconds/],
    [['--loud=yes'], /^--loud takes no value/],
    [['--lang', 'fr'], /^--lang takes pt or en, not "fr"/],
    [['--port', '\x1b[2J'], /not "\\x1b\[2J"/],
  ];
  for (const [argv, message] of cases)
    assert.throws(() => read(...argv), { code: 2, message }, argv.join(' '));
});

test('a sentence is broken at spaces where the terminal ends, and nowhere without one', () => {
  const text = 'one two three\nfour';
  assert.equal(fitted(text, { columns: 8 }), 'one two\nthree\nfour');
  assert.equal(fitted(text, { columns: 3 }), 'one\ntwo\nthree\nfour');
  assert.equal(fitted('    one two', { columns: 8 }), '    one\ntwo'); // spaces at the beginning stay
  assert.equal(fitted(text, {}), text);
});

test('help fits 80 columns; a name that is long has a line of its own', () => {
  const long =
    'a sentence about it that goes on and on, and does not end before it has been broken once or twice';
  const choice = textOption('one|two|three|four|five|six', '', { en: long, pt: long });
  const program = { ...PROGRAM, about: { en: long, pt: long }, options: { ...PROGRAM.options, choice } };
  assert.throws(
    () => readCommandLine(program, 'en', ['--help']),
    ({ message }: Error) => {
      assert.ok(
        message.split('\n').every((line) => line.length <= 80),
        message,
      );
      assert.match(message, /^ {2}--choice one\|two\|three\|four\|five\|six\n {18}a sentence about/m);
      return true;
    },
  );
});

test('help has a line per option, in both languages; both it and the version end well', () => {
  const names = [...Object.keys(PROGRAM.options), 'lang', 'help', 'version'];
  for (const [language, usage] of [
    ['en', /^Usage: x/],
    ['pt', /^Uso: x/],
  ] as const)
    for (const flag of ['--help', '-h'])
      assert.throws(
        () => readCommandLine(PROGRAM, language, [flag]),
        (error: { code: number; message: string }) =>
          error.code === 0 &&
          usage.test(error.message) &&
          error.message.includes({ en: '--host ADDRESS ', pt: '--host ENDEREÇO ' }[language]) &&
          names.every((name) => error.message.includes(`--${name}`)),
      );
  assert.throws(() => read('--version'), { code: 0, message: /^\d+\.\d+\.\d+$/ });
});

test('addresses are written as people write them', () => {
  assert.equal(socketAddress('127.0.0.1', 80), '127.0.0.1:80');
  assert.equal(socketAddress('::1', 80), '[::1]:80');
  assert.equal(socketAddress(undefined, undefined), '?:?');
  assert.ok(['127.0.0.1', '127.1.2.3', 'localhost', '::1'].every(isLoopback));
  assert.ok(!['0.0.0.0', '192.168.0.1', '::', '1127.0.0.1'].some(isLoopback));
});
