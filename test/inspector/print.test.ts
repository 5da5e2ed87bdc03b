/** Rows as text and as JSON, to readers fast and slow. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonFormat, textFormat } from '../../inspector/plain.ts';
import { Printing } from '../../inspector/print.ts';
import { Reader } from './reader.ts';
import { request, Scene } from './scene.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function lines({ text }: Reader): Record<string, unknown>[] {
  const whole = text.trimEnd().split('\n');
  return whole.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Prints all that happens in the scene from now on. */
function printingOf(scene: Scene, reader: Reader, format = jsonFormat(scene.store)) {
  const printing = new Printing(reader, scene.store, format);
  const tell = () => {
    for (const event of scene.events.splice(0)) printing.captured(event);
  };
  return { printing, tell };
}

describe('a reader that stops reading', () => {
  it('makes nothing grow: the newest rows wait in the store, those that had to go are counted', async () => {
    const scene = new Scene({ rows: 1_000, bytes: 2 ** 30 }).opened();
    const reader = new Reader();
    const { printing, tell } = printingOf(scene, reader);
    reader.stop();
    for (let id = 1; id <= 10_000; id += 1) {
      scene.read('client', request(id, 'HORA'));
      tell();
      if (id % 100 === 0) await turn();
    }
    assert.ok(reader.writableLength < 200_000, `${reader.writableLength} characters wait`);
    reader.goOn();
    await printing.caughtUp();
    const printed = lines(reader);
    const lost = printed.filter(({ kind }) => kind === 'not-printed');
    assert.equal(lost.length, 1);
    assert.equal(printed.length - 1 + Number(lost[0]?.count), 10_001);
    const numbers = printed.slice(-1_000).map(({ number }) => number);
    assert.deepEqual(
      numbers,
      Array.from({ length: 1_000 }, (_, index) => 9_002 + index),
    );
    assert.deepEqual(printed[0]?.kind, 'opened');
  });

  it('loses nothing that the store still has', async () => {
    const scene = new Scene().opened();
    const reader = new Reader();
    const { printing, tell } = printingOf(scene, reader);
    reader.stop();
    for (let id = 1; id <= 2_000; id += 1) scene.read('client', request(id, 'HORA'));
    tell();
    await turn();
    reader.goOn();
    await printing.caughtUp();
    assert.deepEqual(
      lines(reader).map(({ number }) => number),
      Array.from({ length: 2_001 }, (_, index) => index + 1),
    );
  });
});

describe('what is done to frames', () => {
  const scene = () => {
    const other = request(2, 'LISTAR');
    return new Scene()
      .opened()
      .held('client', request(1, 'HORA'))
      .released(1, 'released', [request(1, 'HORA')])
      .held('client', request(2, 'HORA'))
      .released(2, 'edited', [other.subarray(0, 4), other.subarray(4)], 'client', 1, 29)
      .held('client', request(3, 'HORA'))
      .released(3, 'dropped', [], 'client', 1, 58);
  };

  it('is printed in JSON behind the row of its frame', async () => {
    const reader = new Reader();
    const { printing, tell } = printingOf(scene(), reader);
    tell();
    await printing.caughtUp();
    const told = lines(reader).map(({ kind, number, how }) => [kind, number, ...(how ? [how] : [])]);
    const handled = told.filter(([kind]) => kind === 'held' || kind === 'released');
    assert.deepEqual(handled, [
      ['held', 2],
      ['released', 2, 'released'],
      ['held', 3],
      ['released', 3, 'edited'],
      ['held', 4],
      ['released', 4, 'dropped'],
    ]);
    for (const [kind, number] of handled)
      assert.ok(
        told.findIndex(([row, its]) => row === 'frame' && its === number) <
          told.findIndex(([row, its]) => row === kind && its === number),
      );
  });

  it('is printed as text, with what arrived instead', async () => {
    const reader = new Reader();
    const played = scene();
    const { printing, tell } = printingOf(played, reader, textFormat(played.store, 'en'));
    tell();
    await printing.caughtUp();
    assert.match(reader.text, /^#2 .*C → S {2}held$/m);
    assert.match(reader.text, /^#2 .*C → S {2}let go {2}29 bytes in 1 write$/m);
    assert.match(reader.text, /^#3 .*edited {2}31 bytes in 2 writes\n {4}00000000: 45 43 .*\n.*LISTAR/m);
    assert.match(reader.text, /^#4 .*dropped {2}0 bytes in 0 writes$/m);
  });
});

describe('text', () => {
  it('says what was not printed as people write numbers', () => {
    const { store } = new Scene();
    assert.equal(textFormat(store, 'en').notPrinted(12_345), '… 12,345 rows not printed\n');
    assert.equal(textFormat(store, 'pt').notPrinted(12_345), '… 12.345 linhas não impressas\n');
  });

  it('says who has finished, who broke off, and what to start', async () => {
    const scene = new Scene().opened().fin('server').reset('client').closed().opened(2).refused(2).closed(2);
    for (const [language, said] of [
      [
        'en',
        [
          /C ← S {2}FIN {2}server has finished/,
          /RST {2}client broke .*ECONNRESET/,
          /nobody listens on .* npx tsx/,
        ],
      ],
      [
        'pt',
        [
          /conexão 1 .*FIN {2}servidor terminou/,
          /RST {2}cliente rompeu/,
          /ninguém está ouvindo em .* npx tsx/,
        ],
      ],
    ] as const) {
      const reader = new Reader();
      const printing = new Printing(reader, scene.store, textFormat(scene.store, language));
      await printing.caughtUp();
      for (const pattern of said) assert.match(reader.text, pattern);
    }
  });
});
