/** What a person is told, and in which order. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Report } from '../../client/report.ts';
import { CLIENT_SENTENCES } from '../../client/sentences.ts';
import { FrameType } from '../../protocol/frame.ts';

test('a frame that nobody waits for is told behind the answer that it came with, by number and name', async () => {
  const printed: string[] = [];
  const source = {
    interactive: false,
    exhausted: false,
    progress: undefined,
    lines: async function* () {},
    print: (text: string) => printed.push(text),
    close() {},
  };
  const report = new Report(CLIENT_SENTENCES.en, source, false);
  report.unasked({ type: FrameType.REPLY, id: 7, payload: Buffer.alloc(0) });
  report.outcome({ command: 'HORA', argument: null }, { kind: 'reply', reply: '12:00:00' });
  await turn();
  assert.deepEqual(printed, ['12:00:00', 'ignored a frame that nobody waits for: type 2 (REPLY), id 7']);
});
