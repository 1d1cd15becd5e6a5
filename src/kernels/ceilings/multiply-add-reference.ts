// How chains of x = x·x + c are checked, although the timed ones are chaotic: a second addend, for which
// rounding errors die out while the number of steps still shows in the result.
import type { ReferenceValue, Tolerance } from '../descriptor.ts';
import type { FloatPrecision } from '../precision.ts';
import { chainCount, type ChainForm } from './chain-form.ts';

export interface MultiplyAddMaps {
  /** Starts lie within ± this. */
  readonly amplitude: number;
  readonly timedAddend: number;
  readonly verifyAddend: number;
  readonly verifyTurns: number;
  readonly tolerance: Tolerance;
}

/** c = -1.9 keeps every start in [-1.9, 1.71] and wanders there without settling: random-looking data. */
const CHAOTIC_ADDEND = -1.9;

/**
 * f32: c = 1/4 creeps towards 1/2 as 1/2 - 1/n, so that one step more or less after n = 128 moves x by
 * 6e-5, 100 times the bound. Its slope 2x < 1 lets errors die out; starts must stay within ± 1/2.
 */
const F32_MAP = { amplitude: 0.45, addend: 0.25, steps: 128, accumulationRoundoff: 2 ** -24 };

/**
 * f16 is too coarse for that. c = -1.3107 has an attracting cycle of four, 0 → -1.31 → 0.41 → -1.15,
 * that every start within ± 0.24 joins in step: a count wrong by 1, 2 or 3 (mod 4) lands on another
 * value. Around the cycle an error grows at most to δ(1 + 2.29(1 + 0.81(1 + 2.62))) ≈ 10 δ and is then
 * multiplied by 2·0; a step rounds by δ ≤ 1.3 u, thus 13 u of x² + |c| ≈ 1.3–2.6 stays within 8 units.
 */
const F16_MAP = {
  amplitude: 0.15,
  addend: -1.310546875,
  steps: 32,
  accumulationRoundoff: 2 ** -11,
};

/** Units of roundoff of x² + |c|; see the derivations above. Random rounding stays below 2. */
const UNITS = 8;

export function multiplyAddMaps(precision: FloatPrecision, form: ChainForm): MultiplyAddMaps {
  const map = precision === 'f16' ? F16_MAP : F32_MAP;
  return {
    amplitude: map.amplitude,
    timedAddend: CHAOTIC_ADDEND,
    verifyAddend: map.addend,
    // Two turns at least, so that the loop itself is checked.
    verifyTurns: Math.max(2, Math.floor(map.steps / form.unroll)),
    tolerance: {
      kind: 'rounding',
      accumulationRoundoff: map.accumulationRoundoff,
      storageRoundoff: 0,
      units: UNITS,
    },
  };
}

/** The sum of an invocation's chains after the verification run, from its start value. */
export function multiplyAddReference(
  start: number,
  maps: MultiplyAddMaps,
  form: ChainForm,
): ReferenceValue {
  const steps = maps.verifyTurns * form.unroll;
  let value = 0;
  let magnitude = 0;
  for (let chain = 0; chain < chainCount(form); chain++) {
    let x = start * (1 - chain / 128);
    let square = 0;
    for (let step = 0; step < steps; step++) {
      square = x * x;
      x = square + maps.verifyAddend;
    }
    value += x;
    magnitude += square + Math.abs(maps.verifyAddend);
  }
  return { value, magnitude };
}
