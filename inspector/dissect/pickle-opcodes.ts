/**
 * The opcodes of Python's pickles, protocols 0 to 5, as data: a pickle is a program for a machine with a stack.
 * Names, codes and arguments are those of Python's pickletools. What they do to the stack: pickle-machine.ts.
 */

import type { Buffer } from 'node:buffer';
import type { Text } from '../../terminal/language.ts';
import { type ArgumentName, argumentBytes } from './pickle-arguments.ts';

export interface Opcode {
  readonly code: number;
  readonly name: string;
  readonly argument: ArgumentName;
  /** The first protocol that has it. */
  readonly protocol: number;
  /** Loading it imports or calls what the pickle names. */
  readonly danger: boolean;
  readonly explain: Text;
}

type Row = [code: number, name: string, argument: ArgumentName, protocol: number, en: string, pt: string];

function op(...[code, name, argument, protocol, en, pt]: Row): Opcode {
  return { code, name, argument, protocol, danger: false, explain: { en, pt } };
}

function danger(...row: Row): Opcode {
  return { ...op(...row), danger: true };
}

// biome-ignore format: one opcode a line
export const OPCODES: readonly Opcode[] = [
  op(0x28, 'MARK', 'none', 0, 'pushes a mark: a collection begins here', 'empilha uma marca: aqui começa uma coleção'),
  op(0x29, 'EMPTY_TUPLE', 'none', 1, 'pushes an empty tuple', 'empilha uma tupla vazia'),
  op(0x2e, 'STOP', 'none', 0, 'ends the pickle; the top of the stack is its value', 'termina o pickle; o topo da pilha é o valor'),
  op(0x30, 'POP', 'none', 0, 'throws the top away', 'joga fora o topo'),
  op(0x31, 'POP_MARK', 'none', 1, 'throws all down to the mark away', 'joga fora tudo até a marca'),
  op(0x32, 'DUP', 'none', 0, 'pushes the top once more', 'empilha o topo mais uma vez'),
  op(0x42, 'BINBYTES', 'bytes4', 3, 'pushes bytes; 4 bytes hold their length', 'empilha bytes; 4 bytes dizem quantos'),
  op(0x43, 'SHORT_BINBYTES', 'bytes1', 3, 'pushes bytes; 1 byte holds their length', 'empilha bytes; 1 byte diz quantos'),
  op(0x46, 'FLOAT', 'floatnl', 0, 'pushes a float, written in decimal', 'empilha um float, escrito em decimal'),
  op(0x47, 'BINFLOAT', 'float8', 1, 'pushes a float: 8 bytes, big-endian', 'empilha um float: 8 bytes, big-endian'),
  op(0x49, 'INT', 'decimalnl_short', 0, 'pushes an integer, written in decimal', 'empilha um inteiro, escrito em decimal'),
  op(0x4a, 'BININT', 'int4', 1, 'pushes a signed integer of 4 bytes', 'empilha um inteiro de 4 bytes com sinal'),
  op(0x4b, 'BININT1', 'uint1', 1, 'pushes an integer of 1 byte', 'empilha um inteiro de 1 byte'),
  op(0x4c, 'LONG', 'decimalnl_long', 0, 'pushes an integer of any size, in decimal', 'empilha um inteiro qualquer, em decimal'),
  op(0x4d, 'BININT2', 'uint2', 1, 'pushes an integer of 2 bytes', 'empilha um inteiro de 2 bytes'),
  op(0x4e, 'NONE', 'none', 0, 'pushes None', 'empilha None'),
  danger(0x50, 'PERSID', 'stringnl_noescape', 0, "calls the program's own loader", 'chama o carregador do programa'),
  danger(0x51, 'BINPERSID', 'none', 1, "calls the program's own loader with the top", 'chama o carregador do programa com o topo'),
  danger(0x52, 'REDUCE', 'none', 0, 'calls what lies below the top, with the top as arguments', 'chama o que está sob o topo, com o topo como argumentos'),
  op(0x53, 'STRING', 'stringnl', 0, 'pushes a string of Python 2, in quotes', 'empilha uma string do Python 2, entre aspas'),
  op(0x54, 'BINSTRING', 'string4', 1, 'pushes a string of Python 2; 4 bytes hold its length', 'empilha uma string do Python 2; 4 bytes dizem o tamanho'),
  op(0x55, 'SHORT_BINSTRING', 'string1', 1, 'pushes a string of Python 2; 1 byte holds its length', 'empilha uma string do Python 2; 1 byte diz o tamanho'),
  op(0x56, 'UNICODE', 'unicodestringnl', 0, 'pushes a string, to the end of the line', 'empilha uma string, até o fim da linha'),
  op(0x58, 'BINUNICODE', 'unicodestring4', 1, 'pushes a string; 4 bytes hold its length', 'empilha uma string; 4 bytes dizem o tamanho'),
  op(0x5d, 'EMPTY_LIST', 'none', 1, 'pushes an empty list', 'empilha uma lista vazia'),
  op(0x61, 'APPEND', 'none', 0, 'appends the top to the list below it', 'põe o topo no fim da lista sob ele'),
  danger(0x62, 'BUILD', 'none', 0, 'gives the object below the top its state: may call __setstate__', 'dá ao objeto sob o topo o seu estado: pode chamar __setstate__'),
  danger(0x63, 'GLOBAL', 'stringnl_noescape_pair', 0, 'imports a module and pushes a name of it', 'importa um módulo e empilha um nome dele'),
  op(0x64, 'DICT', 'none', 0, 'makes a dict of all down to the mark', 'faz um dict de tudo até a marca'),
  op(0x65, 'APPENDS', 'none', 1, 'appends all down to the mark to the list below it', 'põe tudo até a marca no fim da lista sob ela'),
  op(0x67, 'GET', 'decimalnl_short', 0, 'pushes what the memo keeps under this number', 'empilha o que o memo guarda sob este número'),
  op(0x68, 'BINGET', 'uint1', 1, 'pushes what the memo keeps under this number', 'empilha o que o memo guarda sob este número'),
  danger(0x69, 'INST', 'stringnl_noescape_pair', 0, 'imports a class and calls it with all down to the mark', 'importa uma classe e a chama com tudo até a marca'),
  op(0x6a, 'LONG_BINGET', 'uint4', 1, 'pushes what the memo keeps under this number', 'empilha o que o memo guarda sob este número'),
  op(0x6c, 'LIST', 'none', 0, 'makes a list of all down to the mark', 'faz uma lista de tudo até a marca'),
  danger(0x6f, 'OBJ', 'none', 1, 'calls a class with all down to the mark', 'chama uma classe com tudo até a marca'),
  op(0x70, 'PUT', 'decimalnl_short', 0, 'keeps the top in the memo under this number', 'guarda o topo no memo sob este número'),
  op(0x71, 'BINPUT', 'uint1', 1, 'keeps the top in the memo under this number', 'guarda o topo no memo sob este número'),
  op(0x72, 'LONG_BINPUT', 'uint4', 1, 'keeps the top in the memo under this number', 'guarda o topo no memo sob este número'),
  op(0x73, 'SETITEM', 'none', 0, 'puts a key and the top into the dict below', 'põe uma chave e o topo no dict abaixo'),
  op(0x74, 'TUPLE', 'none', 0, 'makes a tuple of all down to the mark', 'faz uma tupla de tudo até a marca'),
  op(0x75, 'SETITEMS', 'none', 1, 'puts keys and values down to the mark into the dict below', 'põe chaves e valores até a marca no dict abaixo'),
  op(0x7d, 'EMPTY_DICT', 'none', 1, 'pushes an empty dict', 'empilha um dict vazio'),
  op(0x80, 'PROTO', 'uint1', 2, 'says which version of the pickle format this is', 'diz qual é a versão do formato pickle'),
  danger(0x81, 'NEWOBJ', 'none', 2, 'makes an object: calls __new__ of the class below the top', 'cria um objeto: chama __new__ da classe sob o topo'),
  danger(0x82, 'EXT1', 'uint1', 2, 'imports what copyreg has registered under this number', 'importa o que copyreg registrou sob este número'),
  danger(0x83, 'EXT2', 'uint2', 2, 'imports what copyreg has registered under this number', 'importa o que copyreg registrou sob este número'),
  danger(0x84, 'EXT4', 'int4', 2, 'imports what copyreg has registered under this number', 'importa o que copyreg registrou sob este número'),
  op(0x85, 'TUPLE1', 'none', 2, 'makes a tuple of the top', 'faz uma tupla do topo'),
  op(0x86, 'TUPLE2', 'none', 2, 'makes a tuple of the top two', 'faz uma tupla dos dois do topo'),
  op(0x87, 'TUPLE3', 'none', 2, 'makes a tuple of the top three', 'faz uma tupla dos três do topo'),
  op(0x88, 'NEWTRUE', 'none', 2, 'pushes True', 'empilha True'),
  op(0x89, 'NEWFALSE', 'none', 2, 'pushes False', 'empilha False'),
  op(0x8a, 'LONG1', 'long1', 2, 'pushes an integer; 1 byte holds how many it takes', 'empilha um inteiro; 1 byte diz quantos ele ocupa'),
  op(0x8b, 'LONG4', 'long4', 2, 'pushes an integer; 4 bytes hold how many it takes', 'empilha um inteiro; 4 bytes dizem quantos ele ocupa'),
  op(0x8c, 'SHORT_BINUNICODE', 'unicodestring1', 4, 'pushes a string; 1 byte holds its length', 'empilha uma string; 1 byte diz o tamanho'),
  op(0x8d, 'BINUNICODE8', 'unicodestring8', 4, 'pushes a string; 8 bytes hold its length', 'empilha uma string; 8 bytes dizem o tamanho'),
  op(0x8e, 'BINBYTES8', 'bytes8', 4, 'pushes bytes; 8 bytes hold their length', 'empilha bytes; 8 bytes dizem quantos'),
  op(0x8f, 'EMPTY_SET', 'none', 4, 'pushes an empty set', 'empilha um set vazio'),
  op(0x90, 'ADDITEMS', 'none', 4, 'puts all down to the mark into the set below it', 'põe tudo até a marca no set sob ela'),
  op(0x91, 'FROZENSET', 'none', 4, 'makes a frozenset of all down to the mark', 'faz um frozenset de tudo até a marca'),
  danger(0x92, 'NEWOBJ_EX', 'none', 4, 'makes an object: calls __new__, with named arguments', 'cria um objeto: chama __new__, com argumentos nomeados'),
  danger(0x93, 'STACK_GLOBAL', 'none', 4, 'imports the module and the name on the stack', 'importa o módulo e o nome que estão na pilha'),
  op(0x94, 'MEMOIZE', 'none', 4, 'keeps the top in the memo, under the next number', 'guarda o topo no memo, sob o próximo número'),
  op(0x95, 'FRAME', 'uint8', 4, 'says how many bytes of opcodes follow, for reading ahead', 'diz quantos bytes de opcodes seguem, para ler de uma vez'),
  op(0x96, 'BYTEARRAY8', 'bytearray8', 5, 'pushes a bytearray; 8 bytes hold its length', 'empilha um bytearray; 8 bytes dizem o tamanho'),
  op(0x97, 'NEXT_BUFFER', 'none', 5, 'pushes a buffer that came by another way', 'empilha um buffer que veio por outro caminho'),
  op(0x98, 'READONLY_BUFFER', 'none', 5, 'makes the buffer on top read-only', 'torna o buffer do topo só de leitura'),
];

const BY_CODE: ReadonlyMap<number, Opcode> = new Map(OPCODES.map((opcode) => [opcode.code, opcode]));

export function opcodeOf(code: number): Opcode | undefined {
  return BY_CODE.get(code);
}

/** One opcode with its argument, and where it stands. */
export interface Instruction {
  readonly opcode: Opcode;
  readonly start: number;
  readonly end: number;
}

/** broken: no opcode stands at `start`, or its argument cannot be meant. incomplete: not all of it is here. */
export function instructionAt(bytes: Buffer, start: number): Instruction | 'incomplete' | 'broken' {
  if (start === bytes.length) return 'incomplete';
  const opcode = opcodeOf(bytes[start] ?? -1);
  if (!opcode) return 'broken';
  const size = argumentBytes(opcode.argument, bytes, start + 1);
  if (size === Number.POSITIVE_INFINITY) return 'broken';
  if (size === undefined || start + 1 + size > bytes.length) return 'incomplete';
  return { opcode, start, end: start + 1 + size };
}
