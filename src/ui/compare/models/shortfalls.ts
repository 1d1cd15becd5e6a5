// What a prediction lacks, as sentences: memory of the device, kernels that were not measured, a run that moved.
import type { TrainingEstimate } from '../../../estimate/training-estimate.ts';
import { ALWAYS, COUNTED, PREDICTED } from '../../../estimate/uncertainty.ts';
import type { Accelerator } from '../../../facts/accelerators.ts';
import { formatAmount } from '../../../shared/format.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';

/** Told for every estimate of their kind. */
const general = new Set([...ALWAYS, ...COUNTED, ...PREDICTED].map(({ sentence }) => sentence));

const [fromKernels] = PREDICTED;

export function shortfalls(
  estimate: TrainingEstimate,
  { suite }: DeviceProfile,
): readonly string[] {
  const { assumptions, warnings } = estimate;
  const isForetold = assumptions.some(({ sentence }) => sentence === fromKernels?.sentence);
  const missing = assumptions
    .map(({ sentence }) => sentence)
    .filter((sentence) => /\bnot measured\b/u.test(sentence) && !general.has(sentence));
  return [...(isForetold ? [] : [withoutKernels(estimate, suite)]), ...missing, ...warnings];
}

function withoutKernels(
  { model, precision }: TrainingEstimate,
  suite: DeviceProfile['suite'],
): string {
  const wide = 'this rests on the rates of forward kernels, and its interval is wide';
  if (suite !== 'training') {
    return `The suite ${suite} measures no kernels of backward passes and updates: ${wide}. Measure the device with the suite training.`;
  }
  return precision === 'f32'
    ? `Some layers of ${model.name} have no kernels here: ${wide}.`
    : `Kernels of training were measured in f32 only: ${wide}.`;
}

/** @param card behind the adapter; undefined where it is not known. @returns undefined where it fits, or nobody knows. */
export function memoryShortfall(
  neededBytes: number,
  card: Pick<Accelerator, 'name' | 'memoryBytes' | 'memoryBytesOptions'> | undefined,
): string | undefined {
  const sold = [card?.memoryBytes ?? 0, ...(card?.memoryBytesOptions ?? [])];
  const most = Math.max(...sold);
  if (card === undefined || most === 0 || neededBytes <= most) return undefined;
  return `It does not fit: ${formatAmount(neededBytes, 'B')} into the ${formatAmount(most, 'B')} that ${card.name} is published with. Train tells what would make it fit, and what that costs.`;
}
