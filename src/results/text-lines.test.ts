import { describe, expect, it } from 'vitest';
import { textLines } from './text-lines.ts';

describe('lines of a file', () => {
  it('are the same as of its text, wherever its pieces end', async () => {
    // Longer than the pieces in which a file is read, with letters of several bytes across their borders.
    const text = Array.from({ length: 3000 }, (_, line) => `${line} ${'Größe ∑ 🙂 '.repeat(9)}`);
    expect(await linesOf(text.join('\n'), 1000)).toEqual(text);
  });

  it('may be empty; an end without a line after it is none', async () => {
    expect(await linesOf('a\n\nb\n', 10)).toEqual(['a', '', 'b']);
    expect(await linesOf('', 10)).toEqual([]);
  });

  it('are cut where they are longer than may be', async () => {
    const endless = 'x'.repeat(300_000);
    expect(await linesOf(`${endless}\nshort`, 100)).toEqual(['x'.repeat(100), 'short']);
  });
});

async function linesOf(text: string, most: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of textLines(new Blob([text]), most)) lines.push(line);
  return lines;
}
