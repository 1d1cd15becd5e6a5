// Any model of the zoo as a network to check: the prediction that a person looks at, held against real steps.
import { buildModel, findModel } from '../zoo/zoo.ts';
import type { CheckNetwork } from './check-network.ts';

export const ZOO_PREFIX = 'zoo:';

/** One image or text at a time, so that the memory of most devices suffices. @throws FlopscopeError `unknown-name`. */
export function zooNetwork(model: string): CheckNetwork {
  const { name, task } = findModel(model);
  return {
    id: `${ZOO_PREFIX}${model}`,
    name: `${name}, batch 1`,
    batch: 1,
    // What each kind is usually trained with.
    optimizer: task === 'image-classification' ? 'sgd-momentum' : 'adam',
    size: 'large',
    build: () => buildModel(model, { batch: 1 }),
  };
}
