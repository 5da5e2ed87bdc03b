/** The server's log under a flood, and when nobody reads it. */

import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { Log } from '../../server/log.ts';

test('a log that nobody reads stays small, however many lines come', () => {
  const unread = new Writable({ write() {} });
  const log = new Log(unread);
  for (let line = 0; line < 5_000; line += 1) {
    log.client(1, 'HORA', 'x'.repeat(1_000));
    log.flush();
  }
  assert.ok(unread.writableLength < 1_200_000, `${unread.writableLength} bytes wait`);
});

test('of a flood the first lines of a second are shown and the rest counted in the next', (t) => {
  let text = '';
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const log = new Log(
    new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    }),
  );
  for (let line = 0; line < 10_250; line += 1) log.client(1, 'PING', '0 bytes');
  t.mock.timers.tick(1_000);
  log.client(2, 'HORA', '12:00:00');
  log.flush();
  assert.equal(text.match(/PING/g)?.length, 10_000);
  assert.match(text, /… \+250\n.*#2 {2}HORA → 12:00:00\n$/);
});

test('a line of the log shows the first characters of what a client sent, and counts the rest', () => {
  let text = '';
  const log = new Log(
    new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    }),
  );
  log.client(1, 'é'.repeat(1_000), 'bad-argument');
  log.flush();
  assert.match(text, / {2}#1 {2}é{120} … \(\+880\) → bad-argument\n$/);
});
