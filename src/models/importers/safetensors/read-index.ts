// model.safetensors.index.json: which shard holds which tensor, and how many bytes they are together.
import { brokenFile } from '../broken-file.ts';
import type { ByteSource } from '../byte-source.ts';
import { quoted } from '../plain-text.ts';
import { JsonScanner } from './json-scanner.ts';

/** The index of DeepSeek-V3 lists 92,000 tensors in 9 MB. */
const MOST_BYTES = 32e6;
/** DeepSeek-V3 has 163. */
const MOST_SHARDS = 10_000;

export interface SafetensorsIndex {
  /** Tensors of each shard, by its name. */
  readonly shards: ReadonlyMap<string, number>;
  /** Of all tensors together, where the file says so. */
  readonly totalBytes?: number;
  /** transformers writes it since 4.56. */
  readonly totalParameters?: number;
}

/** @throws FlopscopeError `invalid-document`. */
export async function readSafetensorsIndex(source: ByteSource): Promise<SafetensorsIndex> {
  const file = quoted(source.name);
  if (source.size > MOST_BYTES) {
    brokenFile(
      `${file} has ${source.size} bytes; an index of more than ${MOST_BYTES / 1e6} MB is not read. Give the shards themselves.`,
    );
  }
  const scanner = new JsonScanner(await source.read(0, source.size), file);
  const shards = new Map<string, number>();
  let totalBytes: number | undefined;
  let totalParameters: number | undefined;
  scanner.object((key) => {
    if (key === 'weight_map') {
      scanner.object(() => {
        const shard = scanner.string();
        shards.set(shard, (shards.get(shard) ?? 0) + 1);
        if (shards.size > MOST_SHARDS) {
          brokenFile(`${file} names more than ${MOST_SHARDS} shards. It is damaged.`);
        }
      });
    } else if (key === 'metadata' && scanner.peek() === 'object') {
      scanner.object((name) => {
        if (name === 'total_size') totalBytes = scanner.number();
        else if (name === 'total_parameters') totalParameters = scanner.number();
        else scanner.skip();
      });
    } else {
      scanner.skip();
    }
  });
  scanner.end();
  if (shards.size === 0) {
    brokenFile(`${file} lists no tensors (weight_map). Get it again from the model's page.`);
  }
  return {
    shards,
    ...(isCount(totalBytes) ? { totalBytes } : {}),
    ...(isCount(totalParameters) ? { totalParameters } : {}),
  };
}

function isCount(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
