// Days and moments in the person's own language. Making a formatter costs a thousand times what using it does.
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const printDay = (iso: string): string => print(days, iso);
export const printMoment = (iso: string): string => print(moments, iso);

/** A day that no calendar has stays as it was written. */
function print(format: Intl.DateTimeFormat, iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : format.format(date);
}
