// The door for a speed that was measured elsewhere: every wrong field gets its own sentence, nothing throws.
import { isGiven, parseTypedNumber } from '../parse-number.ts';

export const MEASURES = ['step', 'examples', 'tokens'] as const;
export type Measure = (typeof MEASURES)[number];

export type UtilizationField = 'measured' | 'measure' | 'gpus' | 'peak';
export type UtilizationInput = Readonly<Partial<Record<UtilizationField, unknown>>>;

/** What was measured, in all GPUs together. */
export interface MeasuredSpeed {
  readonly measure: Measure;
  /** Seconds of a step, or examples or tokens a second. */
  readonly value: number;
  readonly gpus: number;
  /** Of one GPU, in the precision that the training computed in; dense. */
  readonly peakFlopsPerSecond: number;
}

export type ParsedUtilization =
  | { readonly ok: true; readonly speed: MeasuredSpeed }
  | {
      readonly ok: false;
      readonly errors: Readonly<Partial<Record<UtilizationField, string>>>;
      /** Whether nothing was typed yet: then nothing is wrong either. */
      readonly empty: boolean;
    };

type Errors = Partial<Record<UtilizationField, string>>;

export function parseUtilization(input: UtilizationInput, readsTokens: boolean): ParsedUtilization {
  const errors: Errors = {};
  const measure = measureOf(input.measure, readsTokens, errors);
  const value =
    measure === 'step' ? stepSeconds(input.measured, errors) : rate(input.measured, errors);
  const gpus = gpuCount(input.gpus, errors);
  const peak = peakFlops(input.peak, errors);
  if (value !== undefined && peak !== undefined && Object.keys(errors).length === 0) {
    return { ok: true, speed: { measure, value, gpus, peakFlopsPerSecond: peak } };
  }
  const empty = !isGiven(input.measured) && !isGiven(input.peak) && !isGiven(input.gpus);
  return { ok: false, errors, empty };
}

function measureOf(typed: unknown, readsTokens: boolean, errors: Errors): Measure {
  if (!isGiven(typed)) return 'step';
  const found = MEASURES.find((each) => each === typed);
  if (found === undefined) errors.measure = `Choose one of: ${MEASURES.join(', ')}.`;
  else if (found === 'tokens' && !readsTokens) {
    errors.measure = 'This model reads no tokens. Give images a second, or the time of a step.';
  }
  return found ?? 'step';
}

const TIME_UNITS: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, min: 60, h: 3600 };
const TIME = /^(.*?\d)\s*(ms|s|min|h)?$/i;
/** A step of two weeks is no step. */
const LONGEST_STEP = 1e6;

function stepSeconds(typed: unknown, errors: Errors): number | undefined {
  const text = typeof typed === 'number' ? String(typed) : typed;
  const [, digits, unit = 's'] = TIME.exec(typeof text === 'string' ? text.trim() : '') ?? [];
  const value = parseTypedNumber(digits);
  const seconds = value === undefined ? Number.NaN : value * (TIME_UNITS[unit.toLowerCase()] ?? 1);
  if (seconds > 0 && seconds <= LONGEST_STEP) return seconds;
  errors.measured =
    'The time of a step must be above 0 and at most 10⁶ s. Enter for instance 60.1 s or 250 ms.';
  return undefined;
}

const RATE = /^(.*?)\s*(?:\/\s*s|per second)?$/i;
const FASTEST = 1e15;

function rate(typed: unknown, errors: Errors): number | undefined {
  const text = typeof typed === 'number' ? String(typed) : typed;
  const [, digits] = RATE.exec(typeof text === 'string' ? text.trim() : '') ?? [];
  const value = parseTypedNumber(digits);
  if (value !== undefined && value > 0 && value <= FASTEST) return value;
  errors.measured =
    'The rate must be above 0 a second, of all GPUs together. Enter for instance 2,500 or 1.2M.';
  return undefined;
}

const MOST_GPUS = 1_000_000;

function gpuCount(typed: unknown, errors: Errors): number {
  if (!isGiven(typed)) return 1;
  const value = parseTypedNumber(typed) ?? Number.NaN;
  if (Number.isInteger(value) && value >= 1 && value <= MOST_GPUS) return value;
  errors.gpus = 'GPUs must be a whole number from 1 to 1,000,000. Enter for instance 8.';
  return 1;
}

const PEAK = /^(.*?)\s*(?:FLOPS|FLOP\/s|OPS)?$/i;
/** A bare number below this is meant in TFLOPS, as cards are sold. */
const BARE_TERA = 1e6;
/** From a microcontroller to a hundred of the fastest GPUs of 2026. */
const PEAKS = { minimum: 1e6, maximum: 1e18 } as const;

function peakFlops(typed: unknown, errors: Errors): number | undefined {
  const text = typeof typed === 'number' ? String(typed) : typed;
  const [, digits = ''] = PEAK.exec(typeof text === 'string' ? text.trim() : '') ?? [];
  const peta = /^(.*\d)\s*P$/i.exec(digits)?.[1];
  const number = parseTypedNumber(peta ?? digits);
  const scaled = number === undefined ? Number.NaN : number * (peta === undefined ? 1 : 1e15);
  const value = peta === undefined && Math.abs(scaled) < BARE_TERA ? scaled * 1e12 : scaled;
  if (value >= PEAKS.minimum && value <= PEAKS.maximum) return value;
  errors.peak =
    'The peak of one GPU must be a number above 0. Enter for instance 312 (for 312 TFLOPS), or choose a card.';
  return undefined;
}
