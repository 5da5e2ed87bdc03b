/**
 * Where the values stand inside a JSON text, in bytes. JSON.parse gives values and forgets where they stood; this
 * finds it again. Looks at the outermost array or object only: what lies deeper is part of its member.
 *
 * Simplified: the text must be one that JSON.parse accepts.
 */

import { Buffer } from 'node:buffer';

export interface JsonPart {
  readonly role: 'value' | 'punctuation';
  /** Index in an array, key in an object; undefined for punctuation and for a value that stands alone. */
  readonly key: number | string | undefined;
  /** First byte, and one past the last. */
  readonly start: number;
  readonly end: number;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A string, or a bracket, colon or comma, or a number or word. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g;

/** The members of the outermost value and the punctuation between them, side by side, covering every byte. */
export function jsonParts(json: Buffer): JsonPart[] {
  const parts: JsonPart[] = [];
  let done = 0;
  const punctuation = (end: number) => {
    if (end > done) parts.push({ role: 'punctuation', key: undefined, start: done, end });
  };
  for (const member of members(tokens(json))) {
    punctuation(member.start);
    parts.push(member);
    done = member.end;
  }
  punctuation(json.length);
  return parts;
}

/** Latin-1 makes one character of each byte, so that positions are bytes; no byte of an `ã` looks like a quote. */
function tokens(json: Buffer): Token[] {
  return Array.from(json.toString('latin1').matchAll(TOKEN), ({ 0: text, index }) => {
    return { text, start: index, end: index + text.length };
  });
}

function members(all: readonly Token[]): JsonPart[] {
  const outer = all[0]?.text;
  const inside = outer === '[' || outer === '{' ? all.slice(1, -1) : all;
  return splitAtCommas(inside).flatMap((member, index) => {
    if (outer === '{') return value(keyOf(member[0]), member.slice(2));
    return value(outer === '[' ? index : undefined, member);
  });
}

function splitAtCommas(inside: readonly Token[]): Token[][] {
  const runs: Token[][] = [[]];
  let depth = 0;
  for (const token of inside) {
    if (token.text === '[' || token.text === '{') depth++;
    if (token.text === ']' || token.text === '}') depth--;
    if (token.text === ',' && depth === 0) runs.push([]);
    else runs.at(-1)?.push(token);
  }
  return runs;
}

function value(key: number | string | undefined, [first, ...rest]: readonly Token[]): JsonPart[] {
  return first ? [{ role: 'value', key, start: first.start, end: rest.at(-1)?.end ?? first.end }] : [];
}

function keyOf(token: Token | undefined): string {
  return JSON.parse(Buffer.from(token?.text ?? '""', 'latin1').toString());
}
