/** The lessons as target: what a student's program or a stranger sends is shown, and obeyed by no terminal. */

import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { report } from '../../lessons/commands/report.ts';
import { findLessons } from '../../lessons/course/catalogue.ts';
import { checkFile } from '../../lessons/course/check.ts';
import { Progress } from '../../lessons/course/progress.ts';
import { request } from '../inspector/scene.ts';
import { Program, ROOT, temporaryFolder } from '../support.ts';
import { LONG } from './form.ts';
import { assertHarmless, HOSTILE } from './hostile.ts';

const LONGEST_MS = 300;

test("the check of a lesson shows what a student's program prints, returns and throws as text", async (t) => {
  const folder = temporaryFolder(t);
  const workshop = { lessons: join(ROOT, 'lessons'), work: folder, progress: join(folder, 'progress.json') };
  const [slug = ''] = findLessons(workshop);
  const file = join(folder, 'exercise.ts');
  const text = JSON.stringify(HOSTILE.join('\n'));
  writeFileSync(file, `console.log(${text}); console.error(${text}); throw new Error(${text});\n`);
  const checked = await checkFile(join(workshop.lessons, slug, 'exercise', 'check.ts'), file, { seed: 1 });
  const options = { step: 0, auto: true, giveUp: false, yes: false, seed: 1 };
  const progress = new Progress(workshop, () => {});
  const situation = { language: 'en', workshop, progress, all: [slug], slug, words: [], options } as const;
  const lines = report(checked, situation, 80).map((line) => line.replaceAll(/\x1b\[[\d;]*m/g, ''));
  await assertHarmless(t, 'the check', lines.join('\n'));
});

if (LONG)
  for (const lesson of findLessons({ lessons: join(ROOT, 'lessons'), work: '', progress: '' }))
    test(`the server of lesson ${lesson} shows hostile bytes as text`, async (t) => {
      const program = new Program(t, [join('lessons', lesson, 'server.ts'), '0']);
      const [, port = ''] = await program.prints(/LISTEN[\s\S]*port: (\d+)/);
      for (const text of HOSTILE) {
        const bytes = Buffer.from(text);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(bytes.length);
        for (const sent of [bytes, `${text}\n`, Buffer.concat([length, bytes]), request(1, text, text)]) {
          const socket = connect({ port: Number(port), host: '127.0.0.1' }).on('error', () => {});
          socket.resume().end(sent);
          const closed = new Promise((resolve) => socket.once('close', resolve));
          await Promise.race([closed, pause(LONGEST_MS)]); // one that waits for a TLS handshake waits for long
          socket.destroy();
        }
      }
      program.child.kill();
      const { stdout, stderr } = await program.ended;
      await assertHarmless(t, `the server of lesson ${lesson}`, stdout + stderr);
    });
