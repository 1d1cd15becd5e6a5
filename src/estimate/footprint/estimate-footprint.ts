// Energy, money and carbon of a training run, with what each uncertain input does to them.
import {
  type Amount,
  type Footprint,
  type FootprintRequest,
  INPUT_NAMES,
  type InputName,
  type Outcome,
  type OutputName,
  type Quantity,
  type TornadoBar,
} from './footprint.ts';
import { deviceHours, footprintOutputs, type InputValues } from './footprint-formula.ts';

export type * from './footprint.ts';
export { INPUT_NAMES, OUTPUT_NAMES } from './footprint.ts';

/** Stated beside every interval. */
export const COMBINATION =
  'Each input is moved alone to its low and to its high; as they are independent, the factors by which they move the result are combined as the root of the sum of squares of their logarithms.';

type Inputs = Readonly<Partial<Record<InputName, Quantity>>>;

/** Pure: the same request always gives the same answer. Expects low ≤ value ≤ high in every input. */
export function estimateFootprint(request: FootprintRequest): Footprint {
  const inputs = inputsOf(request);
  const values = valuesOf(inputs);
  const at = footprintOutputs(values);
  const outcome = (name: OutputName): Outcome => {
    const tornado = tornadoOf(name, inputs, values);
    return {
      name,
      value: at[name],
      ...combine(at[name], tornado),
      unit: unitOf(name, request),
      tornado,
    };
  };
  const outcomes = {
    energy: outcome('energy'),
    electricity: outcome('electricity'),
    cloud: outcome('cloud'),
    carbon: outcome('carbon'),
  } satisfies Record<OutputName, Outcome>;
  return {
    outcomes,
    inputs,
    deviceHours: deviceHours(values),
    ...perPoint(request, outcomes),
    combination: COMBINATION,
  };
}

function inputsOf(request: FootprintRequest): Inputs {
  const { runTime, trials, devices, power, rest, pue, tariff, cloudPrice, intensity } = request;
  const drawn =
    power.kind === 'watts'
      ? { watts: power.watts }
      : { tdp: power.tdp, powerShare: power.powerShare };
  return { runTime, trials, devices, ...drawn, rest, pue, tariff, cloudPrice, intensity };
}

function valuesOf(inputs: Inputs): InputValues {
  const values: Partial<Record<InputName, number>> = {};
  for (const name of INPUT_NAMES) {
    const input = inputs[name];
    if (input !== undefined) values[name] = input.value;
  }
  return values;
}

function tornadoOf(name: OutputName, inputs: Inputs, values: InputValues): readonly TornadoBar[] {
  const bars: TornadoBar[] = [];
  for (const input of INPUT_NAMES) {
    const quantity = inputs[input];
    if (quantity === undefined) continue;
    const atLow = footprintOutputs({ ...values, [input]: quantity.low })[name];
    const atHigh = footprintOutputs({ ...values, [input]: quantity.high })[name];
    if (atLow !== atHigh) bars.push({ input, atLow, atHigh, swing: Math.abs(atHigh - atLow) });
  }
  return bars.sort((a, b) => b.swing - a.swing);
}

/** Logarithms, because the inputs multiply: a factor of two down weighs as much as one up. */
function combine(value: number, bars: readonly TornadoBar[]): { low: number; high: number } {
  if (value === 0) {
    // Nothing to scale: a tariff of 0 to 0.3 has its ends alone.
    const ends = bars.flatMap(({ atLow, atHigh }) => [atLow, atHigh]);
    return { low: Math.min(0, ...ends), high: Math.max(0, ...ends) };
  }
  const side = (pick: (bar: TornadoBar) => number) =>
    Math.sqrt(bars.reduce((total, bar) => total + Math.log(pick(bar) / value) ** 2, 0));
  return {
    low: value / Math.exp(side(({ atLow, atHigh }) => Math.min(atLow, atHigh))),
    high: value * Math.exp(side(({ atLow, atHigh }) => Math.max(atLow, atHigh))),
  };
}

function unitOf(name: OutputName, { tariff, cloudPrice }: FootprintRequest): string {
  switch (name) {
    case 'energy':
      return 'kWh';
    case 'electricity':
      return tariff.currency;
    case 'cloud':
      return cloudPrice.currency;
    case 'carbon':
      return 'kg CO₂e';
  }
}

function perPoint(
  { accuracy }: FootprintRequest,
  { electricity, cloud }: Footprint['outcomes'],
): Pick<Footprint, 'perPoint'> {
  if (accuracy === undefined) return {};
  const points = accuracy.top1 - accuracy.chance;
  const share = ({ value, low, high, unit }: Outcome): Amount => ({
    value: value / points,
    low: low / points,
    high: high / points,
    unit,
  });
  return {
    perPoint: { accuracy, points, electricity: share(electricity), cloud: share(cloud) },
  };
}
