// The largest batch up to a wanted one at which a model can be counted and its kernels run on a device.
import { elementCount, type ModelGraph } from '../../models/graph.ts';
import { tensorOf } from '../../models/layer-kind.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { formatAmount } from '../../shared/format.ts';
import { bytesPerElement } from '../../shared/problem.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { InferenceUse } from '../inference/parse-inference.ts';
import type { TrainingSubject } from '../training-subject.ts';
import { passOfGraph } from './compare-pass.ts';
import type { ComparedDevices } from './compared-devices.ts';
import { buildForUse } from './prepare-variant.ts';

export interface FittingBatch {
  /** Undefined where none above that of the use fits. */
  readonly batch: number | undefined;
  /** Why it is not the wanted one. */
  readonly note: string | undefined;
}

export interface BatchRequest {
  readonly subject: TrainingSubject;
  /** At its own batch it is compared already. */
  readonly use: InferenceUse;
  readonly devices: ComparedDevices;
  readonly profile: Pick<DeviceProfile, 'environment'>;
}

/** Halves the wanted batch until it fits. */
export function fittingBatch(wanted: number, request: BatchRequest): FittingBatch {
  const { use } = request;
  const runs = batchProblem(use.batch, request, true) === undefined;
  let why: string | undefined;
  for (let batch = wanted; batch > use.batch; batch = Math.floor(batch / 2)) {
    const problem = batchProblem(batch, request, runs);
    if (problem === undefined) {
      return {
        batch,
        note: why === undefined ? undefined : `Batch ${batch} in place of ${wanted}: ${why}`,
      };
    }
    why ??= problem;
  }
  return {
    batch: undefined,
    note:
      why === undefined
        ? `A batch of ${wanted} is not larger than that of ${use.batch}, so there is no second comparison.`
        : `No batch above ${use.batch} up to ${wanted}: ${why}`,
  };
}

/** @param runs whether it has to run and not only to be counted: nothing is lost where the single one does not run. */
function batchProblem(
  batch: number,
  { subject, use, devices, profile }: BatchRequest,
  runs: boolean,
): string | undefined {
  try {
    const graph = buildForUse(subject, { ...use, batch }, use.tokensIn);
    if (!runs) return undefined;
    return tensorProblem(graph, profile) ?? passOfGraph(graph, devices.plain).untimed;
  } catch (thrown) {
    if (thrown instanceof FlopscopeError && thrown.code !== 'internal') return thrown.message;
    throw thrown;
  }
}

/** A tensor is bound whole to a kernel. */
function tensorProblem(
  graph: ModelGraph,
  { environment: { limits } }: BatchRequest['profile'],
): string | undefined {
  const most = Math.min(
    limits['maxStorageBufferBindingSize'] ?? Infinity,
    limits['maxBufferSize'] ?? Infinity,
  );
  const largest = graph.layers
    .filter(({ trainingOnly }) => !trainingOnly)
    .flatMap(({ outputs }) => outputs)
    .reduce((max, id) => Math.max(max, elementCount(tensorOf(graph, id).shape)), 0);
  const bytes = largest * bytesPerElement('f32');
  if (bytes <= most) return undefined;
  return `there a tensor has ${formatAmount(bytes, 'B')}, and this device binds ${formatAmount(most, 'B')} at most.`;
}
