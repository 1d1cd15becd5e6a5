// `flopscope measure --list-adapters`: what `--adapter` can be given on this machine.
import { SUBGROUP_MATRIX_FEATURES } from '../../engine/device/subgroup-matrix.ts';
import { formatTable } from '../format-table.ts';
import { print } from '../print.ts';
import { loadDawn } from './dawn-module.ts';
import { type AdapterDetails, describeAdapters } from './find-adapters.ts';

export async function printAdapters(json: boolean): Promise<void> {
  const adapters = await describeAdapters(await loadDawn());
  await print(json ? `${JSON.stringify(adapters, null, 2)}\n` : formatAdapters(adapters));
}

function formatAdapters(adapters: readonly AdapterDetails[]): string {
  const rows = adapters.map((adapter) => [
    String(adapter.index),
    adapter.name,
    adapter.backend,
    adapter.description,
    abilities(adapter),
  ]);
  return `${formatTable([['', 'name', 'backend', 'driver', 'offers'], ...rows])}\n`;
}

function abilities({ features, softwareAdapter, selectable }: AdapterDetails): string {
  const offers = [
    ...(features.includes('shader-f16') ? ['f16'] : []),
    ...(features.includes('subgroups') ? ['subgroups'] : []),
    ...(SUBGROUP_MATRIX_FEATURES.some((name) => features.includes(name)) ? ['matrix units'] : []),
    ...(softwareAdapter ? ['(software adapter)'] : []),
    ...(selectable ? [] : ['(hidden behind another of this name)']),
  ];
  return offers.join(' ');
}
