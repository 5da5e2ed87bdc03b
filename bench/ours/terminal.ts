/** A terminal that understands what it is sent, as the one in front of a person does; it shows it to nobody. */

import xterm from '@xterm/headless';

const terminal = new xterm.Terminal({ cols: 120, rows: 36, allowProposedApi: true });
for await (const bytes of process.stdin)
  await new Promise<void>((drawn) => terminal.write(bytes as Buffer, drawn));
