/** What counting in turns must do, and the mistakes that are known by what they do. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { defineExercise, type Trail } from '../../course/exercise.ts';

interface Student {
  countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number>;
}

/** How many primes there are below these. */
const FEW = { below: 100, primes: 25 };
const SOME = { below: 10_000, primes: 1_229 };
const MANY = { below: 100_000, primes: 9_592 };
/** More than were asked for: a timer may come round twice in one turn of the loop. */
const MOST_IN_A_TURN = 5_000;

/** Counts the calls of `isPrime`, and how many of them come between two turns of the event loop. */
class Watch {
  calls = 0;
  turns = 0;
  mostInATurn = 0;
  /** What the calculation waited for when it had gone on for too long. */
  waitedFor: 'nothing' | 'promises' | 'ticks' = 'nothing';
  /** The turn in which it had gone on for too long. */
  longTurn = 0;
  #inThisTurn = 0;
  #waited: Watch['waitedFor'] = 'nothing';
  #watching = true;

  constructor() {
    setImmediate(() => this.#turn());
  }

  readonly isPrime = (candidate: number): boolean => {
    if (this.#inThisTurn === 0) this.#noticeWaiting();
    this.calls += 1;
    this.#inThisTurn += 1;
    this.mostInATurn = Math.max(this.mostInATurn, this.#inThisTurn);
    if (this.#inThisTurn === MOST_IN_A_TURN) {
      this.waitedFor = this.#waited;
      this.longTurn = this.turns;
    }
    return hasNoDivisor(candidate);
  };

  stop(): void {
    this.#watching = false;
  }

  /** Here others are read and answered. */
  #turn(): void {
    this.turns += 1;
    this.#inThisTurn = 0;
    this.#waited = 'nothing';
    if (this.#watching) setImmediate(() => this.#turn());
  }

  /** While promises are ready, ticks have to wait; both come before the loop turns. */
  #noticeWaiting(): void {
    const { turns } = this;
    const notice = (what: Watch['waitedFor']) => () => {
      if (turns === this.turns && this.#waited !== 'ticks') this.#waited = what;
    };
    queueMicrotask(notice('promises'));
    process.nextTick(notice('ticks'));
  }
}

function hasNoDivisor(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1)
    if (candidate % divisor === 0) return false;
  return true;
}

function count(student: Student, trail: Trail, below: number, watch: Watch): Promise<number> {
  return trail.call({ en: 'countPrimes', pt: 'countPrimes' }, below, () =>
    student.countPrimes(below, watch.isPrime),
  );
}

/** Why a count is wrong, seen when it was given. */
async function whyWrong(watch: Watch, below: number): Promise<string | undefined> {
  const { calls } = watch;
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  if (watch.calls > calls) return 'gives-up-after-a-slice';
  return calls < below - 2 ? 'loses-the-edge' : undefined;
}

function whyNobodyElse({ waitedFor, longTurn, turns }: Watch): string {
  if (waitedFor === 'promises') return 'await-is-no-turn';
  if (waitedFor === 'ticks') return longTurn === 0 ? 'next-tick-is-no-turn' : 'all-in-one-turn';
  return turns === 0 ? 'holds-the-loop' : 'slice-too-long';
}

export const exercise = defineExercise<Student>({
  exports: ['countPrimes'],
  mistakes: {
    'holds-the-loop': {
      en: 'You counted to the end in one go: until then nobody else was read or answered. `async` does not change that. The function has to stop in between and let the loop turn.',
      pt: 'Você contou até o fim de uma vez só: até lá ninguém mais foi lido nem respondido. `async` não muda isso. A função precisa parar no meio e deixar o laço girar.',
    },
    'await-is-no-turn': {
      en: 'You wait for a promise that is ready: you go on at once, before the loop reads what others have sent. Wait for something that comes after that: setImmediate.',
      pt: 'Você espera uma promessa que já está pronta: continua na hora, antes que o laço leia o que os outros enviaram. Espere algo que vem depois disso: setImmediate.',
    },
    'next-tick-is-no-turn': {
      en: 'nextTick means "before anything else": it comes before the loop reads what others have sent, however often you ask for it. setImmediate comes after.',
      pt: 'nextTick quer dizer "antes de qualquer outra coisa": vem antes que o laço leia o que os outros enviaram, não importa quantas vezes você peça. setImmediate vem depois.',
    },
    'all-in-one-turn': {
      en: 'Your slices are all set at once: the loop takes them one right after the other, in a single turn. Set the next slice when one is done.',
      pt: 'As suas fatias são marcadas todas de uma vez: o laço as pega uma atrás da outra, numa volta só. Marque a próxima fatia quando uma terminar.',
    },
    'slice-too-long': {
      en: 'The others do have a turn, but too seldom: you try too many numbers in between. Everybody waits for as long as your longest slice takes.',
      pt: 'Os outros têm a sua vez, mas raramente: você testa números demais entre uma vez e outra. Todos esperam o tempo da sua fatia mais longa.',
    },
    'waits-for-a-clock': {
      en: 'You have not finished. If you wait for a timer after every number: each takes 1 ms or more, even setTimeout(0). Stop after every 1,000 numbers, and with setImmediate: it waits for the others, not for the clock.',
      pt: 'Você não terminou. Se espera um timer depois de cada número: cada um leva 1 ms ou mais, mesmo setTimeout(0). Pare a cada 1.000 números, e com setImmediate: ele espera os outros, não o relógio.',
    },
    'loses-the-edge': {
      en: 'Some numbers were never tried. Look at the edges of your slices: where one ends, the next must begin, without a gap.',
      pt: 'Alguns números nunca foram testados. Olhe as bordas das suas fatias: onde uma termina, a próxima tem que começar, sem buraco.',
    },
    'gives-up-after-a-slice': {
      en: 'You gave your answer and went on counting: the promise was kept before the last slice was done. Nobody hears of what you find later.',
      pt: 'Você deu a resposta e continuou contando: a promessa foi cumprida antes da última fatia. O que você acha depois, ninguém fica sabendo.',
    },
    'one-count-for-all': {
      en: 'Two clients asked at the same time, and their counts got mixed. Whenever you let others have a turn, another call of your own function may run: keep the count inside the function.',
      pt: 'Dois clientes pediram ao mesmo tempo, e as contagens se misturaram. Sempre que você passa a vez, outra chamada da sua própria função pode rodar: guarde a contagem dentro da função.',
    },
    'one-after-the-other': {
      en: 'The second client asked for little, and had to wait until the long count of the first was done. That is a sequential server again: let both counts take turns.',
      pt: 'O segundo cliente pediu pouco, e teve que esperar a contagem longa do primeiro. É de novo um servidor sequencial: deixe as duas contagens se revezarem.',
    },
  },
  checks: [
    {
      title: { en: 'the primes below 100', pt: 'os primos menores que 100' },
      stuck: 'waits-for-a-clock',
      async run(student, trail) {
        trail.compare(await count(student, trail, FEW.below, new Watch()), FEW.primes);
      },
    },
    {
      title: {
        en: 'others have their turn while you count',
        pt: 'os outros têm a sua vez enquanto você conta',
      },
      stuck: 'waits-for-a-clock',
      async run(student, trail) {
        const watch = new Watch();
        const got = await count(student, trail, MANY.below, watch);
        const { mostInATurn } = watch;
        const mistake = got === MANY.primes ? undefined : await whyWrong(watch, MANY.below);
        watch.stop();
        trail.compare(got, MANY.primes, () => mistake);
        trail.note({
          en: `numbers tried in a row, while all others waited: ${mostInATurn}`,
          pt: `números testados em seguida, com todos os outros esperando: ${mostInATurn}`,
        });
        if (mostInATurn >= MOST_IN_A_TURN) trail.fail(whyNobodyElse(watch));
      },
    },
    {
      title: { en: 'two clients ask at the same time', pt: 'dois clientes pedem ao mesmo tempo' },
      stuck: 'waits-for-a-clock',
      async run(student, trail) {
        const answered: string[] = [];
        const ask = async (name: string, { below, primes }: typeof MANY) => {
          trail.note({ en: `${name} asks`, pt: `${name} pede` });
          const got = await count(student, trail, below, new Watch());
          answered.push(name);
          return { got, primes };
        };
        const counts = await Promise.all([ask('client 1', MANY), ask('client 2', SOME)]);
        trail.note({ en: `answered first: ${answered[0]}`, pt: `respondido primeiro: ${answered[0]}` });
        if (answered[0] !== 'client 2') trail.fail('one-after-the-other');
        for (const { got, primes } of counts) trail.compare(got, primes, () => 'one-count-for-all');
      },
    },
  ],
});
