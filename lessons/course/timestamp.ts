/** A moment as part of a file's name. */

/** `20260131-235959`, local time; sorts by time. */
export function timestamp(moment = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${moment.getFullYear()}${two(moment.getMonth() + 1)}${two(moment.getDate())}`;
  return `${date}-${two(moment.getHours())}${two(moment.getMinutes())}${two(moment.getSeconds())}`;
}
