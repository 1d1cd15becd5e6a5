// What the lists of the form hold: hundreds of cards and places, grouped so that a person finds their own.
import type { FootprintContext } from '../../estimate/footprint/footprint-context.ts';
import { citedDate } from '../../estimate/footprint/cited-date.ts';
import { ANY_RENT } from '../../estimate/footprint/default-rent.ts';
import { AT_HOME } from '../../estimate/footprint/default-site.ts';
import { acceleratorPrice } from '../../estimate/footprint/price-units.ts';
import type { ChoiceFieldInfo } from './form-fields.ts';

export interface Choice {
  readonly value: string;
  readonly name: string;
}

export interface ChoiceGroup {
  /** Empty for choices that stand before all groups. */
  readonly title: string;
  readonly choices: readonly Choice[];
}

export function choicesOf(
  key: ChoiceFieldInfo['key'],
  { facts, device }: FootprintContext,
): readonly ChoiceGroup[] {
  switch (key) {
    case 'card': {
      const kinds = device.software ? ['cpu'] : ['gpu', 'accelerator'];
      const fitting = facts.cards.filter((card) => kinds.includes(card.kind));
      const told = facts.cards.find(({ id }) => id === device.card);
      const first = told === undefined ? 'Not known' : `${told.name}, as the adapter tells`;
      return [
        { title: '', choices: [{ value: '', name: first }] },
        ...grouped(
          fitting,
          ({ vendor }) => vendor,
          ({ id, name }) => ({ value: id, name }),
        ),
      ];
    }
    case 'place': {
      const providers: Readonly<Record<string, string>> = { gcp: 'Google Cloud', aws: 'AWS' };
      const title = ({ kind, id }: { kind: string; id: string }): string => {
        if (kind !== 'region') return kind === 'world' ? '' : 'Countries';
        const provider = id.split('/')[0] ?? '';
        return providers[provider] ?? (provider === 'azure' ? 'Azure' : 'Other clouds');
      };
      return grouped(facts.grid, title, ({ id, name, kind }) => ({
        value: kind === 'world' ? '' : id,
        name,
      }));
    }
    case 'hosting':
      return [
        {
          title: '',
          choices: [
            { value: '', name: 'As the place tells' },
            { value: AT_HOME, name: 'At home or in an office' },
            ...facts.power.pue.map(({ id, name }) => ({ value: id, name })),
          ],
        },
      ];
    case 'cloud':
      return [
        { title: '', choices: [{ value: '', name: 'Same card, or the middle of all GPUs' }] },
        ...grouped(
          facts.prices.prices,
          ({ provider }) => provider,
          (price) => ({
            value: price.id,
            name: `${price.accelerator}, ${price.kind}: ${acceleratorPrice(price).toFixed(2)} ${price.currency} (${citedDate(price)}${price.provenance === 'memory' ? ', unverified' : ''})`,
          }),
        ),
      ];
    case 'rentUnit':
      return [
        {
          title: '',
          choices: [
            { value: '', name: 'a device (GPU)' },
            { value: 'chip', name: 'a chip' },
            { value: 'core', name: 'a core, two to a chip' },
          ],
        },
      ];
  }
}

/** The ids that stand for "nothing chosen", which the address leaves out. */
export const UNSET: Readonly<Partial<Record<ChoiceFieldInfo['key'], string>>> = {
  cloud: ANY_RENT,
  place: 'world',
  rentUnit: 'device',
};

function grouped<T>(
  items: readonly T[],
  title: (item: T) => string,
  choice: (item: T) => Choice,
): readonly ChoiceGroup[] {
  const groups = new Map<string, Choice[]>();
  for (const item of items) {
    const name = title(item);
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [choice(item)]);
    else members.push(choice(item));
  }
  return [...groups].map(([name, choices]) => ({ title: name, choices }));
}
