/**
 * The machine that a pickle is a program for: a stack, and a memo of what was made before. It only ever holds
 * symbols (pickle-values.ts): an import stays a name and a call stays unmade. That is the whole difference to
 * loading the pickle.
 */

import type { Text } from '../../terminal/language.ts';
import { MARK, type PickleValue, plain, UNKNOWN } from './pickle-values.ts';

export class PickleMachine {
  readonly #stack: PickleValue[] = [];
  /** Where the marks lie in the stack, so that finding the last one takes no search. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<string, PickleValue>();
  #fault: Text | undefined;

  /** How many values and marks the stack holds. */
  get depth(): number {
    return this.#stack.length;
  }

  get top(): PickleValue {
    return this.#stack.at(-1) ?? UNKNOWN;
  }

  /** Does what the opcode does. Returns what is wrong with it; the machine goes on as well as it can. */
  step(name: string, argument: PickleValue | undefined): Text | undefined {
    this.#fault = undefined;
    const effect = EFFECTS[name];
    if (effect) effect(this, argument ?? UNKNOWN);
    else this.push(argument ?? UNKNOWN);
    return this.#fault;
  }

  push(value: PickleValue): void {
    if (value === MARK) this.#marks.push(this.#stack.length);
    this.#stack.push(value);
  }

  pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === MARK) this.#marks.pop();
    if (!value) this.#fail('the stack is empty here', 'a pilha está vazia aqui');
    return value ?? UNKNOWN;
  }

  /** The `count` values on top, the deepest first. */
  popMany(count: number): PickleValue[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  /** The values above the last mark, the deepest first; the mark goes too. */
  popToMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) {
      this.#fail('there is no mark on the stack', 'não há marca na pilha');
      return [];
    }
    const values = this.#stack.splice(mark);
    return values.slice(1);
  }

  keep(key: string): void {
    if (this.depth === 0) this.#fail('the stack is empty here', 'a pilha está vazia aqui');
    this.#memo.set(key, this.top);
  }

  keepNext(): void {
    this.keep(`${this.#memo.size}`);
  }

  kept(key: string): PickleValue {
    const value = this.#memo.get(key);
    if (!value)
      this.#fail('the memo keeps nothing under this number', 'o memo não guarda nada sob este número');
    return value ?? UNKNOWN;
  }

  #fail(en: string, pt: string): void {
    this.#fault ??= { en, pt };
  }
}

type Effect = (machine: PickleMachine, argument: PickleValue) => void;

/** What each opcode does to the stack. Those that are not here push their argument, and that is all. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  PROTO: () => {},
  FRAME: () => {},
  READONLY_BUFFER: () => {},
  STOP: (machine) => machine.pop(),

  MARK: (machine) => machine.push(MARK),
  POP: (machine) => machine.pop(),
  POP_MARK: (machine) => machine.popToMark(),
  DUP: (machine) => machine.push(machine.top),

  NONE: (machine) => machine.push(plain('None')),
  NEWTRUE: (machine) => machine.push(plain('True')),
  NEWFALSE: (machine) => machine.push(plain('False')),
  NEXT_BUFFER: (machine) => machine.push(plain('buffer')),

  EMPTY_LIST: (machine) => machine.push({ kind: 'list', items: [] }),
  EMPTY_TUPLE: (machine) => machine.push({ kind: 'tuple', items: [] }),
  EMPTY_SET: (machine) => machine.push({ kind: 'set', items: [] }),
  EMPTY_DICT: (machine) => machine.push({ kind: 'dict', entries: [] }),
  LIST: (machine) => machine.push({ kind: 'list', items: machine.popToMark() }),
  TUPLE: (machine) => machine.push({ kind: 'tuple', items: machine.popToMark() }),
  FROZENSET: (machine) => machine.push({ kind: 'frozenset', items: machine.popToMark() }),
  DICT: (machine) => machine.push({ kind: 'dict', entries: pairs(machine.popToMark()) }),
  TUPLE1: (machine) => machine.push({ kind: 'tuple', items: machine.popMany(1) }),
  TUPLE2: (machine) => machine.push({ kind: 'tuple', items: machine.popMany(2) }),
  TUPLE3: (machine) => machine.push({ kind: 'tuple', items: machine.popMany(3) }),

  APPEND: (machine) => extend(machine, machine.popMany(1)),
  APPENDS: (machine) => extend(machine, machine.popToMark()),
  ADDITEMS: (machine) => extend(machine, machine.popToMark()),
  SETITEM: (machine) => extend(machine, machine.popMany(2)),
  SETITEMS: (machine) => extend(machine, machine.popToMark()),

  PUT: keep,
  BINPUT: keep,
  LONG_BINPUT: keep,
  MEMOIZE: (machine) => machine.keepNext(),
  GET: get,
  BINGET: get,
  LONG_BINGET: get,

  STACK_GLOBAL: (machine) => {
    const [module, name] = machine.popMany(2);
    machine.push({ kind: 'global', name: `${wordOf(module)}.${wordOf(name)}` });
  },
  EXT1: extension,
  EXT2: extension,
  EXT4: extension,
  REDUCE: callTopTwo,
  NEWOBJ: callTopTwo,
  NEWOBJ_EX: (machine) => {
    const callee: PickleValue = { kind: 'global', name: 'copyreg.__newobj_ex__' };
    machine.push({ kind: 'call', callee, args: machine.popMany(3) });
  },
  INST: (machine, callee) => machine.push({ kind: 'call', callee, args: machine.popToMark() }),
  OBJ: (machine) => {
    const [callee = UNKNOWN, ...args] = machine.popToMark();
    machine.push({ kind: 'call', callee, args });
  },
  BUILD: (machine) => {
    const [object = UNKNOWN, state = UNKNOWN] = machine.popMany(2);
    const callee: PickleValue = { kind: 'attribute', of: object, name: '__setstate__' };
    machine.push({ kind: 'call', callee, args: [state] });
  },
  PERSID: persistent,
  BINPERSID: (machine) => persistent(machine, machine.pop()),
};

function keep(machine: PickleMachine, key: PickleValue): void {
  machine.keep(memoKey(key));
}

function get(machine: PickleMachine, key: PickleValue): void {
  machine.push(machine.kept(memoKey(key)));
}

/** `PUT 00` would read as False; as a number of the memo it is 0. */
function memoKey(key: PickleValue): string {
  if (key.kind !== 'plain') return '?';
  return { False: '0', True: '1' }[key.python] ?? key.python;
}

function extend({ top }: PickleMachine, items: readonly PickleValue[]): void {
  if (top.kind === 'dict') for (const pair of pairs(items)) top.entries.push(pair);
  if ('items' in top) for (const item of items) top.items.push(item);
}

function pairs(items: readonly PickleValue[]): Array<readonly [PickleValue, PickleValue]> {
  return Array.from({ length: Math.ceil(items.length / 2) }, (_, index) => {
    return [items[2 * index] ?? UNKNOWN, items[2 * index + 1] ?? UNKNOWN];
  });
}

function callTopTwo(machine: PickleMachine): void {
  const [callee = UNKNOWN, args = UNKNOWN] = machine.popMany(2);
  machine.push({ kind: 'call', callee, args: argumentsOf(args) });
}

function argumentsOf(args: PickleValue): readonly PickleValue[] {
  return args.kind === 'tuple' ? args.items : [args];
}

function persistent(machine: PickleMachine, id: PickleValue): void {
  machine.push({ kind: 'call', callee: { kind: 'global', name: 'persistent_load' }, args: [id] });
}

function extension(machine: PickleMachine, number: PickleValue): void {
  machine.push({ kind: 'global', name: `copyreg._inverted_registry[${wordOf(number)}]` });
}

/** A name as it would be looked up; one that is longer than any name is cut off. */
function wordOf(value: PickleValue | undefined): string {
  if (value?.kind === 'text') return value.text.slice(0, 200);
  return value?.kind === 'plain' ? value.python : '?';
}
