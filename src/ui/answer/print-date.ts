// Days and moments in the person's own language. Making a formatter costs a thousand times what using it does.
let days: Intl.DateTimeFormat | undefined;
let moments: Intl.DateTimeFormat | undefined;

export function printDay(iso: string): string {
  days ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
  return print(days, iso);
}

export function printMoment(iso: string): string {
  moments ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return print(moments, iso);
}

/** A day that no calendar has stays as it was written. */
function print(format: Intl.DateTimeFormat, iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : format.format(date);
}
