/**
 * What the screen shows. Golden screens lie in golden/ as plain text, without the spaces at the ends of lines;
 * `UPDATE_GOLDEN=1 npm test -- inspector/view` writes them anew: look at the difference before it is committed.
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { layout } from '../../inspector/layout.ts';
import { THEMES } from '../../inspector/theme.ts';
import { fit, oneCellEach, take, width, wrap } from '../../inspector/view/lines.ts';
import { view } from '../../inspector/view.ts';
import { encodeFrame, FrameType } from '../../protocol/frame.ts';
import { encodePing, encodeReply } from '../../protocol/message.ts';
import { Person, request, Scene } from './scene.ts';
import { type Setting, SITUATIONS, textOf } from './screens.ts';

const GOLDEN = new URL('golden/', import.meta.url);

const EVERY = Object.keys(SITUATIONS);
const SMALL = ['empty', 'frames', 'closed', 'refused', 'held', 'changed', 'problem', 'help'];

/** Which situations are kept at which size and in which language. */
const KEPT: readonly (readonly [
  columns: number,
  rows: number,
  language: 'en' | 'pt',
  names: readonly string[],
])[] = [
  [120, 36, 'en', EVERY],
  [
    120,
    36,
    'pt',
    [
      'empty',
      'frames',
      'closed',
      'refused',
      'help',
      'totals',
      'held',
      'leaving',
      'changed',
      'broken',
      'problem',
    ],
  ],
  [80, 24, 'en', EVERY],
  [60, 16, 'en', SMALL],
  [40, 10, 'en', SMALL],
  [40, 10, 'pt', ['frames']],
  [39, 9, 'en', ['frames']],
  [39, 9, 'pt', ['frames']],
  [200, 50, 'en', ['frames', 'closed', 'changed', 'help', 'large']],
];

const KEPT_SCREENS = KEPT.flatMap(([columns, rows, language, names]) =>
  names.map((name) => ({ name, setting: { columns, rows, language } })),
);

function goldenFile(name: string, { columns, rows, language }: Setting): string {
  return `${name}-${columns}x${rows}-${language}.txt`;
}

function screenText(name: string, setting: Setting): string {
  const person = SITUATIONS[name]?.(setting);
  assert.ok(person, name);
  return view(person.state)
    .map((line) => `${textOf(line).trimEnd()}\n`)
    .join('');
}

describe('golden screens', () => {
  for (const { name, setting } of KEPT_SCREENS) {
    const file = goldenFile(name, setting);
    it(file, () => {
      const shown = screenText(name, setting);
      if (process.env.UPDATE_GOLDEN) writeFileSync(new URL(file, GOLDEN), shown);
      assert.equal(shown, readFileSync(new URL(file, GOLDEN), 'utf8'));
    });
  }

  it('are all of them still looked at', () => {
    const files = KEPT_SCREENS.map(({ name, setting }) => goldenFile(name, setting));
    assert.deepEqual(readdirSync(GOLDEN).sort(), files.sort());
  });
});

/** From 1x1 to 200x60. */
const SIZES = Array.from({ length: 200 * 60 }, (_, index) => ({
  columns: 1 + (index % 200),
  rows: 1 + Math.floor(index / 200),
}));
const IN_EACH_LANGUAGE = EVERY.flatMap((name) => [
  { name, language: 'en' as const },
  { name, language: 'pt' as const },
]);

const COLUMNS = Array.from({ length: 60 }, (_, index) => 40 + index);
const KEY_BARS: Readonly<Record<'en' | 'pt', { any: RegExp; [name: string]: RegExp }>> = {
  en: {
    any: / \? help {2}q quit$/,
    held: /^ Space release .* \? help {2}q quit$/,
    help: /^ PgDn more {2}Esc close .*\? help {2}q quit$/,
    stepwise: /^ Space next event .* \? help {2}q quit$/,
    large: /^ b all panes .* \? help {2}q quit$/,
  },
  pt: {
    any: / \? ajuda {2}q sair$/,
    held: /^ Espaço liberar .* \? ajuda {2}q sair$/,
  },
};

describe('every screen', () => {
  // Together the situations go through all sizes.
  for (const [turn, { name, language }] of IN_EACH_LANGUAGE.entries())
    it(`is as wide and as high as the terminal, whatever its size: ${name}, ${language}`, () => {
      const person = SITUATIONS[name]?.({ columns: 120, rows: 36, language });
      assert.ok(person);
      const sizes = SIZES.filter((_, index) => index % IN_EACH_LANGUAGE.length === turn);
      for (const { columns, rows } of sizes) {
        const lines = view(person.tell({ kind: 'resized', columns, rows }).state);
        assert.equal(lines.length, rows, `${columns}x${rows}`);
        const wrong = lines.findIndex((line) => width(line) !== columns);
        assert.equal(wrong, -1, `${columns}x${rows}, line ${wrong}: ${textOf(lines[wrong] ?? [])}`);
      }
    });

  it('has the keys for help and quitting at its bottom, and the most important before them', () => {
    for (const { name, language } of IN_EACH_LANGUAGE) {
      const keys = (columns: number) => {
        const state = SITUATIONS[name]?.({ columns, rows: 24, language }).state;
        return state?.prompt ? '' : textOf(view(state ?? assert.fail()).at(-1) ?? []).trimEnd();
      };
      for (const shown of COLUMNS.map(keys).filter((text) => text !== ''))
        assert.match(shown, KEY_BARS[language][name] ?? KEY_BARS[language].any, name);
    }
  });

  it('says all of what it says about a row that is no frame, from 60 columns on', () => {
    for (const name of ['opened', 'closed', 'half-closed', 'reset', 'refused'])
      for (const language of ['en', 'pt'] as const)
        for (const columns of [60, 80, 120, 200]) {
          const person = SITUATIONS[name]?.({ columns, rows: columns < 80 ? 16 : 24, language });
          assert.ok(person);
          const { explainTop, explainLines } = layout(person.state);
          const said = view(person.state)
            .slice(explainTop, explainTop + explainLines)
            .map(textOf)
            .join('');
          assert.doesNotMatch(said, /…/, `${name} ${language} ${columns}`);
          assert.match(said, /[.)] *│/);
        }
  });

  it('uses only styles that every theme has', () => {
    const used = new Set(
      Object.values(SITUATIONS)
        .map((situation) => view(situation({ columns: 120, rows: 36, language: 'en' }).state))
        .flatMap((lines) => lines.flatMap((line) => line.map(({ style }) => style))),
    );
    assert.ok(used.size > 15, [...used].join(' '));
    for (const [name, theme] of Object.entries(THEMES))
      for (const style of used) assert.notEqual(theme.styles[style], undefined, `${name}: ${style}`);
  });
});

const HOSTILE: Readonly<Record<string, string>> = {
  'escape sequences': '\x1b[2J\x1b]0;title\x07\x9b31m\r\n\t\0\x7f',
  'tags of blessed': '{bold}{red-fg}{/}{open}{escape}',
  'bidi overrides': 'a\u202etxt.exe\u2066\u200f\u061c',
  'ten thousand accents': `e${'\u0301'.repeat(10_000)}`,
  'wide letters': '日本語のファイル한국어각〈〉',
  emoji: '😀👩‍👩‍👧🇧🇷⌚⭐◽',
  'invisible letters': '\u200b\u2060\ufeff\u00ad\u{e0041}\u2028',
  'halves and holes': '\ud800\udfff\uffff\u0378',
};

/** What a terminal obeys, hides, reorders, or draws in other than one cell. */
const NOT_ONE_CELL = /\p{C}|\p{M}|\p{Zl}|\p{Zp}|\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}/u;

/** The text wherever text can come from: the wire, a recording, the keyboard, the command line. */
function hostileScreens(text: string): string[] {
  const bytes = Buffer.from(text);
  const scene = new Scene();
  scene.store.add({ kind: 'opened', connection: 1, at: 1, client: text, target: text });
  scene.read('client', encodePing(1, bytes)).read('client', request(2, 'ARQUIVO', `${text.toWellFormed()}`));
  scene.read('client', request(3, text.toWellFormed())).read('server', encodeReply(2, text.toWellFormed()));
  scene.read('server', encodeFrame({ type: FrameType.END, id: 3, payload: jsonWithKey(text) }));
  scene.opened(2).read('client', `${text}\n`, 2).read('client', bytes, 2).fin('client', 2);
  scene.store.add({ kind: 'reset', connection: 2, from: 'server', at: 2, code: text });
  const { last } = scene.store;
  const keys = Array.from({ length: last }, (_, index) => [':', ...String(index + 1), 'enter']);
  const visits = keys.flatMap((goto) => [
    goto,
    [...goto, 'tab', 'tab', 'down', 'down'],
    [...goto, 'b'],
    [...goto, 'tab', 'z'],
  ]);
  const typed = ['/', 'S', 'I', ':'].map((prompt) => [prompt, ...text.slice(0, 300)]);
  return [...visits, ...typed, [...'/', ...text.slice(0, 300), 'enter'], ['t']].flatMap((pressed) => {
    const person = new Person(scene, { columns: 80, rows: 24 }).press(...pressed);
    const { state } = person;
    return view({ ...state, route: text, notice: state.notice && text }).map((line) => {
      assert.equal(width(line), 80, JSON.stringify(textOf(line)));
      return textOf(line);
    });
  });
}

/** Keys that the format does not know are names of fields. */
function jsonWithKey(text: string): Buffer {
  return Buffer.from(JSON.stringify({ [text.toWellFormed()]: 1, size: 1 }));
}

describe('hostile text', () => {
  for (const [name, text] of Object.entries(HOSTILE))
    it(`is drawn one harmless cell a character: ${name}`, () => {
      const shown = hostileScreens(text);
      assert.ok(shown.length > 24 * 20);
      for (const line of shown) assert.doesNotMatch(line, NOT_ONE_CELL);
    });

  it('stays legible where it is harmless', () => {
    assert.equal(oneCellEach('Arquivo não encontrado! {bold} → ▌'), 'Arquivo não encontrado! {bold} → ▌');
    assert.equal(oneCellEach('日\x1b'), '\\u{65e5}\\x1b');
  });
});

describe('a line', () => {
  const line = [
    { text: 'abc', style: 'dim' },
    { text: 'def', style: 'strong' },
  ] as const;

  it('is cut with an ellipsis or filled with spaces', () => {
    assert.equal(textOf(fit(line, 8)), 'abcdef  ');
    assert.equal(fit(line, 6), line);
    assert.equal(textOf(fit(line, 5)), 'abcd…');
    assert.equal(textOf(fit(line, 1)), '…');
    assert.equal(textOf(fit(line, 0)), '');
    assert.equal(textOf(fit(line, -3)), '');
  });

  it('keeps its styles when it is cut', () => {
    assert.deepEqual(take(line, 4), [line[0], { text: 'd', style: 'strong' }]);
  });

  it('wraps between words, as far as there are lines', () => {
    assert.deepEqual(wrap('one two three four', 7, 3), ['one two', 'three', 'four']);
    assert.deepEqual(wrap('one two three four', 7, 2), ['one two', 'three four']);
    assert.deepEqual(wrap('', 7, 2), ['']);
  });
});

describe('the totals of thousands of connections', () => {
  it('are worked out for those that are shown alone', () => {
    const scene = new Scene();
    for (let connection = 1; connection <= 1_000; connection += 1) scene.opened(connection);
    const looked = new Set<number>();
    const all = scene.store.connections().map((totals) => ({
      ...totals,
      get sides() {
        looked.add(totals.connection);
        return totals.sides;
      },
    }));
    const person = new Person(scene).press('t');
    scene.store.connections = () => all;
    view(person.state);
    assert.ok(looked.has(1) && looked.size <= 36, `${looked.size} of 1000 connections`);
    view(person.press('G').state);
    assert.ok(looked.has(1_000) && looked.size <= 2 * 36, `${looked.size} of 1000 connections`);
  });
});

describe('an opcode of a pickle that imports or calls', () => {
  it('is marked by a sign, not by its colour alone, and is no fault', () => {
    const scene = new Scene().opened().read('client', "cos\nsystem\n(S'echo hi'\ntR.");
    const lines = view(new Person(scene).state).map(textOf);
    for (const name of ['GLOBAL', 'REDUCE']) assert.ok(lines.some((line) => line.includes(`!! ${name}`)));
    for (const name of ['MARK', 'STRING', 'STOP'])
      assert.ok(lines.some((line) => line.includes(name) && !line.slice(0, 20).includes('!')));
  });
});

describe('a field whose value does not fit beside its bytes', () => {
  it('shows its value: the bytes stand in the dump', () => {
    const hello = Buffer.from('16030100050100000103', 'hex');
    const lines = view(new Person(new Scene().opened().read('client', hello)).state).map(textOf);
    assert.ok(lines.some((line) => /^│▌\s+type\s+handshake\s*│/.test(line)));
    assert.ok(lines.some((line) => /^│\s+version\s+03 01\s+TLS 1.0/.test(line)));
  });
});
