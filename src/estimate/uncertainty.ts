// How much wider than its measurements an estimate is, and why. Each constant is an assumption that is
// listed with every estimate; later measurements of the passes themselves replace them.
import type { Assumption } from './training-estimate.ts';

/**
 * A layer's shape is not the measured one. Predictors that carry measured times over are off by 7 % on new
 * networks and 15.2 % on new GPUs (Li et al., MICRO 2023), by 11.8 % on average from one GPU to another
 * (Habitat, ATC 2021). These are errors of whole networks, not of a layer: 15 % is chosen after them.
 */
export const SHAPE = { low: 1 / 1.15, high: 1.15 } as const;

/**
 * Backward kernels are not measured yet. They do the same MACs; at best they are as fast. Reading one
 * operand against its order and summing partial weight gradients adds up to a second pass over the
 * output and half of the operands' traffic: half as much time again.
 */
export const BACKWARD = { low: 1, high: 1.5 } as const;

/**
 * Operators that only stream. Fused into a neighbour, one of the two transfers of each element falls
 * away: half. A normalisation that reads its input twice moves three transfers in place of two: 1.5.
 */
export const STREAMING = { low: 0.5, high: 1.5 } as const;

/** A pass may need a second dispatch, to clear an output or to join partial sums. */
export const LAUNCHES = { low: 1, high: 2 } as const;

/** Another kind's rate in place of one that was not measured: within a factor of three either way. */
export const STAND_IN = { low: 1 / 3, high: 3 } as const;

/** Runs longer than this heat the device through; laptops throttle within a few minutes. */
export const LONG_RUN_SECONDS = 300;
/** What a device may keep of its burst rate where that was not measured. */
export const UNMEASURED_RETAINED = 0.75;

/** One launch where it was not measured. */
export const UNMEASURED_LAUNCH = { value: 10e-6, low: 2e-6, high: 50e-6 } as const;

/** Of estimates from the rates of forward kernels and counted traffic. */
export const COUNTED: readonly Assumption[] = [
  {
    sentence:
      'Each pass of a layer takes the larger of its arithmetic at the rate measured for the nearest shape of its kind, and its bytes at the measured copy bandwidth; launches come on top.',
    provenance: 'assumed',
  },
  {
    sentence: 'A layer whose shape was not itself measured may be up to 15 % off.',
    provenance: 'assumed',
    source:
      'Chosen after published predictors: 7 % off on new networks, 15.2 % on new GPUs (Li et al., MICRO 2023), 11.8 % on average from one GPU to another (Habitat, USENIX ATC 2021)',
    factor: SHAPE,
  },
  {
    sentence:
      'Backward kernels were not measured: they are taken at the forward rate of their kind, and may take half as long again.',
    provenance: 'assumed',
    factor: BACKWARD,
  },
  {
    sentence:
      'Every tensor is read and written once per operator; fused kernels may save half of that, normalisations that read twice need half as much again.',
    provenance: 'derived',
    factor: STREAMING,
  },
  {
    sentence: 'One dispatch per pass and per updated parameter tensor; up to twice as many.',
    provenance: 'assumed',
    factor: LAUNCHES,
  },
  {
    sentence:
      'Where a multiply-add ceiling was measured, arithmetic outside matrix products runs at half of it, one operation per instruction.',
    provenance: 'derived',
  },
];

/** Of estimates from the measured kernels of a training step. */
export const PREDICTED: readonly Assumption[] = [
  {
    sentence:
      'Every kernel of a step, forward, backward and update, is given the time that its family takes at this shape, interpolated between measured shapes; the interval covers the noise of the measurements and the error of interpolating.',
    provenance: 'measured',
  },
  {
    sentence:
      'What a step takes beyond its kernels comes from real training steps of four small networks on this device.',
    provenance: 'measured',
  },
];

/** Assumptions of every estimate. */
export const ALWAYS: readonly Assumption[] = [
  {
    sentence:
      'Loading and augmenting data, evaluation, checkpoints and the host between steps are left out; gradients in flight and workspace are left out of the memory.',
    provenance: 'assumed',
  },
];
