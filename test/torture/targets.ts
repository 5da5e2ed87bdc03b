/**
 * Everything that is given bytes or names by a stranger, as a table: what it is fed with, and what it must never do.
 * `take` throws when it does that; the errors that are documented it catches itself.
 */

import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import type { Dissector } from '../../inspector/dissect/dissection.ts';
import { DISSECTORS } from '../../inspector/dissect/dissectors.ts';
import { DEFAULT_BOUNDS, Store } from '../../inspector/store.ts';
import { disassemble } from '../../lessons/06-pickle/pickle.ts';
import { PickleStack } from '../../lessons/06-pickle/pickle-stack.ts';
import { bytesOf, PICKLES as LESSON_PICKLES } from '../../lessons/06-pickle/pickles.ts';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { type ErrorCode, ProtocolError } from '../../protocol/error.ts';
import { fileNameFault } from '../../protocol/file-name.ts';
import { decodeHeader, encodeFrame, HEADER_BYTES, MAX_PAYLOAD_BYTES } from '../../protocol/frame.ts';
import {
  parseBye,
  parseEnd,
  parseError,
  parseFile,
  parseReply,
  parseRequest,
} from '../../protocol/message.ts';
import { printable } from '../../terminal/escape.ts';
import { PICKLES } from '../inspector/dissect/pickle-vectors.ts';
import { brokenExamples, frameExamples } from '../protocol/protocol-md.ts';

export interface Target {
  readonly name: string;
  /** Real inputs, from which mutants are made. */
  readonly vectors: readonly Buffer[];
  /** Repeated, they make the long inputs of which each byte must cost the same. */
  readonly patterns: readonly (Buffer | string)[];
  /** The longest input that can reach it, in bytes. */
  readonly longest: number;
  readonly take: (bytes: Buffer) => void;
  /** So many times what the others cost: it gets so many times fewer inputs. */
  readonly costs?: number;
}

const MIB = 2 ** 20;
const FRAMES = [...frameExamples, ...brokenExamples].map(({ bytes }) => bytes);
const PAYLOADS = frameExamples.map(({ payload }) => payload).filter(({ length }) => length > 0);
const NAMES = [
  'file1.txt',
  'relatório da aula.txt',
  'con',
  'LPT¹ .x',
  '..',
  'a/b',
  'x'.repeat(255),
  '😀',
  'é',
];
const VECTORS: Readonly<Record<Dissector['name'], readonly Buffer[]>> = {
  ec: FRAMES,
  pickle: PICKLES.map(({ hex }) => Buffer.from(hex, 'hex')),
  'length-prefix': ['\0\0\0\x04HORA', '\0\0\0\x0d["HORA",null]', '\0\0\0\0'].map((text) => Buffer.from(text)),
  lines: ['HORA\r\nolá\n', 'GET / HTTP/1.1\r\n\r\n', 'FILE 3\n\0\x01\x02'].map((text) => Buffer.from(text)),
  tls: ['1603010008010000040303aabb', '15030300020228', '17030300050102030405'].map((hex) =>
    Buffer.from(hex, 'hex'),
  ),
  raw: [Buffer.from('HORALISTAR'), Buffer.from('\x1b[2J')],
};
const JSON_PATTERNS = ['[', '["', '{"a":', '\\u', '["\\ud800",', '1', '\u0301', '"a",'];
const PICKLE_PATTERNS = [
  'N',
  '(',
  ']',
  'Na',
  '(N',
  ')',
  '\x94',
  'NN\x86',
  '\x8c\x01a',
  'Vx\n',
  '2',
  'l',
  '}',
  '0N',
];

export const TARGETS: readonly Target[] = [
  {
    name: 'the decoder of frames',
    vectors: FRAMES,
    patterns: [FRAMES[0] ?? '', 'E', '\0', encodeFrame({ type: 7, id: 1, payload: Buffer.alloc(0) })],
    longest: 8 * MIB,
    take: decodeInPieces,
  },
  {
    name: 'the parsers of messages',
    vectors: PAYLOADS,
    patterns: JSON_PATTERNS,
    longest: MAX_PAYLOAD_BYTES,
    take: parseEverything,
  },
  {
    name: 'the rule for file names',
    vectors: NAMES.map((name) => Buffer.from(name)),
    patterns: ['a', ' ', '.', 'con ', '\u0301', '\u202e', '\x1b['],
    longest: MAX_PAYLOAD_BYTES,
    take: (bytes) => [bytes.toString(), bytes.toString('utf16le')].forEach(judgeName),
  },
  ...DISSECTORS.map((dissector) => ({
    name: `the dissector of ${dissector.name}`,
    vectors: VECTORS[dissector.name],
    patterns: [...VECTORS[dissector.name].slice(0, 4), 'x', '\0', '\n', ...JSON_PATTERNS, ...PICKLE_PATTERNS],
    longest: MIB,
    take: (bytes: Buffer) => dissectEverything(dissector, bytes),
  })),
  {
    name: 'what the inspector keeps, of reads of one byte',
    vectors: Object.values(VECTORS).flat(),
    patterns: [
      FRAMES[0] ?? '',
      'x',
      '\0',
      '\n',
      '\0\0\xff\xff',
      '(',
      '\x80\x04N',
      '\x80\x04V',
      '\x16\x03\x01\x40\0',
    ],
    longest: MIB / 4,
    take: captureByteByByte,
    costs: 10,
  },
  {
    name: "lesson 06's disassembler",
    vectors: [...Object.values(LESSON_PICKLES).map(bytesOf), ...VECTORS.pickle],
    patterns: PICKLE_PATTERNS,
    longest: MAX_PAYLOAD_BYTES,
    take: disassembleToItsEnd,
  },
];

/** Lets only ProtocolError with one of these codes pass. */
function allowing(codes: readonly ErrorCode[], run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ProtocolError) || !codes.includes(error.code)) throw error;
  }
}

function decodeInPieces(bytes: Buffer): void {
  const decoder = new FrameDecoder();
  const middle = bytes.length >> 1;
  let decoded = 0;
  allowing(['bad-magic', 'bad-version', 'too-long', 'bad-checksum', 'truncated'], () => {
    for (const piece of [bytes.subarray(0, middle), bytes.subarray(middle)])
      for (const { payload } of decoder.decode(piece)) decoded += HEADER_BYTES + payload.length;
    assert.ok(decoded <= bytes.length, 'more came out than went in');
    decoder.end();
  });
}

const PARSERS = [parseReply, parseError, parseFile, parseEnd, parseBye];

function parseEverything(payload: Buffer): void {
  allowing(['bad-request'], () => parseRequest(payload));
  for (const parse of PARSERS) allowing(['bad-answer'], () => parse(payload));
}

function judgeName(name: string): void {
  assert.doesNotMatch(printable(name), /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|\p{M}{4}/u);
  if (fileNameFault(name)) return;
  assert.equal(dirname(join('/db', name)), '/db', 'an allowed name leads out of the folder');
}

function dissectEverything(dissector: Dissector, bytes: Buffer): void {
  dissector.recognises(bytes);
  const length = dissector.measure(bytes, true) ?? 0;
  assert.ok(bytes.length === 0 || (length >= 1 && length <= bytes.length), `measures ${length}`);
  assert.ok((dissector.measure(bytes, false) ?? 1) >= 1 || bytes.length === 0);
  const { fields, info } = dissector.dissect(bytes, bytes.length % 2 ? 'client' : 'server');
  assert.equal(fields.at(-1)?.end ?? 0, bytes.length, 'the fields end where the message ends');
  assert.ok(info.length <= 2_000, 'the info is short');
}

const store = new Store({ ...DEFAULT_BOUNDS, rows: 1_000 });
let connection = 0;

function captureByteByByte(bytes: Buffer): void {
  connection += 1;
  const happened = { connection, at: 0 };
  store.add({ kind: 'opened', ...happened, client: 'a', target: 'b' });
  for (let offset = 0; offset < bytes.length; offset += 1)
    store.add({
      kind: 'read',
      ...happened,
      from: 'client',
      offset,
      bytes: bytes.subarray(offset, offset + 1),
    });
  store.add({ kind: 'closed', ...happened });
  assert.equal(store.row(store.last)?.kind, 'closed');
}

/** Its errors name the byte, or what the stack lacks. The stack is looked at once: that takes as long as the stack is. */
function disassembleToItsEnd(pickle: Buffer): void {
  let stack = new PickleStack();
  try {
    for (const instruction of disassemble(pickle)) stack = instruction.stack;
  } catch (error) {
    const documented = /^byte \d+: |^the stack is empty$|^no mark lies |^no list lies /;
    if ((error as Error).constructor !== Error || !documented.test((error as Error).message)) throw error;
  }
  assert.ok(stack.shown.length <= pickle.length);
}

/** Mutants of frames mostly die of their checksum; with a right one they get further. */
export function repaired(frame: Buffer): Buffer {
  if (frame.length < HEADER_BYTES) return frame;
  const { type, id } = decodeHeader(frame);
  return encodeFrame({ type, id, payload: frame.subarray(HEADER_BYTES, HEADER_BYTES + MAX_PAYLOAD_BYTES) });
}
