/** Loaded ahead of a lesson's program: it ends when the walk that started it ends, even if that was killed. */

process.once('disconnect', () => process.exit());
process.channel?.unref(); // does not keep a client alive that has nothing left to do
