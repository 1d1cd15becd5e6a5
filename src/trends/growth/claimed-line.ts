// The line that was claimed for language models, ten times a year, through the model of which it was said, and what
// the same years give when fitted.
import type { NotableModels } from '../../facts/notable-models.ts';
import type { ModelMarks } from '../../facts/notable-models-marks.ts';
import { formatLog10 } from '../../shared/format-log10.ts';
import { roundToPlace } from '../../shared/format.ts';
import { decimalYear } from '../fit/decimal-year.ts';
import type { Growth, Spread } from '../fit/fit-growth.ts';
import { type Origin, originOf } from '../fit/origin.ts';
import { modelGrowth } from './model-growth.ts';

export interface ClaimedLine {
  readonly factorPerYear: number;
  /** The model that it runs through. */
  readonly anchor: { readonly name: string; readonly year: number; readonly parameters: number };
  /** Of the largest language models in the years that the claim is about; null without a fit. */
  readonly fitted: Spread | null;
  readonly verdict: string;
  /** What was said. */
  readonly sentence: string;
  readonly origin: Origin;
}

/** From the first of the large pre-trained language models to the claim's own: 2018 to 2021. */
const CLAIMED_YEARS = { from: 2018, to: 2022 };

/** @throws RangeError when the facts lack the anchor's date or size. */
export function claimedLine(collection: NotableModels, { claimedGrowth }: ModelMarks): ClaimedLine {
  const model = collection.models.find(({ name }) => name === claimedGrowth.anchor);
  if (model?.parameters == null)
    throw new RangeError(`No size of ${claimedGrowth.anchor} is known.`);
  const language = { quantity: 'parameters', domain: 'Language' } as const;
  const inClaimedYears = modelGrowth(collection, { ...language, ...CLAIMED_YEARS }).records;
  const since = modelGrowth(collection, language).records;
  return {
    factorPerYear: claimedGrowth.factorPerYear,
    anchor: {
      name: model.name,
      year: decimalYear(model.date),
      parameters: model.parameters,
    },
    fitted: inClaimedYears.kind === 'none' ? null : inClaimedYears.factorPerYear,
    verdict:
      inClaimedYears.kind === 'none' || since.kind === 'none'
        ? 'Too few models are held here to judge it.'
        : verdict(claimedGrowth.factorPerYear, inClaimedYears, since),
    sentence: claimedGrowth.sentence,
    origin: originOf(claimedGrowth),
  };
}

/** Parameters on the line, as a decimal logarithm. */
export function claimedAt({ factorPerYear, anchor }: ClaimedLine, year: number): number {
  return Math.log10(anchor.parameters) + (year - anchor.year) * Math.log10(factorPerYear);
}

function verdict(claimed: number, inYears: Growth, since: Growth): string {
  const print = ({ factorPerYear, line }: Growth) => {
    if (factorPerYear === null) return `${formatLog10(line.slope.value)}-fold`;
    const { value, bounds } = factorPerYear;
    const range =
      bounds === undefined ? '' : ` (${decimal(bounds.low)} to ${decimal(bounds.high)})`;
    return `${decimal(value)}-fold${range}`;
  };
  const bounds = inYears.factorPerYear?.bounds;
  const holds = bounds !== undefined && bounds.low <= claimed && claimed <= bounds.high;
  return `The largest language models of 2018 to 2021 grew ${print(inYears)} a year: ${claimed}-fold ${holds ? 'lies within that' : 'does not lie within that'}. Since 2010 it is ${print(since)}.`;
}

const decimal = (value: number) => roundToPlace(value, -1);
