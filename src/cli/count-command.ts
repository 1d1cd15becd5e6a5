// `flopscope count MODEL`: parameters, MACs and FLOPs of one forward pass, layer by layer.
import { Command } from 'commander';
import { countModel, type ModelCount } from '../models/count.ts';
import type { BindingRequest } from '../models/model-info.ts';
import { buildModel } from '../models/zoo/zoo.ts';
import { formatAmount, formatCount } from '../shared/format.ts';
import { formatTable } from './format-table.ts';
import { parseNumber } from './parse-number.ts';
import { print } from './print.ts';

interface Options {
  readonly batch?: number;
  readonly seq?: number;
  readonly image?: number;
  readonly head?: string;
  readonly json?: true;
}

/** The model itself refuses what does not fit it; this only keeps out what is no size at all. */
const size = (option: string) => (text: string) =>
  parseNumber(text, option, { min: 1, max: 1e9, integer: true });

export function countCommand(): Command {
  return new Command('count')
    .description('count parameters, MACs and FLOPs of a model (1 MAC = 2 FLOP)')
    .argument('<model>', 'id of a model, see "flopscope models"')
    .option('--batch <n>', 'examples at once', size('--batch'))
    .option('--seq <n>', 'tokens per example', size('--seq'))
    .option('--image <n>', 'height and width in pixels', size('--image'))
    .option('--head <name>', 'task head')
    .option('--json', 'print the whole count as JSON')
    .action(run);
}

async function run(model: string, options: Options): Promise<void> {
  const { batch, seq, image, head, json } = options;
  const bindings: BindingRequest = {
    ...(batch === undefined ? {} : { batch }),
    ...(seq === undefined ? {} : { sequenceLength: seq }),
    ...(image === undefined ? {} : { imageSize: image }),
  };
  const count = countModel(buildModel(model, bindings, head === undefined ? {} : { head }));
  await print(json === true ? `${JSON.stringify(count, null, 2)}\n` : formatModelCount(count));
}

function formatModelCount(count: ModelCount): string {
  const rows = count.layers
    .filter((layer) => layer.flops > 0 || layer.params > 0)
    .map((layer) => [
      layer.name,
      layer.operator,
      layer.outputShape.map((dimension) => String(dimension.size)).join('×'),
      layer.params === 0 ? '' : formatCount(layer.params),
      layer.macs === 0 ? '' : formatAmount(layer.macs, ''),
      formatAmount(layer.flops, ''),
    ]);
  const bindings = Object.entries(count.bindings).map(([name, value]) => `${name} ${value}`);
  return [
    `${count.name} (${count.head}), ${bindings.join(', ')}`,
    `  parameters  ${formatCount(count.params)}`,
    `  MACs        ${formatAmount(count.macs, '')}  (${formatCount(count.macs)})`,
    `  FLOPs       ${formatAmount(count.flops, '')}  (2 × MACs + ${formatAmount(count.otherFlops, '')} of other arithmetic)`,
    '',
    formatTable([['layer', 'operator', 'output', 'parameters', 'MACs', 'FLOPs'], ...rows]),
    '',
    ...count.notes.map((note) => `  note: ${note}`),
    ...count.notCounted.map(
      ({ what, reason, flopsAtMost }) =>
        `  not counted: ${what}${flopsAtMost === null ? '' : ` (at most ${formatAmount(flopsAtMost, 'FLOP')})`}: ${reason}`,
    ),
    '',
  ].join('\n');
}
