/** Ctrl-Z. While a program reads keys as they are pressed, the terminal leaves it to the program to stop. */

/** This process and those that started it, such as npx: the shell waits for the first of them. Not on Windows. */
export function stopThisJob(): void {
  if (process.platform !== 'win32') process.kill(0, 'SIGTSTP');
}

/** The same, with the terminal as the shell wants it meanwhile. Returns when somebody has said `fg`. */
export function lendTerminal(): void {
  process.stdin.setRawMode(false);
  stopThisJob();
  process.stdin.setRawMode(true);
}
