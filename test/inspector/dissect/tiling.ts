/** What every dissection must be, whatever the bytes: a tree that covers each byte once, in order, and escaped. */

import assert from 'node:assert/strict';
import type { Buffer } from 'node:buffer';
import type { Dissector, Field, Side } from '../../../inspector/dissect/dissection.ts';

export function assertSound(dissector: Dissector, message: Buffer, side: Side): void {
  const { fields, info, broken } = dissector.dissect(message, side);
  assert.equal(assertTiled(fields, 0), message.length, 'the fields end where the message ends');
  const all = flatten(fields);
  assert.equal(
    broken,
    all.some(({ fault }) => fault),
  );
  for (const field of all) {
    assertPrintable(field.name);
    assertPrintable(field.value);
    for (const text of [field.explain, field.fault ?? field.explain])
      for (const words of [text.en, text.pt]) {
        assertPrintable(words);
        assert.ok(words.length > 0);
      }
  }
  assertPrintable(info);
  assert.ok([...info].length <= 200, 'the info is short');
}

/** Returns where the last of them ends. */
function assertTiled(fields: readonly Field[], start: number): number {
  let end = start;
  for (const field of fields) {
    assert.equal(field.start, end, `${field.name} begins where the one before ends`);
    assert.ok(field.end >= field.start);
    if (field.children) assert.equal(assertTiled(field.children, field.start), field.end);
    end = field.end;
  }
  return end;
}

function assertPrintable(text: string): void {
  assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
}

export function flatten(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...flatten(field.children ?? [])]);
}

/** The first field of that name, wherever it lies in the tree. */
export function fieldNamed(fields: readonly Field[], name: string): Field {
  const found = flatten(fields).find((field) => field.name === name);
  assert.ok(found, `there is a field ${name}`);
  return found;
}
