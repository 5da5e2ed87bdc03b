/**
 * inspector/FORMATS.md says what --json and --record write: every kind of line, every member, a sample of each.
 * `UPDATE_GOLDEN=1 npm test -- inspector/formats` writes the samples anew: look at the difference before it is committed.
 */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { jsonFormat } from '../../inspector/plain.ts';
import { Printing } from '../../inspector/print.ts';
import { decodeEvent, encodeEvent } from '../../inspector/record.ts';
import type { RelayEvent } from '../../inspector/relay/events.ts';
import { Reader } from './reader.ts';
import { request, Scene } from './scene.ts';

const FILE = new URL('../../inspector/FORMATS.md', import.meta.url);

/** Something of everything. */
function everything(): Scene {
  const file = request(2, 'ARQUIVO', 'file1.txt');
  return new Scene()
    .opened()
    .read('client', request(1, 'HORA'))
    .held('client', file)
    .released(1, 'edited', [request(2, 'LISTAR')], 'client', 1, 29)
    .held('client', request(3, 'HORA'))
    .ordered(2, 'split', 1, 3, 68)
    .read('client', request(4, 'HORA'))
    .fin('client')
    .reset('server')
    .released(2, 'split', [request(3, 'HORA').subarray(0, 4)], 'client', 1, 68)
    .lost('client', 97, 29)
    .closed()
    .opened(2)
    .refused(2);
}

type Sample = Readonly<Record<string, unknown>>;

const parse = (text: string) => JSON.parse(text) as Sample;

async function printed(): Promise<Sample[]> {
  const { store, events } = everything();
  const reader = new Reader();
  const printing = new Printing(reader, store, jsonFormat(store));
  for (const event of events) printing.captured(event);
  await printing.caughtUp();
  const lost = jsonFormat(store).notPrinted(12_345);
  return [...reader.text.trimEnd().split('\n'), lost].map(parse);
}

/** A section of the document: by kind, the members in its table and its sample. */
function documented(section: string): Map<string, { members: string[]; sample: Sample }> {
  const text =
    readFileSync(FILE, 'utf8')
      .split(/^## /m)
      .find((part) => part.startsWith(section)) ?? '';
  const kinds = text.split(/^### /m).slice(1);
  return new Map(
    kinds.map((part) => [
      part.split('\n', 1)[0] ?? '',
      {
        members: Array.from(part.matchAll(/^\| `([a-z]+)` /gm), ([, member = '']) => member),
        sample: parse(/```json\n([^`]*)```/.exec(part)?.[1] ?? ''),
      },
    ]),
  );
}

/** What is written, the first of each kind. */
function firsts(samples: readonly Sample[]): Map<string, Sample> {
  return new Map([...samples].reverse().map((sample) => [String(sample.kind), sample]));
}

/** A long one in lines, each innermost object in one of its own. */
function sampleText(sample: Sample): string {
  const text = JSON.stringify(sample);
  if (text.length < 300) return text;
  const collapse = (object: string) => JSON.stringify(JSON.parse(object));
  return JSON.stringify(sample, undefined, 2).replace(/\{[^{}[\]]*\}/g, collapse);
}

function update(section: string, samples: ReadonlyMap<string, Sample>): void {
  const parts = readFileSync(FILE, 'utf8').split(/^(?=## )/m);
  const mended = parts.map((part) =>
    part.startsWith(`## ${section}`)
      ? part.replace(/(^### ([a-z-]+)\n[^#]*?```json\n)[^`]*/gm, (_all, before: string, kind: string) => {
          return `${before}${sampleText(samples.get(kind) ?? {})}\n`;
        })
      : part,
  );
  writeFileSync(FILE, mended.join(''));
}

const SECTIONS = [
  ['`--json`', printed],
  ['`--record`', async () => everything().events.map((event) => parse(encodeEvent(event)))],
] as const;

describe('the document about formats', () => {
  for (const [section, write] of SECTIONS)
    it(`has every kind and every member of ${section}, and samples that are real`, async () => {
      const written = firsts(await write());
      if (process.env.UPDATE_GOLDEN) update(section, written);
      const known = documented(section);
      assert.deepEqual([...known.keys()].sort(), [...written.keys()].sort());
      for (const [kind, sample] of written) {
        assert.deepEqual(known.get(kind)?.members.sort(), Object.keys(sample).sort(), kind);
        assert.deepEqual(known.get(kind)?.sample, sample, kind);
      }
    });

  it('has every kind of event that the relay can say', () => {
    const kinds: Readonly<Record<RelayEvent['kind'], true>> = {
      opened: true,
      refused: true,
      read: true,
      held: true,
      ordered: true,
      released: true,
      lost: true,
      fin: true,
      reset: true,
      closed: true,
    };
    assert.deepEqual([...documented('`--record`').keys()].sort(), Object.keys(kinds).sort());
  });

  it('has samples of recordings that can be replayed', () => {
    for (const { sample } of documented('`--record`').values())
      assert.equal(decodeEvent(JSON.stringify(sample))?.kind, sample.kind);
    const read = decodeEvent(JSON.stringify(documented('`--record`').get('read')?.sample));
    assert.ok(read?.kind === 'read' && Buffer.isBuffer(read.bytes));
  });
});
