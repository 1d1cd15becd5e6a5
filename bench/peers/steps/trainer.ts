// What both sides of the comparison offer.

export type Numbers = ReadonlyMap<string, Float32Array>;

/** What one step made of the initial weights, in the graph's own layout, by its ids. */
export interface FirstStep {
  readonly gradients: Numbers;
  readonly parameters: Numbers;
  /** Running means and variances. */
  readonly states: Numbers;
  /** Of the first steps, each at the weights before it. */
  readonly losses: readonly number[];
}

export interface Trainer {
  /** What distinguishes this way of running it. */
  readonly form: string;
  /** Sets the weights to the initial ones and trains `CHECKED_STEPS` steps. */
  begin(): Promise<FirstStep>;
  /** Trains `count` steps; resolves when the GPU is done with them. */
  train(count: number): Promise<void>;
}

/** The later ones show that momentum and running means are the same as well. */
export const CHECKED_STEPS = 4;
