// When a cited figure was true: the date of its source, or the day on which it was last looked up there.

export function citedDate({
  date,
  checked,
}: {
  readonly date?: string | undefined;
  readonly checked: string;
}): string {
  return date ?? `checked ${checked}`;
}
