// What is published about carrying a time from one GPU to another: how far predictors are off, and what share
// of its peak a GPU gives to the same kind of kernel.
import * as v from 'valibot';
import records from './cross-gpu.json';
import { citation } from './schema.ts';

const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));

const crossGpuSchema = v.strictObject({
  predictors: v.array(
    v.strictObject({ name: v.string(), error: share, sentence: v.string(), ...citation }),
  ),
  achieved: v.array(
    v.strictObject({
      gpu: v.string(),
      kernel: v.string(),
      interface: v.picklist(['WebGPU', 'Metal']),
      flopsPerSecond: v.pipe(v.number(), v.gtValue(0)),
      shareOfPeak: share,
      ...citation,
    }),
  ),
});

const crossGpu = v.parse(crossGpuSchema, records);

export type PredictorError = v.InferOutput<typeof crossGpuSchema>['predictors'][number];
export type AchievedShare = v.InferOutput<typeof crossGpuSchema>['achieved'][number];

/** Mean errors of predictors on GPUs that they were not fitted to. */
export const crossGpuErrors: readonly PredictorError[] = crossGpu.predictors;

/** Shares of the f32 peak that matrix products reached. */
export const achievedShares: readonly AchievedShare[] = crossGpu.achieved;
