// Multiply-accumulates of one image: counted by the zoo, or as published where the zoo lacks the network.
import type { EfficiencyPoint } from '../../facts/efficiency.ts';
import { countModel } from '../../models/count.ts';
import { buildModel } from '../../models/zoo/zoo.ts';

const counted = new Map<string, number>();

/** @returns null where nothing tells it. */
export function imageMacs({ model, macs }: Pick<EfficiencyPoint, 'model' | 'macs'>): number | null {
  return model === undefined ? (macs?.value ?? null) : modelMacs(model);
}

/** Of one image at the model's default size. @throws FlopscopeError `unknown-name`. */
export function modelMacs(model: string): number {
  const known = counted.get(model);
  if (known !== undefined) return known;
  const { macs } = countModel(buildModel(model));
  counted.set(model, macs);
  return macs;
}
