// The claims on smaller models that the project starts from, each computed anew: sizes and work from the graphs, scores
// from the cited evaluations, and the time foretold for a measured device.
import type { CompressionFacts } from '../../facts/compression.ts';
import type { FoundingClaim } from '../../facts/founding-claims.ts';
import { checkpointSizes } from '../../models/checkpoint-sizes.ts';
import type { BindingRequest } from '../../models/model-info.ts';
import { buildModel, type BuildOptions, findModel } from '../../models/zoo/zoo.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { estimateInference } from '../inference/estimate-inference.ts';
import type { Range } from '../training-estimate.ts';
import type { TrainingSubject } from '../training-subject.ts';
import { findEvaluation } from './evaluations.ts';

export interface ClaimedModel {
  readonly id: string;
  readonly name: string;
  readonly params: number;
  /** Of the weights in f32. */
  readonly checkpointBytes: number;
  /** Of one example. 1 MAC = 2 FLOP. */
  readonly macs: number;
  /** Foretold for one example on the device. */
  readonly seconds: Range;
  /** What the device would have to hold. */
  readonly memoryBytes: number;
}

type Says = FoundingClaim['says'][number];

export interface ClaimCheck {
  readonly quantity: Says['quantity'];
  readonly says: number;
  /** With an interval where it was foretold. */
  readonly found: Range;
  /** Whether it holds to one of its last printed digit; a score that is kept may be higher. */
  readonly holds: boolean;
  /** Where the found one comes from, for a person. */
  readonly basis: string;
}

export interface CheckedClaim {
  readonly claim: FoundingClaim;
  readonly small: ClaimedModel;
  readonly large: ClaimedModel;
  readonly checks: readonly ClaimCheck[];
  /** Time of the large one over that of the small one, whether or not the claim speaks of it. */
  readonly timesAsFast: Range;
  /** What one example is. */
  readonly example: string;
}

/** @throws FlopscopeError as `estimateInference`. */
export function checkClaim(
  claim: FoundingClaim,
  profile: DeviceProfile,
  facts: CompressionFacts,
): CheckedClaim {
  const small = claimedModel(claim.small, profile);
  const large = claimedModel(claim.large, profile);
  // Each end against the other's: that both estimates err alike is likely, and not known.
  const timesAsFast = {
    value: large.seconds.value / small.seconds.value,
    low: large.seconds.low / small.seconds.high,
    high: large.seconds.high / small.seconds.low,
  };
  const checks = claim.says.map((says): ClaimCheck => {
    const { found, basis } = findFigure(says, { claim, small, large, timesAsFast, facts });
    return {
      quantity: says.quantity,
      says: says.value,
      found,
      holds: holds(says, found),
      basis,
    };
  });
  return { claim, small, large, checks, timesAsFast, example: exampleOf(claim.small) };
}

/** A question that is neither short nor long. */
const TOKENS = 128;

/** One image; or the tokens of one question up to the first of the answer, which both kinds of language model have. */
function claimedModel(id: string, profile: DeviceProfile): ClaimedModel {
  const info = findModel(id);
  const has = (name: string) => info.bindings.some((each) => each.name === name);
  const firstToken = has('targetLength') ? { targetLength: 1 } : {};
  const subject: TrainingSubject = {
    info,
    build: (bindings: BindingRequest, options: BuildOptions) =>
      buildModel(id, { ...bindings, ...firstToken }, options),
  };
  const { params, forward, seconds, memoryBytes } = estimateInference({
    model: subject,
    use: {
      batch: 1,
      precision: 'f32',
      ...(has('sequenceLength') ? { tokensIn: TOKENS } : {}),
    },
    profile,
  });
  return {
    id,
    name: info.name,
    params,
    checkpointBytes: checkpointSizes(params).f32,
    macs: forward.macs,
    seconds,
    memoryBytes: memoryBytes.total,
  };
}

function exampleOf(model: string): string {
  const { task, defaults } = findModel(model);
  switch (task) {
    case 'image-classification':
      return `one image of ${defaults.imageSize ?? 0} pixels`;
    case 'text-encoder':
      return `${TOKENS} tokens of one sequence`;
    case 'language-model':
    case 'sequence-to-sequence':
      return `${TOKENS} tokens of one question, up to the first of the answer; a decoder of its own reads none of them`;
  }
}

interface Known extends Pick<CheckedClaim, 'claim' | 'small' | 'large' | 'timesAsFast'> {
  readonly facts: CompressionFacts;
}

function findFigure(
  says: Says,
  { claim, small, large, timesAsFast, facts }: Known,
): { readonly found: Range; readonly basis: string } {
  switch (says.quantity) {
    case 'parameters-saved':
      return { found: exactly(1 - small.params / large.params), basis: COUNTED };
    case 'times-smaller':
      return { found: exactly(large.params / small.params), basis: COUNTED };
    case 'rate-gained': {
      const { value, low, high } = timesAsFast;
      return {
        found: { value: value - 1, low: low - 1, high: high - 1 },
        basis: 'Foretold for one example on this device, in f32',
      };
    }
    case 'score-kept': {
      const { candidates, sentence } = findEvaluation(says.evaluation, facts);
      const scoreOf = (model: string) =>
        candidates.find((each) => each.model === model)?.score ?? Number.NaN;
      return { found: exactly(scoreOf(claim.small) / scoreOf(claim.large)), basis: sentence };
    }
  }
}

const COUNTED = 'Counted from the graphs';

function exactly(value: number): Range {
  return { value, low: value, high: value };
}

/** The claims were themselves computed from rounded figures: one of the last digit to either side. */
function holds({ quantity, value, lastDigit }: Says, { low, high }: Range): boolean {
  return high >= value - lastDigit && (quantity === 'score-kept' || low <= value + lastDigit);
}
