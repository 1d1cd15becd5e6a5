// The lines of a file, a piece of it in memory at a time: decoding forty megabytes in one go would keep the page from
// answering for a tenth of a second.

/** @param mostCharacters of a line: of a longer one the rest is left out, so that whoever parses it can refuse it. */
export async function* textLines(file: Blob, mostCharacters: number): AsyncGenerator<string> {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let begun = '';
  const add = (piece: string) => {
    if (begun.length < mostCharacters) begun += piece.slice(0, mostCharacters - begun.length);
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const pieces = (done ? decoder.decode() : decoder.decode(value, { stream: true })).split(
        '\n',
      );
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) {
          yield begun;
          begun = '';
        }
        add(piece);
      }
      if (done) break;
    }
    if (begun !== '') yield begun;
  } finally {
    await reader.cancel();
  }
}
