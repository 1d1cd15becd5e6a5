// When a preprint really appeared. Its number tells year and month; OpenAI's table has the right year and day of all
// its preprints, but January for the month of six of them and June for July in one.

/** "2015-12" of https://arxiv.org/abs/1512.03385; undefined for another address. */
export function arxivMonth(link: string): string | undefined {
  const [, year, month] =
    /^https:\/\/arxiv\.org\/abs\/(\d{2})(0[1-9]|1[0-2])\.\d{4,5}(v\d+)?$/.exec(link) ?? [];
  return year === undefined || month === undefined ? undefined : `20${year}-${month}`;
}

/**
 * The printed date with the month of the preprint's number. Where the years differ too, the number alone is believed,
 * and the day is left out.
 */
export function correctedDate(printed: string, link: string): string {
  const month = arxivMonth(link);
  if (month === undefined) return printed;
  return month.slice(0, 4) === printed.slice(0, 4) ? `${month}${printed.slice(7)}` : month;
}
