// What the benchmark of counting runs, in Node and in a page: one cold count, then warm ones.
import { countModel } from '../../src/models/count.ts';
import { buildModel } from '../../src/models/zoo/zoo.ts';

export interface CountTimes {
  readonly layers: number;
  readonly params: number;
  readonly macs: number;
  /** Of the first count after the program was loaded, wall clock. */
  readonly coldMs: number;
  /** Of later ones of other batches, so that no cache has them. */
  readonly warmMs: readonly number[];
}

const WARM_COUNTS = 9;

export function countCold(id: string): Omit<CountTimes, 'warmMs'> {
  const start = performance.now();
  const { layers, params, macs } = countModel(buildModel(id));
  return { layers: layers.length, params, macs, coldMs: performance.now() - start };
}

/** In a task of its own, whose function the trace shows as one of this program. */
function countInTask(id: string): Promise<Omit<CountTimes, 'warmMs'>> {
  return new Promise((done) => {
    setTimeout(() => {
      done(countCold(id));
    });
  });
}

export function countWarm(id: string): readonly number[] {
  return Array.from({ length: WARM_COUNTS }, (_, index) => {
    const start = performance.now();
    countModel(buildModel(id, { batch: index + 2 }));
    return performance.now() - start;
  });
}

Object.assign(globalThis, { countingBenchmark: { countInTask, countWarm } });
