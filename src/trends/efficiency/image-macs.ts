// Multiply-accumulates of one image, counted by the zoo.
import { countModel } from '../../models/count.ts';
import { buildModel } from '../../models/zoo/zoo.ts';

const counted = new Map<string, number>();

/** Of one image at the model's default size. @throws FlopscopeError `unknown-name`. */
export function imageMacs(model: string): number {
  const known = counted.get(model);
  if (known !== undefined) return known;
  const { macs } = countModel(buildModel(model));
  counted.set(model, macs);
  return macs;
}
