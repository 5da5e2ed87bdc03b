/** What the guard of lesson 13 must do, and the mistakes that are known by the attack that they let through. */

import type { Text } from '../../../terminal/language.ts';
import { chooseSeed, randomFrom } from '../../course/cuts.ts';
import { defineExercise, type Trail } from '../../course/exercise.ts';

interface Read {
  readonly complete: number;
  readonly unfinished: number | undefined;
}

interface Guard {
  open(conn: number): boolean;
  read(conn: number, read: Read, now: number): boolean;
  late(now: number): number[];
  close(conn: number): void;
}

interface Student {
  Guard: new () => Guard;
}

const MOST_CONNECTIONS = 3;
const MOST_BYTES = 65_536;
const MOST_MS = 10_000;
/** The length of a frame that is nothing special. */
const SHORT = 13;

/** The student's guard, each call of which is a step of the story. */
class Told {
  readonly #guard: Guard;
  readonly #trail: Trail;

  constructor({ Guard }: Student, trail: Trail) {
    this.#guard = new Guard();
    this.#trail = trail;
  }

  open(conn: number, expected: boolean, mistake?: string): void {
    this.#compare(`open(${conn})`, () => this.#guard.open(conn), expected, mistake);
  }

  read(conn: number, read: Read, now: number, expected = true, mistake?: string): void {
    const call = `read(${conn}, { complete: ${read.complete}, unfinished: ${read.unfinished} }, ${now})`;
    this.#compare(call, () => this.#guard.read(conn, read, now), expected, mistake);
  }

  /** In whatever order they come. `wrong` says which mistake leaves somebody out, and which names one too many. */
  late(now: number, expected: readonly number[], wrong: { missing?: string; extra?: string } = {}): void {
    const run = () => [...this.#guard.late(now)].sort((one, other) => one - other);
    const got = this.#trail.call(said(`late(${now})`), undefined, run);
    this.#trail.compare(got, expected, () => (got.length < expected.length ? wrong.missing : wrong.extra));
  }

  close(conn: number): void {
    this.#trail.call(said(`close(${conn})`), undefined, () => this.#guard.close(conn));
  }

  #compare(call: string, run: () => unknown, expected: unknown, mistake: string | undefined): void {
    const got = this.#trail.call(said(call), undefined, run);
    this.#trail.compare(got, expected, () => mistake);
  }
}

/** A call is written in the same way in every language. */
function said(call: string): Text {
  return { en: call, pt: call };
}

/** The same guard in other words: what is known of each connection is the list of its reads. */
class Model {
  readonly #reads = new Map<number, { complete: number; unfinished: number | undefined; now: number }[]>();

  open(conn: number): boolean {
    if (this.#reads.size === MOST_CONNECTIONS) return false;
    this.#reads.set(conn, []);
    return true;
  }

  read(conn: number, read: Read, now: number): void {
    this.#reads.get(conn)?.push({ ...read, now });
  }

  late(now: number): number[] {
    const begun = (conn: number) => {
      const reads = this.#reads.get(conn) ?? [];
      const ends = reads.findLastIndex(
        ({ complete, unfinished }) => complete > 0 || unfinished === undefined,
      );
      const last = reads[ends];
      return last && last.unfinished !== undefined ? last.now : reads[ends + 1]?.now;
    };
    const here = [...this.#reads.keys()].sort((one, other) => one - other);
    return here.filter((conn) => now - (begun(conn) ?? now) >= MOST_MS);
  }

  close(conn: number): void {
    this.#reads.delete(conn);
  }
}

const FUZZED_EVENTS = 300;

function fuzz(told: Told, seed: number): void {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const model = new Model();
  const here = new Set<number>();
  for (let now = 1, event = 0; event < FUZZED_EVENTS; event += 1, now += below(4_000)) {
    const conn = below(6);
    if (!here.has(conn)) {
      const stays = model.open(conn);
      told.open(conn, stays);
      if (stays) here.add(conn);
      else told.close(conn);
    } else if (below(4) === 0) {
      told.close(conn);
      model.close(conn);
      here.delete(conn);
    } else {
      const complete = below(2);
      const unfinished = complete === 0 || below(2) === 0 ? below(2) * below(MOST_BYTES) : undefined;
      told.read(conn, { complete, unfinished }, now);
      model.read(conn, { complete, unfinished }, now);
    }
    told.late(now, model.late(now));
  }
}

export const exercise = defineExercise<Student>({
  exports: ['Guard'],
  mistakes: {
    'open-house': {
      en: 'A fourth came and you let them in. Each connection costs a descriptor and memory: at some number it has to end.',
      pt: 'Veio um quarto e você o deixou entrar. Cada conexão custa um descritor e memória: em algum número isso tem que acabar.',
    },
    'counts-for-ever': {
      en: 'One left, and you still have no room. If nobody is ever subtracted, the third client of the day is the last.',
      pt: 'Um saiu, e você continua sem lugar. Se ninguém é descontado, o terceiro cliente do dia é o último.',
    },
    'refused-makes-room': {
      en: 'Somebody who was turned away closed, and you counted that as a free place. An attacker only has to knock often enough.',
      pt: 'Alguém que foi recusado fechou, e você contou isso como um lugar livre. Basta o atacante bater à porta muitas vezes.',
    },
    'believes-the-length': {
      en: 'The frame announced 4,294,967,295 bytes and you believed it. Look at the length before you wait for what it promises.',
      pt: 'O quadro anunciou 4.294.967.295 bytes e você acreditou. Confira o tamanho antes de esperar o que ele promete.',
    },
    'too-strict': {
      en: '65,536 bytes are allowed. A limit is the last that is still good: refuse what is more than that.',
      pt: '65.536 bytes são permitidos. Um limite é o último que ainda vale: recuse o que passa dele.',
    },
    'waits-for-ever': {
      en: 'Half a frame came, 10 s went by, and you still wait. A hundred such halves, and nobody gets in any more.',
      pt: 'Veio meio quadro, passaram 10 s, e você continua esperando. Cem metades dessas, e ninguém mais entra.',
    },
    'zero-is-none': {
      en: 'The length is 0 because it has not come yet, and you took that for no frame. The frame has begun: `45 43` and nothing more was the first attack of this lesson. Only undefined says that none is begun.',
      pt: 'O tamanho é 0 porque ainda não veio, e você entendeu que não havia quadro. O quadro começou: `45 43` e mais nada foi o primeiro ataque desta lição. Só undefined diz que nenhum começou.',
    },
    'idle-is-late': {
      en: 'You call somebody late who has not begun a frame. Between frames a client may be silent: it owes nothing.',
      pt: 'Você chama de atrasado quem não começou quadro nenhum. Entre dois quadros o cliente pode ficar calado: não deve nada.',
    },
    'each-byte-starts-anew': {
      en: 'A byte every few seconds, and your clock starts anew each time: so this frame may take for ever (slowloris). The clock starts when the frame begins.',
      pt: 'Um byte de vez em quando, e o seu relógio recomeça a cada um: assim esse quadro pode durar para sempre (slowloris). O relógio começa quando o quadro começa.',
    },
    'one-clock-for-ever': {
      en: 'The frame was complete, and the next began in the same read. Your clock went on from the first: an honest client who sends a lot is thrown out.',
      pt: 'O quadro ficou completo, e o próximo começou na mesma leitura. O seu relógio continuou desde o primeiro: um cliente honesto que envia muito é expulso.',
    },
    'remembers-the-dead': {
      en: 'You call somebody late who is gone. What you keep for a connection has to go with it: else it is a leak, and the next one with that number inherits it.',
      pt: 'Você chama de atrasado quem já se foi. O que você guarda de uma conexão tem que ir embora com ela: senão é um vazamento, e a próxima com esse número o herda.',
    },
  },
  checks: [
    {
      title: { en: 'three may stay', pt: 'três podem ficar' },
      run(student, trail) {
        const told = new Told(student, trail);
        for (const conn of [1, 2, 3]) told.open(conn, true);
      },
    },
    {
      title: { en: 'a flood: the fourth may not', pt: 'uma enxurrada: o quarto não pode' },
      run(student, trail) {
        const told = new Told(student, trail);
        for (const conn of [1, 2, 3]) told.open(conn, true);
        told.open(4, false, 'open-house');
      },
    },
    {
      title: { en: 'who leaves makes room', pt: 'quem sai dá lugar' },
      run(student, trail) {
        const told = new Told(student, trail);
        for (const conn of [1, 2, 3]) told.open(conn, true);
        told.close(2);
        told.open(4, true, 'counts-for-ever');
      },
    },
    {
      title: { en: 'who was turned away makes none', pt: 'quem foi recusado não dá lugar' },
      run(student, trail) {
        const told = new Told(student, trail);
        for (const conn of [1, 2, 3]) told.open(conn, true);
        told.open(4, false, 'open-house');
        told.close(4);
        told.open(5, false, 'refused-makes-room');
      },
    },
    {
      title: {
        en: 'the longest frame, and a promise of 4 GB',
        pt: 'o quadro mais longo, e uma promessa de 4 GB',
      },
      run(student, trail) {
        const told = new Told(student, trail);
        told.open(1, true);
        told.read(1, { complete: 0, unfinished: MOST_BYTES }, 1_000, true, 'too-strict');
        told.read(1, { complete: 1, unfinished: 0xffffffff }, 2_000, false, 'believes-the-length');
      },
    },
    {
      title: { en: 'half a frame for ever', pt: 'meio quadro para sempre' },
      run(student, trail) {
        const told = new Told(student, trail);
        told.open(1, true);
        told.read(1, { complete: 0, unfinished: SHORT }, 5_000);
        told.late(14_999, []);
        told.late(15_000, [1], { missing: 'waits-for-ever' });
      },
    },
    {
      title: { en: 'two bytes of a header for ever', pt: 'dois bytes de um cabeçalho para sempre' },
      run(student, trail) {
        const told = new Told(student, trail);
        told.open(1, true);
        told.read(1, { complete: 0, unfinished: 0 }, 5_000);
        told.late(15_000, [1], { missing: 'zero-is-none' });
      },
    },
    {
      title: { en: 'silent between frames', pt: 'calado entre quadros' },
      run(student, trail) {
        const told = new Told(student, trail);
        for (const conn of [1, 2]) told.open(conn, true);
        told.read(1, { complete: 0, unfinished: SHORT }, 1_000);
        told.read(1, { complete: 1, unfinished: undefined }, 4_000);
        told.late(60_000, [], { extra: 'idle-is-late' });
      },
    },
    {
      title: { en: 'a byte now and then', pt: 'um byte de vez em quando' },
      run(student, trail) {
        const told = new Told(student, trail);
        told.open(1, true);
        for (const now of [1_000, 5_000, 9_000]) told.read(1, { complete: 0, unfinished: SHORT }, now);
        told.late(11_000, [1], { missing: 'each-byte-starts-anew' });
      },
    },
    {
      title: { en: 'frame after frame, without a pause', pt: 'quadro atrás de quadro, sem pausa' },
      run(student, trail) {
        const told = new Told(student, trail);
        told.open(1, true);
        for (const now of [1_000, 5_000, 9_000]) told.read(1, { complete: 1, unfinished: SHORT }, now);
        told.late(13_000, [], { extra: 'one-clock-for-ever' });
        told.late(19_000, [1], { missing: 'waits-for-ever' });
      },
    },
    {
      title: { en: 'who is gone is not late', pt: 'quem se foi não está atrasado' },
      run(student, trail) {
        const told = new Told(student, trail);
        for (const conn of [3, 1]) told.open(conn, true);
        for (const conn of [3, 1]) told.read(conn, { complete: 0, unfinished: SHORT }, 1_000);
        told.late(11_000, [1, 3]);
        told.close(1);
        told.late(11_000, [3], { extra: 'remembers-the-dead' });
      },
    },
    {
      title: { en: 'a fuzzer', pt: 'um fuzzer' },
      run(student, trail) {
        const seed = chooseSeed();
        trail.begin({ en: `seed ${seed}`, pt: `semente ${seed}` });
        fuzz(new Told(student, trail), seed);
      },
    },
  ],
});
