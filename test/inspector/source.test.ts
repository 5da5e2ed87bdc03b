/** Recordings as a source of events: which of them come when. */

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readInspectorOptions } from '../../inspector/options.ts';
import { encodeEvent } from '../../inspector/record.ts';
import { startSource } from '../../inspector/source.ts';
import { temporaryFolder } from '../support.ts';
import { request, Scene } from './scene.ts';

/** A connection with `reads` of one frame each, in a file; all of them at the same moment. */
function recording(t: TestContext, reads: number): string {
  const scene = new Scene().opened();
  for (let id = 1; id <= reads; id += 1) scene.read('client', request(id, 'HORA'));
  const file = join(temporaryFolder(t), 'recording');
  writeFileSync(file, scene.events.map((event) => encodeEvent({ ...event, at: 1 })).join(''));
  return file;
}

async function replay(file: string) {
  const news = new EventEmitter();
  const played = { events: 0 };
  const source = await startSource(readInspectorOptions('en', ['--replay', file, '--plain']), () => {
    played.events += 1;
    news.emit('event');
  });
  return { source, played, first: once(news, 'event') };
}

describe('a recording that is replayed', () => {
  it('plays together what happened together: no event costs a timer of its own', async (t) => {
    const { source, played, first } = await replay(recording(t, 100));
    await first;
    await nextTurn();
    assert.equal(played.events, 101);
    await source.finished;
  });

  it('lets others have their turn however much happened at once', async (t) => {
    const { source, played, first } = await replay(recording(t, 20_000));
    await first;
    await nextTurn();
    assert.ok(played.events < 20_001, `${played.events} events in one turn`);
    await source.finished;
    assert.equal(played.events, 20_001);
  });

  it('is over at once where nothing happened', async (t) => {
    const file = join(temporaryFolder(t), 'recording');
    writeFileSync(file, '');
    const { source, played } = await replay(file);
    await source.finished;
    assert.equal(played.events, 0);
  });
});
