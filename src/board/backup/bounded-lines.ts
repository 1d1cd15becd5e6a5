// The lines of a stream of bytes, none longer than may be: a file without line ends must not fill the memory.
const LINE_END = 0x0a;

/** @param refuse what to throw for a longer line, or an end within one, of a reason like "it ends within a line". */
export async function* boundedLines(
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
  refuse: (reason: string) => Error,
): AsyncGenerator<Buffer> {
  let begun: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_END, start);
      const piece = chunk.subarray(start, end === -1 ? chunk.length : end);
      length += piece.length;
      if (length > mostBytes) {
        throw refuse(`a line of it is longer than ${Math.round(mostBytes / 2 ** 20)} MiB`);
      }
      begun.push(piece);
      if (end === -1) break;
      yield Buffer.concat(begun);
      [begun, length, start] = [[], 0, end + 1];
    }
  }
  if (length > 0) throw refuse('it ends within a line');
}
