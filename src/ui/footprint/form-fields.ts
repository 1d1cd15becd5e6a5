// What the form of a footprint asks, in which order and under which headings.
import type { FootprintDefaults } from '../../estimate/footprint/footprint-defaults.ts';
import type { InputName } from '../../estimate/footprint/footprint.ts';
import type { FootprintKey } from './footprint-parameters.ts';

export interface NumberFieldInfo {
  readonly kind: 'number';
  readonly key: Extract<FootprintKey, keyof FootprintDefaults>;
  readonly label: string;
  /** Absent: the unit of the default. */
  readonly unit?: string;
  /** The input that it becomes. */
  readonly input: InputName;
}

export interface ChoiceFieldInfo {
  readonly kind: 'choice';
  readonly key: Extract<FootprintKey, 'card' | 'hosting' | 'place' | 'cloud' | 'rentUnit'>;
  readonly label: string;
  readonly help: string;
}

export interface TextFieldInfo {
  readonly kind: 'text';
  readonly key: 'currency';
  readonly label: string;
  readonly help: string;
}

export type FormFieldInfo = NumberFieldInfo | ChoiceFieldInfo | TextFieldInfo;

export interface FieldSection {
  readonly title: string;
  readonly fields: readonly FormFieldInfo[];
}

export const FORM: readonly FieldSection[] = [
  {
    title: 'Device',
    fields: [
      {
        kind: 'choice',
        key: 'card',
        label: 'Card',
        help: 'Sets the TDP, and the price of renting where the same card is on the list.',
      },
      { kind: 'number', key: 'tdp', label: 'TDP', unit: 'W', input: 'tdp' },
      { kind: 'number', key: 'power', label: 'Mean power', unit: 'of TDP', input: 'powerShare' },
      {
        kind: 'number',
        key: 'watts',
        label: 'Measured power',
        unit: 'W',
        input: 'watts',
      },
      { kind: 'number', key: 'rest', label: 'Rest of the machine', unit: 'W', input: 'rest' },
      { kind: 'number', key: 'hours', label: 'Run time', unit: 'h', input: 'runTime' },
    ],
  },
  {
    title: 'Place',
    fields: [
      {
        kind: 'choice',
        key: 'place',
        label: 'Country or region',
        help: 'Sets the grid and the tariff. Regions are those of the large clouds.',
      },
      {
        kind: 'number',
        key: 'intensity',
        label: 'Grid intensity',
        unit: 'g CO₂e/kWh',
        input: 'intensity',
      },
      {
        kind: 'choice',
        key: 'hosting',
        label: 'Building',
        help: 'Sets the PUE, all power of the building over that of its computers, and the machine around the device.',
      },
      { kind: 'number', key: 'pue', label: 'PUE', input: 'pue' },
    ],
  },
  {
    title: 'Money',
    fields: [
      { kind: 'number', key: 'tariff', label: 'Electricity', input: 'tariff' },
      {
        kind: 'text',
        key: 'currency',
        label: 'Currency',
        help: 'Of the prices that you enter. Nothing is exchanged: an amount stays in the currency of its price.',
      },
      {
        kind: 'choice',
        key: 'cloud',
        label: 'Rented',
        help: 'Preemptible is cheaper, and may be taken away at any moment.',
      },
      { kind: 'number', key: 'rent', label: 'Price of an hour', input: 'cloudPrice' },
      {
        kind: 'choice',
        key: 'rentUnit',
        label: 'Entered price is for',
        help: 'A price per core and one per chip differ by the cores of a chip.',
      },
    ],
  },
];
