/** What the screen says in words is so. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'node:test';
import { treeRows } from '../../inspector/state.ts';
import { view } from '../../inspector/view.ts';
import { frames, Person, request, Scene } from './scene.ts';
import { textOf } from './screens.ts';

const DEMO = { kind: 'demo' } as const;
const RECORDING = { kind: 'recording' } as const;

function screen(person: Person): string {
  return view(person.state).map(textOf).join('\n');
}

describe('a list that was cleared', () => {
  it('waits for no client while one is connected', () => {
    const person = new Person(frames(2)).press('C');
    assert.doesNotMatch(screen(person), /Waiting for a client/);
    assert.match(screen(person), /Cleared\. The next row is number 1\./);
  });

  it('says so in Portuguese too', () => {
    const person = new Person(frames(2), { language: 'pt' }).press('C');
    assert.match(screen(person), /Lista limpa\. A próxima linha é a 1\./);
  });

  it('waits for a client when all of them have gone', () => {
    const person = new Person(frames(2).fin('client').fin('server').closed()).press('C');
    assert.match(screen(person), /Waiting for a client/);
  });

  for (const source of [DEMO, RECORDING])
    it(`does not deny what happened before: ${source.kind}`, () => {
      const ended = frames(2).fin('client').fin('server').closed();
      const person = new Person(ended, { source }).press('C');
      assert.doesNotMatch(screen(person), /begins in a moment|Nothing has happened/);
      assert.match(screen(person), /Cleared/);
    });
});

describe('a frame that was dropped', () => {
  const dropped = () =>
    new Person(new Scene().opened().held('client', request(1, 'HORA')).released(1, 'dropped', []));

  it('has an arrow that does not arrive', () => {
    assert.match(screen(dropped()), /C ─× .* × dropped · HORA/);
  });

  it('is told apart from one that was changed by the help', () => {
    assert.match(screen(dropped().press('?')), /× dropped or lost/);
  });
});

describe('how a frame was cut', () => {
  const inThree = () => {
    const bytes = request(6, 'ARQUIVO', 'nao-existe.txt');
    const scene = frames(11).read('client', bytes.subarray(0, 5)).wait(700);
    return scene.read('client', bytes.subarray(5, 20)).wait(700).read('client', bytes.subarray(20));
  };
  const SAID = {
    en: 'frame 13 arrived in 3 reads of 5 + 15 + 24 bytes (+701, +701 ms)',
    pt: 'quadro 13 veio em 3 leituras de 5 + 15 + 24 bytes (+701, +701 ms)',
  };

  for (const language of ['en', 'pt'] as const)
    it(`is said whole at 120 columns, even when the reads lie far apart: ${language}`, () => {
      assert.ok(screen(new Person(inThree(), { language })).includes(SAID[language]));
    });
});

describe('a split', () => {
  const splitting = (text: string) =>
    new Person(new Scene().opened().held('client', request(1, 'HORA')))
      .press('s')
      .type(text)
      .press('enter')
      .ordered();
  const release = (sizes: readonly number[], pauseMs: number) => [
    { kind: 'release', frame: 1, action: { how: 'split', sizes, pauseMs } },
  ];

  for (const text of ['1 3 @500', '1 3 @500 ms', '1, 3; @ 500ms', '1 3 @500 MS'])
    it(`can be typed as its prompt shows it: ${text}`, () => {
      assert.deepEqual(splitting(text), release([1, 3], 500));
    });
});

describe('the page of totals', () => {
  const page = (bytes: number, size = {}) => {
    const scene = frames(2);
    const totals = scene.store.totals(1) ?? assert.fail();
    totals.sides.client.bytes = bytes;
    totals.sides.server.bytes = 12;
    return screen(new Person(scene, size).press('t'));
  };
  const columnOf = (text: string, word: RegExp) => {
    const line = text.split('\n').find((each) => word.test(each)) ?? assert.fail(text);
    return line.search(word) + (word.exec(line)?.[0].length ?? 0);
  };

  it('has numbers that end below each other', () => {
    const text = page(123);
    assert.equal(columnOf(text, /C→S +bytes/), columnOf(text, /2 +123/));
  });

  for (const size of [{}, { columns: 80, rows: 24 }])
    it(`keeps its columns apart when terabytes have gone by: ${JSON.stringify(size)}`, () => {
      assert.match(page(3_141_592_653_589, size), / 2 +3141593M +0 +12 /);
    });

  it('leaves out whole columns where there is no room for all', () => {
    for (let columns = 40; columns <= 130; columns += 1) {
      const [heading = '', row = ''] = page(123, { columns }).split('\n').slice(4, 6);
      assert.match(heading, /C→S.* S→C.* bytes\/s/, `${columns}`);
      assert.doesNotMatch(heading + row, /…/, `${columns}`);
    }
  });

  it('says what its rate is, and nothing of a row that it covers', () => {
    const text = page(123);
    assert.match(text, /bytes\/s: both directions together, since the connection opened/);
    assert.doesNotMatch(text, /PROTOCOL\.md/);
  });
});

describe('the page of keys', () => {
  it('explains both that a bar may mean, and the brackets', () => {
    const text = screen(new Person(frames(2)).press('?'));
    assert.match(text, /\[ \] selected field {3}│ a read ended here, or a write/);
  });

  it('tells of the mouse, which has no key', () => {
    const text = screen(new Person(frames(2)).press('?'));
    assert.match(text, /The mouse works too: a click selects, the wheel moves\./);
  });
});

describe('a line being typed on the smallest screen', () => {
  for (const language of ['en', 'pt'] as const)
    for (const keys of [['/'], ['S'], [':'], ['I'], ['e'], ['s']])
      it(`is seen behind its name: ${keys.join()}, ${language}`, () => {
        const held = new Scene().opened().held('client', request(1, 'HORA'));
        const person = new Person(held, { columns: 40, rows: 10, language }).press(...keys).type('7654');
        assert.match(textOf(view(person.state).at(-1) ?? []), /: .*7654/);
      });
});

describe('a frame that was edited', () => {
  const sent = request(1, 'HORA');
  const got = request(1, 'LISTAR');
  const edited = () => {
    const scene = new Scene().opened().held('client', sent).released(1, 'edited', [got]);
    return new Person(scene, { columns: 200, rows: 50 });
  };

  it('lights the bytes of the selected field in what its sender wrote', () => {
    const id = edited().press('tab', 'j', 'j', 'j', 'j');
    const [line] = screen(id).match(/00000000:.*/) ?? [];
    assert.match(line ?? '', /^00000000: 45 43 01 01\[00 00 00 01\]/);
    assert.doesNotMatch(line?.slice(80) ?? '[', /\[|\]/);
  });

  it('shows where the byte cursor stands, on a byte that differs and on one that does not', () => {
    const reversed = (person: Person) =>
      view(person.state).flatMap((line) => line.filter(({ reverse }) => reverse)).length;
    const atFirst = edited().press('tab', 'tab');
    const before = reversed(edited());
    assert.equal(reversed(atFirst), before + 2, 'its digits and its character');
    const atLength = edited().press('tab', 'tab', ...new Array<string>(11).fill('l'));
    assert.equal(reversed(atLength), before - 2, 'all that differ but this one');
  });
});

describe('a frame that arrived much longer than it was sent', () => {
  const got = Buffer.from(`${'x'.repeat(700)}the very end`);
  const longer = () =>
    new Person(new Scene().opened().held('client', request(1, 'HORA')).released(1, 'edited', [got]));

  it('can be read to its end', () => {
    assert.doesNotMatch(screen(longer()), /the very end|very end/);
    assert.match(screen(longer().press('tab', 'tab', 'end')), /very end/);
  });

  it('shows the byte cursor where only the receiver has bytes', () => {
    const end = longer().press('tab', 'tab', 'end');
    const plain = view({ ...end.state, pane: 'fields' }).flat();
    const cursor = view(end.state).flat();
    const reversed = (line: typeof plain) => line.filter(({ reverse }) => reverse).length;
    assert.equal(reversed(cursor), reversed(plain) - 2);
  });

  it('keeps the last field that its sender wrote selected there', () => {
    const { state } = longer().press('tab', 'tab', 'end');
    const last = treeRows(state).length - 1;
    assert.equal(state.fieldIndex, last);
  });
});

describe('the title line', () => {
  const title = (person: Person) => textOf(view(person.state)[0] ?? []);
  const WIDTHS = Array.from({ length: 81 }, (_, index) => 40 + index);

  for (const language of ['en', 'pt'] as const)
    it(`leaves out whole facts where there is no room for all, never half of one: ${language}`, () => {
      for (const columns of WIDTHS) {
        const person = new Person(frames(20), { columns, language });
        assert.doesNotMatch(title(person), /…/);
        assert.match(title(person), /following|seguindo/);
        assert.match(title(person.press('i')), /following|seguindo/);
      }
    });

  it('shows as much of a filter as there is room for', () => {
    const person = new Person(frames(2), { columns: 40 }).press('/').type('hora or listar or arquivo');
    assert.match(title(person.press('enter')), /filter hora or/);
  });
});
