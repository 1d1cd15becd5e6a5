// A network whose predicted step is held against a measured one.
import type { ModelGraph } from '../graph.ts';
import type { OptimizerName } from '../optimizer.ts';

export interface CheckNetwork {
  readonly id: string;
  /** For people: "BERT layer, batch 4". */
  readonly name: string;
  readonly batch: number;
  readonly optimizer: OptimizerName;
  /** Whole models take seconds a step on a software adapter. */
  readonly size: 'small' | 'medium' | 'large';
  readonly build: () => ModelGraph;
}
