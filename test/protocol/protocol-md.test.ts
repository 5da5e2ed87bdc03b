/** PROTOCOL.md and the code say the same: tables, numbers, sections, and that the examples leave nothing out. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMMANDS } from '../../protocol/command.ts';
import { ERRORS } from '../../protocol/error.ts';
import { MAX_NAME_BYTES } from '../../protocol/file-name.ts';
import { FrameType, HEADER_BYTES, MAGIC, MAX_PAYLOAD_BYTES, VERSION } from '../../protocol/frame.ts';
import {
  brokenExamples,
  frameExamples,
  PROTOCOL_MD,
  sectionNumbers,
  sectionText,
  tableRows,
} from './protocol-md.ts';

const TYPE_NAMES = Object.keys(FrameType);

test('the table of §4 has the types of the code, with their numbers', () => {
  const rows = tableRows('4', ['type', 'name', 'from', 'payload']);
  assert.deepEqual(Object.fromEntries(rows.map(({ name, type }) => [name, Number(type)])), FrameType);
});

test('each type has its subsection of §4 and of Appendix A, under its number', () => {
  for (const [name, number] of Object.entries(FrameType)) {
    assert.match(sectionText(`4.${number}`), new RegExp(`^### 4\\.${number} ${name}\n`));
    assert.match(sectionText(`A.${number}`), new RegExp(`^### A\\.${number} ${name}\n`));
  }
});

test('each command has its subsection of §5, in the order of the menu', () => {
  const headings = [...PROTOCOL_MD.matchAll(/^### 5\.\d (.+)$/gm)].map((match) => match[1]);
  assert.deepEqual(headings, [...COMMANDS]);
});

test('the table of §3 has the fields one behind the other, up to the header’s size', () => {
  const rows = tableRows('3', ['offset', 'bytes', 'field', 'value']);
  let offset = 0;
  for (const row of rows) {
    assert.equal(Number(row.offset), offset, row.field);
    if (row.field === 'payload') break;
    offset += Number(row.bytes);
  }
  assert.equal(offset, HEADER_BYTES);
  assert.deepEqual(
    rows.map((row) => row.field),
    ['magic', 'version', 'type', 'id', 'length', 'checksum', 'payload'],
  );
  rows.forEach(({ field }, index) => {
    assert.match(sectionText(`3.${index + 1}`), new RegExp(`^### 3\\.${index + 1} ${field}\n`));
  });
});

test('the numbers of §3 and §9 are those of the code', () => {
  const value = Object.fromEntries(
    tableRows('3', ['offset', 'bytes', 'field', 'value']).map((row) => [row.field, row.value]),
  );
  assert.equal(value.magic, MAGIC.toString('hex').replace(/^../, '$& '));
  assert.equal(value.version, VERSION.toString(16).padStart(2, '0'));
  assert.equal(value.length, `0 to ${MAX_PAYLOAD_BYTES.toLocaleString('en')}`);
  const limit = Object.fromEntries(
    tableRows('9', ['what', 'value', 'whose']).map((row) => [row.what, row.value]),
  );
  assert.equal(limit.header, `${HEADER_BYTES} bytes`);
  assert.equal(limit.payload, `0 to ${MAX_PAYLOAD_BYTES.toLocaleString('en')} bytes`);
  assert.equal(limit['file name'], `1 to ${MAX_NAME_BYTES} bytes of UTF-8`);
});

test('every frame type has an example, and each stands in the section of its type', () => {
  for (const { caption, section, typeName } of frameExamples)
    assert.equal(section, `A.${FrameType[typeName as keyof typeof FrameType]}`, caption);
  assert.deepEqual([...new Set(frameExamples.map(({ typeName }) => typeName))], TYPE_NAMES);
});

test('every way to break the stream has an example', () => {
  assert.deepEqual(
    [...new Set(brokenExamples.map(({ code }) => code))],
    ['bad-magic', 'bad-version', 'too-long', 'bad-checksum', 'truncated'],
  );
  for (const { code, caption } of brokenExamples)
    assert.equal(ERRORS[code as keyof typeof ERRORS].fatal, true, caption);
});

test('every code block of Appendix A is an example that was read', () => {
  const appendix = PROTOCOL_MD.slice(PROTOCOL_MD.indexOf('## Appendix A'));
  const fences = appendix.match(/^```/gm) ?? [];
  assert.equal(fences.length, 2 * (frameExamples.length + brokenExamples.length));
});

test('no two sections have the same number', () => {
  assert.deepEqual(sectionNumbers, [...new Set(sectionNumbers)]);
});

test('every section that the document or a source names exists', () => {
  const references = [
    ...[...PROTOCOL_MD.matchAll(/§(\d+(?:\.\d+)?)/g)].map((match) => ['PROTOCOL.md', match[1]]),
    ...sources().flatMap(([path, text]) =>
      [...text.matchAll(/PROTOCOL\.md §(\d+(?:\.\d+)?)(?: to §([\d.]*\d))?/g)].flatMap(([, from, to]) => [
        [path, from],
        [path, to ?? from],
      ]),
    ),
  ];
  assert.ok(references.length > 50, 'the search finds references');
  for (const [where, number] of references)
    assert.ok(sectionNumbers.includes(String(number)), `${where}: §${number}`);
});

/** The sources of the programs and of protocol/, with their text. */
function sources(): [string, string][] {
  const root = new URL('../../', import.meta.url);
  return ['.', 'protocol', 'files', 'server', 'client'].flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => name.endsWith('.ts'))
      .map((name): [string, string] => {
        const path = `${folder}/${name}`;
        return [path, readFileSync(new URL(path, root), 'utf8')];
      }),
  );
}
