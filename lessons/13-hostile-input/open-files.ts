/** How many files and sockets this process may have open (`ulimit -n`); where a system sets no limit, Infinity. */

export function openFiles(): number {
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } };
  const limit = Number(report.userLimits?.open_files?.soft);
  return Number.isFinite(limit) ? limit : Number.POSITIVE_INFINITY;
}
