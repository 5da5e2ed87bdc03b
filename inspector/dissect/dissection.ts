/**
 * What a dissector is and what it gives: bytes on the wire become a tree of named fields.
 *
 * Pure: knows no sockets, no screen and no clock. A dissector never throws and never refuses: whoever sends broken
 * bytes sees them shown, with the field that is wrong and what was expected there.
 */

import type { Buffer } from 'node:buffer';
import type { Text } from '../../terminal/language.ts';

/** Who sent it. */
export type Side = 'client' | 'server';

/** One colour per kind, the same in the tree of fields and in the dump. */
export type FieldKind =
  | 'magic'
  | 'version'
  | 'type'
  | 'id'
  | 'length'
  | 'checksum'
  | 'payload'
  | 'text'
  | 'number'
  | 'opcode'
  | 'danger'
  | 'group';

/**
 * Some bytes of a message and what they mean. The children of a field lie side by side and fill it, so each byte
 * belongs to exactly one field that has no children. A field may be empty (`start === end`): a payload of length
 * 0, or something that should stand there and does not.
 */
export interface Field {
  /** A term of the field: `magic`, `length`, `command`. */
  readonly name: string;
  /** First byte within the message. */
  readonly start: number;
  /** One past the last byte. */
  readonly end: number;
  /** As shown: `"EC"`, `REQUEST`, `23`. Whatever came from the wire has been through printable(). */
  readonly value: string;
  readonly kind: FieldKind;
  /** One line: what the field is, and how these bytes give this value. */
  readonly explain: Text;
  /** Of PROTOCOL.md, for EC/1: `3.5`. */
  readonly section?: string;
  /** What is wrong and what was expected. */
  readonly fault?: Text;
  readonly children?: readonly Field[];
}

/** One message, understood as far as it can be. */
export interface Dissection {
  /** `REQUEST`, `pickle`, `line`, `record`, `read`; a message so broken that it has no type: `?`. */
  readonly type: string;
  readonly id?: number;
  /** Bytes of payload, as announced; of the whole message where there is no header. */
  readonly length: number;
  /** For the list: `ARQUIVO file1.txt`, `"19:31:07"`. Escaped, at most INFO_CHARACTERS and a count of the rest. */
  readonly info: string;
  /** In the order of the bytes; together they cover every byte of the message. */
  readonly fields: readonly Field[];
  /** Some field has a fault. A message that is cut short is broken. */
  readonly broken: boolean;
}

export const INFO_CHARACTERS = 180;

/**
 * How far the search for the end of a message has come. A message may come byte by byte, and a search that began anew
 * with each would take quadratic time. Where the first bytes tell the length there is nothing to search.
 */
export interface Progress {
  /** So many bytes of the message are done with. */
  looked: number;
  /** So many line feeds must come before anything else is looked for. */
  lines: number;
}

export function noProgress(): Progress {
  return { looked: 0, lines: 0 };
}

export interface Dissector {
  readonly name: 'ec' | 'pickle' | 'length-prefix' | 'lines' | 'tls' | 'raw';
  readonly about: Text;
  /**
   * Does a connection that begins with these bytes speak this? They are the first bytes of whichever side spoke
   * first. undefined: too few bytes to tell. What was said once stays true, whatever bytes follow; only where nothing
   * follows, which `settled` says, may what is there be believed to be all.
   */
  recognises(bytes: Buffer, settled?: boolean): boolean | undefined;
  /**
   * How many bytes the message takes in all that begins at `start` (0 if left out); never 0 unless nothing is there.
   * undefined: more bytes are needed to tell. More than there are: the message is not complete yet. Bytes after which
   * nobody knows where the next message begins are one message, to the end of what is there.
   * `ended`: nothing follows any more, so what is there is the message, complete or not.
   * `progress`: as the last call for the same message left it, when less of it was there.
   */
  measure(bytes: Buffer, ended: boolean, start?: number, progress?: Progress): number | undefined;
  /** The fields of one message, which may be incomplete or broken. */
  dissect(message: Buffer, side: Side): Dissection;
}
