/** `HH:MM:SS`, local time: what HORA answers (PROTOCOL.md §5.2), and what stands before each line of the log. */
export function clockTime(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
