// What the suites measure, apart from how: a host with all of it, and one with the small suites alone.
import type { DeviceTraits } from '../kernels/descriptor.ts';
import type { Steps } from '../shared/result/schema.ts';
import type { RunContext } from './run-context.ts';
import type { Contender } from './sampling/contender.ts';
import type { Block } from './suites/block.ts';
import type { Suite } from './suites/suites.ts';

export interface SuiteContent {
  /** @throws FlopscopeError `invalid-input` where this host does not have them. */
  blocks(traits: DeviceTraits, which: Suite['blocks']): readonly Block[];
  /** Real steps at the end of the suite `training`. */
  trainSteps?(run: RunContext, sentinel: Contender): Promise<readonly Steps[]>;
}
