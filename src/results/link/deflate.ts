// Raw deflate by the platform's own streams, in browsers and in Node alike.

/** Deflate expands at most 1,032-fold: a slice can add no more than this many times its length beyond the limit. */
const SLICE_BYTES = 256;

export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Stops as soon as more than `limit` bytes have come out, however much would follow.
 * @returns `too-long`, or `damaged` for what is no complete stream.
 */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | 'too-long' | 'damaged'> {
  const reader = slices(bytes).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const out = new Uint8Array(limit);
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return out.slice(0, length);
      if (length + value.length > limit) {
        await reader.cancel();
        return 'too-long';
      }
      out.set(value, length);
      length += value.length;
    }
  } catch {
    return 'damaged';
  }
}

function slices(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) {
        controller.close();
        return;
      }
      controller.enqueue(bytes.slice(start, start + SLICE_BYTES));
      start += SLICE_BYTES;
    },
  });
}
