/** How often the screen is drawn: the clock and the timers are the test's. */

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { openScreen, type Screen } from '../../inspector/screen.ts';
import { THEMES } from '../../inspector/theme.ts';
import { VirtualTerminal } from './virtual-terminal.ts';

/** A drawing by itself takes no time on this clock; the lines say how long it took. */
class Clocked {
  readonly screen: Screen;
  drawings = 0;
  readonly #t: TestContext;
  #now = 1_000;

  constructor(t: TestContext, drawingMs: number) {
    this.#t = t;
    t.mock.timers.enable({ apis: ['setTimeout'] });
    t.mock.method(performance, 'now', () => this.#now);
    const terminal = new VirtualTerminal({ columns: 80, rows: 24 });
    const lines = () => {
      this.drawings += 1;
      this.#now += drawingMs;
      return [];
    };
    this.screen = openScreen(terminal.streams, THEMES.dark, lines, () => {});
    t.after(() => this.screen.close());
  }

  pass(milliseconds: number): void {
    for (let passed = 0; passed < milliseconds; passed += 1) {
      this.#now += 1;
      this.#t.mock.timers.tick(1);
    }
  }
}

describe('the screen', () => {
  it('is drawn at once after a while without, and then once for all that comes in a sixtieth of a second', (t) => {
    const clocked = new Clocked(t, 0);
    clocked.screen.redraw();
    clocked.pass(1);
    assert.equal(clocked.drawings, 1);
    for (let key = 0; key < 10; key += 1) {
      clocked.screen.redraw();
      clocked.pass(1);
    }
    assert.equal(clocked.drawings, 1);
    clocked.pass(10);
    assert.equal(clocked.drawings, 2);
  });

  it('takes no more than a thirtieth of the time for traffic', (t) => {
    const clocked = new Clocked(t, 10);
    for (let read = 0; read < 3_000; read += 1) {
      clocked.screen.redrawAtLeisure();
      clocked.pass(1);
    }
    assert.ok(
      clocked.drawings >= 9 && clocked.drawings <= 11,
      `${clocked.drawings} drawings of 10 ms in 3 s`,
    );
  });

  it('lets no key wait for that', (t) => {
    const clocked = new Clocked(t, 10);
    clocked.screen.redrawAtLeisure();
    clocked.pass(1);
    clocked.screen.redrawAtLeisure();
    clocked.pass(20);
    assert.equal(clocked.drawings, 1);
    clocked.screen.redraw();
    clocked.pass(1);
    assert.equal(clocked.drawings, 2);
    clocked.pass(150);
    assert.equal(clocked.drawings, 2, 'and what waited is drawn with it');
  });
});
