// How the table of layers is shown, in the address: only what differs from the order of the model, by block.
import type { Parameters } from '../route/route.ts';
import type { Grouping, SortKey } from './layer-groups.ts';
import type { LayerView } from './layer-table.ts';

const groupings: readonly Grouping[] = ['operator', 'none'];
const sortKeys: readonly SortKey[] = ['params', 'macs', 'flops', 'bytes', 'intensity'];

export function layerView(parameters: Parameters): LayerView {
  const sort = sortKeys.find((key) => key === parameters['sort']) ?? 'order';
  const group = groupings.find((each) => each === parameters['group']) ?? 'block';
  const usual = sort === 'order' ? 'ascending' : 'descending';
  return { group, sort, ascending: (parameters['direction'] ?? usual) === 'ascending' };
}

export function viewParameters({ group, sort, ascending }: LayerView): Parameters {
  const usual = sort === 'order';
  return {
    ...(group === 'block' ? {} : { group }),
    ...(sort === 'order' ? {} : { sort }),
    ...(ascending === usual ? {} : { direction: ascending ? 'ascending' : 'descending' }),
  };
}

export function withoutView(parameters: Parameters): Parameters {
  const view = new Set(['group', 'sort', 'direction']);
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !view.has(name)));
}
