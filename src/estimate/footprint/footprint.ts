// What a run costs in energy, money and carbon: the inputs, each a cited figure that a person may replace, and
// the outputs, each with its interval and with what makes that interval.
import type { Provenance } from '../../facts/facts.ts';

/** `yours` was typed; `assumed` was chosen here and says so; `measured` comes from a device's own sensors. */
export type QuantityOrigin = Provenance | 'assumed' | 'measured' | 'yours';

/** low ≤ value ≤ high, in `unit`. */
export interface Quantity {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** "W", "USD/kWh"; empty for a pure number. */
  readonly unit: string;
  readonly provenance: QuantityOrigin;
  readonly source: string;
  /** Of the source, as exactly as it tells, or "checked" and the day. */
  readonly date?: string;
  /** What the figure means or why it is this one, as a sentence. */
  readonly note?: string;
}

export interface Price extends Quantity {
  /** ISO 4217: amounts stay in the currency of their price. */
  readonly currency: string;
}

/** In the order in which they enter the formula and stand in a form. */
export const INPUT_NAMES = [
  'runTime',
  'trials',
  'devices',
  'tdp',
  'powerShare',
  'watts',
  'rest',
  'pue',
  'tariff',
  'cloudPrice',
  'intensity',
] as const;
export type InputName = (typeof INPUT_NAMES)[number];

export interface FootprintRequest {
  /** Hours of one run, by the clock on the wall. */
  readonly runTime: Quantity;
  /** Whole runs, this one included. */
  readonly trials: Quantity;
  readonly devices: Quantity;
  /** Of one device: its own sensors' mean, or a share of its rating. */
  readonly power:
    | { readonly kind: 'watts'; readonly watts: Quantity }
    | { readonly kind: 'share'; readonly tdp: Quantity; readonly powerShare: Quantity };
  /** Watts for each device, of the machine around it. */
  readonly rest: Quantity;
  readonly pue: Quantity;
  /** Of a kilowatt-hour. */
  readonly tariff: Price;
  /** Of one device for an hour. */
  readonly cloudPrice: Price;
  /** Grams of CO₂e of a kilowatt-hour. */
  readonly intensity: Quantity;
  /** Published accuracy of the model, where this recipe trains it for that. */
  readonly accuracy?: PublishedAccuracy;
}

export interface PublishedAccuracy {
  /** Per cent. */
  readonly top1: number;
  /** What guessing reaches, per cent. */
  readonly chance: number;
  readonly source: string;
  readonly date?: string;
  readonly provenance: Provenance;
}

export const OUTPUT_NAMES = ['energy', 'electricity', 'cloud', 'carbon'] as const;
export type OutputName = (typeof OUTPUT_NAMES)[number];

/** What one input does to an output when it alone moves to its low and to its high. */
export interface TornadoBar {
  readonly input: InputName;
  readonly atLow: number;
  readonly atHigh: number;
  /** Distance between the two. */
  readonly swing: number;
}

export interface Outcome {
  readonly name: OutputName;
  readonly value: number;
  /** All inputs together, by `COMBINATION`. */
  readonly low: number;
  readonly high: number;
  /** "kWh", "kg CO₂e", or a currency. */
  readonly unit: string;
  /** Largest swing first; what does not move the output is left out. */
  readonly tornado: readonly TornadoBar[];
}

export interface Footprint {
  readonly outcomes: Readonly<Record<OutputName, Outcome>>;
  readonly inputs: Readonly<Partial<Record<InputName, Quantity>>>;
  /** Hours of all devices over all trials, at the values. */
  readonly deviceHours: number;
  /** Money for each point of accuracy above chance; absent where the accuracy is not known. */
  readonly perPoint?: {
    readonly accuracy: PublishedAccuracy;
    readonly points: number;
    readonly electricity: Amount;
    readonly cloud: Amount;
  };
  /** How the intervals were made, for a person. */
  readonly combination: string;
}

export interface Amount {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
}
