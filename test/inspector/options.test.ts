/** What the inspector's command line refuses, and how it says so. That it ends then is tried out in program.test.ts. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInspectorOptions } from '../../inspector/options.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';

describe('the command line', () => {
  for (const [words, sentence] of [
    [['--listen', 'x'], /--listen takes HOST:PORT, or a port from 0 to 65535, not "x"/],
    [['--listen', '70000'], /--listen takes HOST:PORT/],
    [['--target', 'host'], /--target takes HOST:PORT/],
    [['--target', '0'], /--target takes HOST:PORT, or a port from 1 to 65535, not "0"/],
    [['--as', 'http'], /--as takes tls\|ec\|pickle\|length-prefix\|lines\|raw, not "http"/],
    [['--keep', '5'], /--keep takes a whole number from 100/],
    [['--speed', '0'], /--speed takes a whole number/],
    [['--theme', 'blue'], /--theme takes dark\|light\|mono/],
    [['--replay', 'x', '--demo'], /--replay and --demo do not go together/],
    [['--replay', 'x', '--record', 'y'], /--replay and --record do not go together/],
    [['--replay', 'x', '--listen', '0'], /--replay and --listen do not go together/],
    [['--target', '1', '--demo'], /--demo and --target do not go together/],
    [['--plain', '--json'], /--plain and --json do not go together/],
    [['--speed', '2'], /--speed goes with --replay/],
    [['--demo', '--step'], /--step goes with --replay/],
    [['--replay', 'x', '--step'], /--step takes a screen/],
    [['--target', '65433'], /127\.0\.0\.1:65433 is where the inspector itself would listen/],
    [['--listen', '0.0.0.0:7000', '--target', 'localhost:7000'], /localhost:7000 is where the inspector/],
    [['--listen', '[::1]:7000', '--target', '[::1]:7000'], /\[::1\]:7000 is where the inspector/],
    [['--replay'], /--replay takes/],
    [['--nothing'], /there is no option --nothing/],
    [['words'], /"words" means nothing here/],
  ] as const)
    it(`refuses ${words.join(' ')} with a sentence`, () => {
      const refused = (error: unknown) =>
        error instanceof EarlyExit && error.code === ExitCode.usage && sentence.test(error.message);
      assert.throws(() => readInspectorOptions('en', words), refused);
    });

  it('takes two ends that differ, on one machine or on two', () => {
    for (const words of [
      ['--listen', '0', '--target', '7000'],
      ['--listen', '[::1]:7000', '--target', '10.0.0.5:7000'],
    ]) {
      const { source } = readInspectorOptions('en', words);
      assert.equal(source.kind === 'relay' && source.target.port, 7000);
    }
  });

  it('says it in Portuguese too', () => {
    assert.throws(
      () => readInspectorOptions('pt', ['--target', '65433']),
      /não pode ser seu próprio destino/,
    );
  });
});
