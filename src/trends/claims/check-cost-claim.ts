// Reckons a claim anew from its inputs, units included: the result beside the published figure, the difference, where
// it comes from, and the work that it stands for.
import type { ClaimOutcome, CostClaim } from '../../facts/cost-claims.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { withUnit } from '../../shared/format.ts';
import { combine, describeDimension, type Quantity, sameDimension } from './dimension.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { fillTemplate, slotsOf } from './fill-template.ts';
import { leftoverHardware } from './leftover-hardware.ts';
import { type ClaimEdits, parseClaimInputs, type ParsedInput } from './parse-claim-inputs.ts';
import { parseExpression } from './parse-expression.ts';
import { printAmount } from './print-quantity.ts';
import { hardwareIn } from './unit-names.ts';

export interface CheckedOutcome {
  readonly id: string;
  readonly label: string;
  readonly formula: string;
  /** In `unit`. */
  readonly value: number;
  readonly unit: string;
  readonly printed: string;
  readonly published?: PublishedFigure;
  /** What the units say against it. */
  readonly issue?: string;
  readonly sentence?: string;
  /** Rests on an input that was recalled and not changed. */
  readonly unverified: boolean;
}

export interface PublishedFigure {
  readonly value: number;
  readonly printed: string;
  /** Ours over the published one, less one. */
  readonly difference: number;
  /** "+3.2 %". */
  readonly printedDifference: string;
  /** To one of its last digit. */
  readonly agrees: boolean;
}

export interface CheckedCostClaim {
  readonly claim: CostClaim;
  readonly inputs: readonly ParsedInput[];
  readonly result: CheckedOutcome;
  readonly others: readonly CheckedOutcome[];
  /** Where the difference comes from, with the cited inputs whatever was changed since. */
  readonly why: string;
  /** The formula with its figures, as it may be typed. */
  readonly typed: string;
  /** Labels of the inputs that were recalled and are still in use: shown as unverified. */
  readonly unverified: readonly string[];
  /** Null where the claim is about no work or about that of another claim; 1 MAC = 2 FLOP. */
  readonly flop: number | null;
  /** Where the work comes from. */
  readonly workSentence: string;
}

export type CostClaimCheck =
  | ({ readonly ok: true } & CheckedCostClaim)
  /** One sentence for each wrong field; `formula` where the figures together are beyond reckoning. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** @throws FlopscopeError `internal` when the formulas of the claim do not fit its units. */
export function checkCostClaim(claim: CostClaim, edits: ClaimEdits = {}): CostClaimCheck {
  const parsed = parseClaimInputs(claim.inputs, edits);
  if (!parsed.ok) return parsed;
  const cited = parsed.inputs.map(({ input }) => ({ input, value: input.value, edited: false }));
  const asCited = reckon(claim, cited);
  const edited = parsed.inputs.some((each) => each.edited);
  if (!edited) return { ok: true, ...asCited };
  try {
    return { ok: true, ...reckon(claim, parsed.inputs), why: asCited.why };
  } catch (thrown) {
    if (thrown instanceof FlopscopeError && thrown.code === 'invalid-input') {
      return { ok: false, errors: { formula: thrown.message } };
    }
    throw thrown;
  }
}

function reckon(claim: CostClaim, inputs: readonly ParsedInput[]): CheckedCostClaim {
  const scope = new Map<string, Quantity>();
  const printed = new Map<string, string>();
  const recalled = new Set<string>();
  for (const { input, value, edited } of inputs) {
    if (input.provenance === 'memory' && !edited) recalled.add(input.name);
    scope.set(input.name, times(value, unitOf(input.unit)));
    printed.set(input.name, printAmount(value, input.unit));
  }
  if (claim.published !== undefined) {
    scope.set('published', times(claim.published.value, unitOf(claim.unit)));
    printed.set('published', printAmount(claim.published.value, claim.unit));
  }
  const reckonOutcome = (outcome: ClaimOutcome): CheckedOutcome => {
    const unverified = slotsOf(outcome.formula).some((name) => recalled.has(name));
    if (unverified) recalled.add(outcome.id);
    const { quantity, ...found } = checkOutcome(outcome, scope);
    const checked = { ...found, unverified };
    scope.set(outcome.id, quantity);
    printed.set(outcome.id, checked.printed);
    return checked;
  };
  const result = reckonOutcome({ ...claim, id: 'result', label: 'Reckoned here' });
  if (result.published !== undefined) printed.set('difference', result.published.printedDifference);
  const others = claim.others.map(reckonOutcome);
  const fill = (text: string): string => fillTemplate(text, (slot) => printed.get(slot));
  return {
    claim,
    inputs,
    result,
    others,
    why: fill(claim.why),
    typed: fillTemplate(claim.formula, (name) => typedAs(inputs, name)),
    unverified: inputs
      .filter(({ input, edited }) => input.provenance === 'memory' && !edited)
      .map(({ input }) => input.label),
    flop: claim.work.kind === 'formula' ? flopOf(claim.work.formula, scope) : null,
    workSentence: fill(claim.work.sentence),
  };
}

function checkOutcome(
  { id, label, formula, unit, published, sentence }: ClaimOutcome,
  scope: ReadonlyMap<string, Quantity>,
): Omit<CheckedOutcome, 'unverified'> & { readonly quantity: Quantity } {
  const quantity = evaluateExpression(parseExpression(formula), scope);
  const declared = unitOf(unit);
  const between = combine(quantity.dimension, declared.dimension, -1);
  const issue = leftoverHardware(between);
  if (between.size > 0 && (issue === undefined || !sameDimension(between, hardwareIn(between)))) {
    throw new FlopscopeError(
      'internal',
      `“${formula}” counts ${describeDimension(quantity.dimension) || 'a bare number'} and not ${unit || 'a bare number'}.`,
    );
  }
  const value = quantity.value / declared.value;
  return {
    id,
    label,
    formula,
    value,
    unit,
    printed: printAmount(value, unit),
    ...(published === undefined ? {} : { published: compare(value, published, unit) }),
    ...(issue === undefined ? {} : { issue }),
    ...(sentence === undefined ? {} : { sentence }),
    // Later formulas go on in the unit that the claim believes in.
    quantity: { value: quantity.value, dimension: declared.dimension },
  };
}

function compare(
  value: number,
  published: { readonly value: number; readonly lastDigit: number },
  unit: string,
): PublishedFigure {
  const difference = value / published.value - 1;
  return {
    value: published.value,
    printed: printAmount(published.value, unit),
    difference,
    printedDifference: printDifference(difference),
    agrees: Math.abs(value - published.value) <= published.lastDigit,
  };
}

/** What rounds to no digit is none. */
const NO_DIFFERENCE = 5e-6;
const twoDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

function printDifference(difference: number): string {
  const percent = twoDigits.format(Math.abs(difference) * 100);
  if (Math.abs(difference) < NO_DIFFERENCE) return withUnit('0', '%');
  return withUnit(`${difference < 0 ? '−' : '+'}${percent}`, '%');
}

function flopOf(formula: string, scope: ReadonlyMap<string, Quantity>): number {
  const { value, dimension } = evaluateExpression(parseExpression(formula), scope);
  if (describeDimension(dimension) === 'FLOP') return value;
  throw new FlopscopeError(
    'internal',
    `“${formula}” counts ${describeDimension(dimension)}, not FLOP.`,
  );
}

/** Every digit that counts; grouped, as the parser reads it again. */
const allDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 15 });

function typedAs(inputs: readonly ParsedInput[], name: string): string | undefined {
  const found = inputs.find(({ input }) => input.name === name);
  return found === undefined
    ? undefined
    : `${allDigits.format(found.value)} ${found.input.unit}`.trim();
}

function unitOf(unit: string): Quantity {
  return evaluateExpression(parseExpression(`1 ${unit}`));
}

function times(value: number, { value: factor, dimension }: Quantity): Quantity {
  return { value: value * factor, dimension };
}
