// Small model files made for tests, byte by byte, and dropping them on the page as a person does.
import type { Page } from 'puppeteer';

export interface TestFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function textFile(name: string, text: string): TestFile {
  return { name, bytes: new TextEncoder().encode(text) };
}

/** A decoder of two layers, small enough to be counted by hand. */
export const tinyConfig = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: 64,
  intermediate_size: 128,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 100,
  max_position_embeddings: 256,
  tie_word_embeddings: false,
} as const;

/**
 * Its parameters: table and output layer 2 × 100 × 64; per layer queries and output 2 × 64 × 64, keys and values
 * 2 × 64 × 32, feed-forward 3 × 64 × 128, two norms of 64; the last norm 64.
 */
export const TINY_PARAMS =
  2 * 100 * 64 + 2 * (2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 128 + 2 * 64) + 64;

/** Tensors named as no architecture names them, in f32. */
export function safetensors(
  name: string,
  tensors: Readonly<Record<string, readonly number[]>>,
): TestFile {
  let offset = 0;
  const header: Record<string, unknown> = {};
  for (const [id, shape] of Object.entries(tensors)) {
    const bytes = 4 * shape.reduce((product, size) => product * size, 1);
    header[id] = { dtype: 'F32', shape, data_offsets: [offset, offset + bytes] };
    offset += bytes;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return { name, bytes };
}

/** Lets go of files over the middle of the page. */
export async function dropFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  const carried = files.map(({ name, bytes }) => ({
    name,
    base64: Buffer.from(bytes).toString('base64'),
  }));
  await page.evaluate((list) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
    }
    for (const type of ['dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
      );
    }
  }, carried);
}
