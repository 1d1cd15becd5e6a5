// The shape of a chain kernel's loop body, and how many turns of it a problem asks for.

export interface ChainForm {
  readonly accumulators: number;
  /** Chains per accumulator: components of its vector. */
  readonly lanes: number;
  /** Copies of the step in the loop body. */
  readonly unroll: number;
}

/** Independent chains of one invocation. */
export function chainCount(form: ChainForm): number {
  return form.accumulators * form.lanes;
}

/** Whole loop turns that come closest to `steps` per invocation from below, but at least one. */
export function chainTurns(steps: number, form: ChainForm): number {
  return Math.max(1, Math.floor(steps / (chainCount(form) * form.unroll)));
}
