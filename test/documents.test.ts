/** The documents say what the programs do. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { INSPECTOR_PORT, SERVER_PORT } from '../terminal/ports.ts';
import { ROOT, runToEnd } from './support.ts';

const READMES = ['README.md', 'README.pt-BR.md'];
const DOCUMENTS = [...READMES, 'PROTOCOL.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

test('every option of every program stands in both READMEs', async (t) => {
  for (const script of [
    'echo-server.ts',
    'echo-client.ts',
    'run.ts',
    'inspector/index.ts',
    'lessons/index.ts',
  ]) {
    const help = (await runToEnd(t, [script, '--help'])).stdout;
    const options = help.match(/--[a-z-]+/g) ?? [];
    assert.ok(options.length > 3, script);
    for (const option of options)
      for (const readme of READMES)
        assert.ok(read(readme).includes(option), `${readme} lacks ${option} of ${script}`);
  }
});

test('both READMEs have the same sections, commands and tables, and name the ports', () => {
  const [english = '', portuguese = ''] = READMES.map(read);
  const shape = (text: string) => ({
    headings: text.match(/^#+ /gm)?.length,
    rows: text.match(/^\|/gm)?.length,
    commands: text.match(/npx tsx [a-z-]+(\.ts)?/g),
  });
  assert.deepEqual(shape(portuguese), shape(english));
  for (const text of [english, portuguese])
    for (const port of [SERVER_PORT, INSPECTOR_PORT]) assert.ok(text.includes(String(port)));
});

test('every link between the documents leads somewhere', () => {
  for (const document of DOCUMENTS)
    for (const [, target = ''] of read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      assert.ok(existsSync(join(ROOT, target)), `${document} → ${target}`);
});
