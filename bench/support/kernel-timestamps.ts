// How long each kernel of a sequence takes among the others: a pass for each, with timestamps at both ends.
import { GPUBufferUsageBits, type GpuSession } from '../../src/engine/device/gpu-session.ts';
import type { PreparedKernel } from '../../src/engine/kernels/prepared-kernel.ts';

/** Most queries of a set, by the specification. */
const MOST_QUERIES = 4096;

const TIMESTAMP_BYTES = 8;

/** In milliseconds, in the order of the kernels; undefined where the device has no timestamps. */
export async function sequenceTimes(
  session: GpuSession,
  kernels: readonly PreparedKernel[],
): Promise<readonly number[] | undefined> {
  const { device, traits } = session;
  const count = 2 * kernels.length;
  if (!traits.features.has('timestamp-query') || count > MOST_QUERIES) return undefined;
  const querySet = device.createQuerySet({ type: 'timestamp', count });
  const resolved = device.createBuffer({
    size: count * TIMESTAMP_BYTES,
    usage: GPUBufferUsageBits.QUERY_RESOLVE | GPUBufferUsageBits.COPY_SRC,
  });
  try {
    const encoder = device.createCommandEncoder();
    for (const [index, kernel] of kernels.entries()) {
      const pass = encoder.beginComputePass({
        timestampWrites: {
          querySet,
          beginningOfPassWriteIndex: 2 * index,
          endOfPassWriteIndex: 2 * index + 1,
        },
      });
      kernel.encode(pass, 1);
      pass.end();
    }
    encoder.resolveQuerySet(querySet, 0, count, resolved, 0);
    device.queue.submit([encoder.finish()]);
    const expectedMs = kernels.reduce((sum, { executionMs }) => sum + executionMs, 0);
    await session.waitForQueue(expectedMs, 'relaxed');
    const times = new BigUint64Array(await session.readBuffer(resolved, count * TIMESTAMP_BYTES));
    return kernels.map((_, index) => {
      const [begin = 0n, end = 0n] = times.subarray(2 * index, 2 * index + 2);
      return Number(end - begin) / 1e6;
    });
  } finally {
    querySet.destroy();
    resolved.destroy();
  }
}
