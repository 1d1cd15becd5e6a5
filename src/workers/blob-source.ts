// A file of the page as a ByteSource: slices are read when they are asked for, the rest stays on the disk.
import type { ByteSource } from '../models/importers/byte-source.ts';
import { FlopscopeError } from '../shared/errors.ts';

export function blobSource(file: File): ByteSource {
  return {
    name: file.name,
    size: file.size,
    read: async (start, end) => {
      try {
        return new Uint8Array(await file.slice(start, end).arrayBuffer());
      } catch (cause) {
        throw new FlopscopeError(
          'invalid-document',
          `“${file.name.slice(0, 80)}” can no longer be read: it was moved, changed or deleted. Open it again.`,
          { cause },
        );
      }
    },
  };
}
