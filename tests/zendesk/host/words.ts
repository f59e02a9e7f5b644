const short = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

export const shortTime = (iso: string): string => short.format(new Date(iso));
export const clockTime = (at: number): string => clock.format(at);

export function lengthOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function initials(name: string): string {
  const letters = name.match(/\p{L}/gu) ?? [];
  return (letters[0] ?? '?').toUpperCase();
}
