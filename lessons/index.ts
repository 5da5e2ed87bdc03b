/** `npx tsx lessons`: lists the lessons, walks through them, and looks after a student's exercises. */

import { runProgram } from '../terminal/program.ts';
import { runCommand } from './commands/main.ts';

await runProgram(() => runCommand(process.argv.slice(2)));
