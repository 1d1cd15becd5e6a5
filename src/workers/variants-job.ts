// Variants of a model, really run in the worker beside the dense network. Loaded when it is asked for.
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { RUN_PAIRS, speedupOf, timeVariants } from '../engine/time-variants.ts';
import type { RefusedVariant, RunVariant } from '../estimate/shrink/run-rows.ts';
import { variantsToRun } from '../estimate/shrink/variants-to-run.ts';
import type { RunVariantsEvent, RunVariantsJob } from './variants-api.ts';

/** @throws FlopscopeError as `variantsToRun` and `timeVariants`. */
export async function runVariants(
  provider: GpuProvider,
  { model, variants: typed, use, profile }: RunVariantsJob,
  signal: AbortSignal,
  tell: (event: RunVariantsEvent) => void,
): Promise<readonly (RunVariant | RefusedVariant)[]> {
  const { dense, variants, refused } = variantsToRun(model, typed, use);
  for (const result of refused) tell({ type: 'variant', result });
  const timed = await timeVariants(
    provider,
    { dense, variants, profile, ...RUN_PAIRS },
    {
      signal,
      onProgress: (fraction, variant) => {
        tell({ type: 'progress', fraction, variant });
      },
      onVariant: (times) => {
        tell({ type: 'variant', result: 'message' in times ? times : speedupOf(times) });
      },
    },
  );
  return [...refused, ...timed.map((times) => ('message' in times ? times : speedupOf(times)))];
}
