import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonParts } from '../../../inspector/dissect/json-parts.ts';

function values(json: string): Array<[number | string | undefined, string]> {
  const bytes = Buffer.from(json);
  return jsonParts(bytes)
    .filter(({ role }) => role === 'value')
    .map(({ key, start, end }) => [key, bytes.toString('utf8', start, end)]);
}

test('the members of an array are found by index', () => {
  assert.deepEqual(values(' [ "a,]" , null,[1,[2]] ] '), [
    [0, '"a,]"'],
    [1, 'null'],
    [2, '[1,[2]]'],
  ]);
});

test('the members of an object are found by key, accents and escapes included', () => {
  assert.deepEqual(values('{"ação":"\\"}","\\u0061":{"b":1}, "n":-1.5e3}'), [
    ['ação', '"\\"}"'],
    ['a', '{"b":1}'],
    ['n', '-1.5e3'],
  ]);
});

test('a value that stands alone has no key, an empty array has no members', () => {
  assert.deepEqual(values('"Adeus!"'), [[undefined, '"Adeus!"']]);
  assert.deepEqual(values('[]'), []);
  assert.deepEqual(values('{}'), []);
});

test('whatever the JSON, the parts lie side by side and each value parses to the member', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1), (json, indent) => {
      const bytes = Buffer.from(JSON.stringify(JSON.parse(json), null, indent));
      const whole: unknown = JSON.parse(bytes.toString());
      let end = 0;
      for (const part of jsonParts(bytes)) {
        assert.equal(part.start, end);
        end = part.end;
        if (part.role === 'punctuation') continue;
        const member = part.key === undefined ? whole : (whole as Record<string, unknown>)[part.key];
        assert.deepEqual(JSON.parse(bytes.toString('utf8', part.start, part.end)), member);
      }
      assert.equal(end, bytes.length);
    }),
  );
});
