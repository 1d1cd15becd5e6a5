// A tooltip's text in lines that fit: a source may be longer than the chart is wide.

/** A tooltip's line holds about as many characters on a phone. */
const LINE = 46;

export function wrapLine(line: string): string[] {
  return line.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    return last === undefined || last.length + word.length >= LINE
      ? [...lines, word]
      : [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}
