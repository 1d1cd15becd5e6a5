// What a person may set of a footprint, with limits that only slips and absurdities pass.

/** Fields that hold a figure, or a range of it. */
export const NUMBER_FIELDS = [
  'hours',
  'trials',
  'devices',
  'tdp',
  'power',
  'watts',
  'rest',
  'pue',
  'tariff',
  'rent',
  'intensity',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** Fields that choose cited figures. */
export const CHOICE_FIELDS = ['card', 'hosting', 'place', 'currency', 'cloud', 'rentUnit'] as const;
export type ChoiceField = (typeof CHOICE_FIELDS)[number];

export type FootprintField = NumberField | ChoiceField;

/** What a form or a command line sends, as typed; what is absent or empty keeps its default. */
export type FootprintInput = Readonly<Partial<Record<FootprintField, unknown>>>;

/** One sentence per wrong field. */
export type FootprintErrors = Readonly<Partial<Record<FootprintField, string>>>;

export interface FieldLimits {
  readonly label: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Whether the minimum itself is out. */
  readonly above?: true;
  readonly whole?: true;
  readonly example: string;
  /** Why it cannot be less, or more, where the number alone does not tell. */
  readonly why?: string;
}

export const FIELD_LIMITS: Readonly<Record<NumberField, FieldLimits>> = {
  // A thousand years.
  hours: { label: 'Run time', minimum: 0, above: true, maximum: 8.766e6, example: '36' },
  trials: { label: 'Trials', minimum: 1, maximum: 1e6, whole: true, example: '20' },
  // The largest machines of today have a few 10⁵ accelerators.
  devices: { label: 'Devices', minimum: 1, maximum: 1e6, whole: true, example: '8' },
  // A wafer-scale system takes some 2 × 10⁴ W.
  tdp: { label: 'TDP', minimum: 0, above: true, maximum: 1e5, example: '350' },
  power: {
    label: 'Mean power',
    minimum: 0,
    above: true,
    maximum: 1.5,
    example: '0.4',
    why: 'no device draws more than 1.5 times its TDP for long',
  },
  watts: { label: 'Measured power', minimum: 0, above: true, maximum: 1e5, example: '240' },
  rest: { label: 'Rest of the machine', minimum: 0, maximum: 1e5, example: '60' },
  pue: {
    label: 'PUE',
    minimum: 1,
    maximum: 10,
    example: '1.2',
    why: 'it is all power of the building over that of its computers',
  },
  // The smallest units of money in use are worth some 10⁻⁵ US dollars.
  tariff: { label: 'Tariff', minimum: 0, maximum: 1e5, example: '0.30' },
  rent: { label: 'Cloud price', minimum: 0, maximum: 1e7, example: '2.50' },
  // Burning coal gives about 1,000 g.
  intensity: { label: 'Grid intensity', minimum: 0, maximum: 3000, example: '380' },
};
