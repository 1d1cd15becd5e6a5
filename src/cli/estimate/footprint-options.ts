// Energy, money and carbon on the command line: the options, their check, and what is printed.
import type { Command } from 'commander';
import { equivalentsOf } from '../../estimate/footprint/equivalents.ts';
import {
  estimateFootprint,
  type Footprint,
  INPUT_NAMES,
  OUTPUT_NAMES,
  type OutputName,
} from '../../estimate/footprint/estimate-footprint.ts';
import {
  type FootprintContext,
  footprintContext,
} from '../../estimate/footprint/footprint-context.ts';
import type { FootprintField, FootprintInput } from '../../estimate/footprint/footprint-fields.ts';
import {
  formatOutcome,
  formatOutcomeValue,
  twoDigits,
} from '../../estimate/footprint/format-outcome.ts';
import {
  type FootprintFacts,
  loadFootprintFacts,
} from '../../estimate/footprint/load-footprint-facts.ts';
import { parseFootprint } from '../../estimate/footprint/parse-footprint.ts';
import { printQuantity } from '../../estimate/footprint/parse-quantity.ts';
import type { TrainingEstimate } from '../../estimate/training-estimate.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { formatTable } from '../format-table.ts';

/** As commander hands them over; devices and trials are the recipe's. */
export interface FootprintOptions {
  readonly card?: string;
  readonly tdp?: string;
  readonly power?: string;
  readonly watts?: string;
  readonly rest?: string;
  readonly hosting?: string;
  readonly pue?: string;
  readonly place?: string;
  readonly intensity?: string;
  readonly tariff?: string;
  readonly currency?: string;
  readonly cloud?: string;
  readonly rent?: string;
  readonly rentUnit?: string;
}

const optionNames: Readonly<Partial<Record<FootprintField, string>>> = { rentUnit: 'rent-unit' };

/** `--card` belongs to the clocks and is read here too. */
export function addFootprintOptions(command: Command): Command {
  return command
    .option('--tdp <watts>', 'rated power of one device; every figure may be a range, "250-350"')
    .option('--power <share>', 'mean power as a share of TDP, 0.4 or 40%')
    .option('--watts <watts>', 'measured mean power of one device, in place of TDP and share')
    .option('--rest <watts>', 'what the machine around it draws, for each device')
    .option('--hosting <id>', 'home, average, gcp, aws, azure, ovh or oracle: sets the PUE')
    .option('--pue <factor>', "the building's power over that of its computers")
    .option('--place <id>', 'country (deu) or cloud region (gcp/us-central1): grid and tariff')
    .option('--intensity <grams>', 'g CO2e of a kilowatt-hour')
    .option('--tariff <price>', 'price of a kilowatt-hour')
    .option('--currency <code>', 'of the prices that you give, USD or EUR')
    .option('--cloud <id>', 'what is rented, for instance lambda-gpu-1x-h100-pcie')
    .option('--rent <price>', 'price of an hour of one device')
    .option('--rent-unit <unit>', 'that --rent is for: device, chip or core');
}

/** @throws FlopscopeError `invalid-input` naming each wrong option, before anything is measured. */
export async function checkFootprintOptions(options: FootprintOptions): Promise<void> {
  const facts = await loadFootprintFacts();
  const second = { value: 1, low: 1, high: 1 };
  const parsed = parseFootprint(inputOf(options), {
    facts,
    run: { seconds: second, devices: 1, trials: 1 },
    device: { software: false, card: undefined, watts: undefined },
    accuracy: undefined,
  });
  if (!parsed.ok) throw refusal(parsed.errors);
}

export interface PrintedFootprint {
  /** For `--json`. */
  readonly footprint: Footprint;
  readonly text: string;
}

/** @throws FlopscopeError as `checkFootprintOptions`. */
export async function footprintOf(
  estimate: TrainingEstimate,
  profile: DeviceProfile,
  options: FootprintOptions,
): Promise<PrintedFootprint> {
  const facts = await loadFootprintFacts();
  const context: FootprintContext = footprintContext(estimate, profile, facts);
  const parsed = parseFootprint(inputOf(options), context);
  if (!parsed.ok) throw refusal(parsed.errors);
  const footprint = estimateFootprint(parsed.request);
  return { footprint, text: formatFootprint(footprint, facts) };
}

function inputOf(options: FootprintOptions): FootprintInput {
  const { card, tdp, power, watts, rest, hosting, pue } = options;
  const { place, intensity, tariff, currency, cloud, rent, rentUnit } = options;
  return {
    ...{ card, tdp, power, watts, rest, hosting, pue },
    ...{ place, intensity, tariff, currency, cloud, rent, rentUnit },
  };
}

function refusal(errors: Readonly<Partial<Record<FootprintField, string>>>): FlopscopeError {
  const sentences = (Object.keys(errors) as FootprintField[]).map(
    (field) => `--${optionNames[field] ?? field}: ${errors[field] ?? ''}`,
  );
  return new FlopscopeError('invalid-input', sentences.join('\n           '));
}

const outcomeNames: Readonly<Record<OutputName, string>> = {
  energy: 'energy',
  electricity: 'electricity',
  cloud: 'rented',
  carbon: 'carbon',
};

function formatFootprint(footprint: Footprint, { things }: FootprintFacts): string {
  const { outcomes, inputs, perPoint, combination } = footprint;
  const known = INPUT_NAMES.flatMap((name) => {
    const input = inputs[name];
    return input === undefined ? [] : [[name, input] as const];
  });
  const [decisive] = outcomes.carbon.tornado;
  const label = decisive === undefined ? undefined : inputs[decisive.input]?.label;
  return [
    'Energy, money, carbon',
    formatTable(
      OUTPUT_NAMES.map((name) => {
        const { value, range } = formatOutcome(outcomes[name]);
        return [outcomeNames[name], value, range];
      }),
    ),
    ...(perPoint === undefined
      ? []
      : [
          `  ${formatOutcome(perPoint.electricity).value} of electricity, or ${formatOutcome(perPoint.cloud).value} rented, for each of ${perPoint.points.toFixed(1)} points of accuracy above chance (${perPoint.accuracy.source})`,
        ]),
    ...equivalentsOf(footprint, things).map(
      ({ thing, value, low, high }) =>
        `  as ${twoDigits(value)} ${value === 1 ? thing.one : thing.other} (${twoDigits(low)}–${twoDigits(high)})`,
    ),
    '',
    formatTable([
      ['input', 'value (low–high)', '', 'carbon at low', 'at high'],
      ...known.map(([name, input]) => {
        const bar = outcomes.carbon.tornado.find((each) => each.input === name);
        const at = (value: number | undefined): string =>
          value === undefined ? '' : formatOutcomeValue(value, outcomes.carbon.unit);
        return [input.label, printQuantity(input), input.unit, at(bar?.atLow), at(bar?.atHigh)];
      }),
    ]),
    ...known.map(([, input]) => {
      const unverified = input.provenance === 'memory' ? ' (unverified)' : '';
      const date = input.date === undefined ? '' : `, ${input.date}`;
      return `  - ${input.label}: ${input.source}${date}${unverified}`;
    }),
    ...(label === undefined ? [] : [`  What matters most for carbon: ${label}.`]),
    `  ${combination}`,
    '',
  ].join('\n');
}
