// A count for a terminal: totals, blocks with their share, what the file tells, and what was left out.
import type { LayerCount, ModelCount, NotCounted } from '../../models/count.ts';
import { formatAmount, formatCount, formatShare } from '../../shared/format.ts';
import { formatTable } from '../format-table.ts';
import { plainText } from '../plain-text.ts';
import type { CountDocument, FileDocument } from './count-document.ts';

export interface FormatOptions {
  /** Every layer under its block. */
  readonly layers: boolean;
}

/** Of “parameters”, the longest label of a count. */
const LABEL_WIDTH = 10;
const PRECISIONS = ['f32', 'f16', 'int8', 'int4'] as const;

export function formatCountDocument(document: CountDocument, options: FormatOptions): string {
  const { file } = document;
  const lines = document.counted
    ? [...head(document), ...totals(document)]
    : [document.name, `  parameters  ${formatCount(document.params)}`];
  return [
    ...lines,
    `  checkpoint  ${PRECISIONS.map((each) => `${each} ${formatAmount(document.checkpointBytes[each], 'B')}`).join(', ')}`,
    ...(file === null ? [] : fileLines(file)),
    '',
    ...(document.counted ? countLines(document, options) : notCountable(file)),
    '',
  ]
    .map(plainText)
    .join('\n');
}

/** The importer's warning says what to do; without one this does. */
function notCountable(file: FileDocument | null): readonly string[] {
  return file !== null && file.warnings.length > 0
    ? []
    : [
        '  The file names no architecture that is known here: its parameters are exact, its work cannot be told.',
        '  Put the config.json of the model beside it, or count that.',
      ];
}

function head(count: ModelCount): readonly string[] {
  const bindings = Object.entries(count.bindings).map(([name, value]) => `${name} ${value}`);
  const built = count.head === 'none' ? 'no head' : count.head;
  return [`${count.name} (${built})${bindings.length === 0 ? '' : `, ${bindings.join(', ')}`}`];
}

function totals(count: ModelCount): readonly string[] {
  const { params, activeParams, macs, flops, otherFlops } = count;
  return [
    `  parameters  ${formatCount(params)}`,
    ...(activeParams === params
      ? []
      : [
          `  active      ${formatCount(activeParams)}  (${formatShare(activeParams / params)} of them for one token)`,
        ]),
    `  MACs        ${formatAmount(macs, '')}  (${formatCount(macs)})`,
    `  FLOPs       ${formatAmount(flops, '')}  (2 × MACs + ${formatAmount(otherFlops, '')} of other arithmetic)`,
  ];
}

function fileLines(file: FileDocument): readonly string[] {
  const { weights } = file;
  const width = Math.max(LABEL_WIDTH, ...file.facts.map(({ label }) => label.length));
  return [
    ...file.facts.map(({ label, value }) => `  ${label.toLowerCase().padEnd(width)}  ${value}`),
    ...(weights === null
      ? []
      : [
          '',
          formatTable([
            ['weights', 'tensors', 'elements', 'bytes'],
            ...weights.types.map(({ type, tensors, elements, bytes }) => [
              type,
              formatCount(tensors),
              formatCount(elements),
              formatAmount(bytes, 'B'),
            ]),
          ]),
        ]),
    ...file.warnings.map((warning) => `  warning: ${warning}`),
  ];
}

function countLines(count: ModelCount, options: FormatOptions): readonly string[] {
  return [
    formatTable([
      ['block', 'layers', 'parameters', 'MACs', 'FLOPs', 'share'],
      ...blocks(count.layers).flatMap((block) => blockRows(block, count, options)),
    ]),
    '',
    ...count.notes.map((note) => `  note: ${note}`),
    ...count.notCounted.map(notCountedLine),
  ];
}

function notCountedLine({ what, reason, flopsAtMost, params }: NotCounted): string {
  const sizes = [
    ...(flopsAtMost === null ? [] : [`at most ${formatAmount(flopsAtMost, 'FLOP')}`]),
    ...(params === undefined ? [] : [`${formatCount(params)} parameters`]),
  ];
  return `  not counted: ${what}${sizes.length === 0 ? '' : ` (${sizes.join(', ')})`}: ${reason}`;
}

interface Block {
  readonly name: string;
  readonly layers: LayerCount[];
}

/** In the order in which they run; a block that comes back later stays one. */
function blocks(layers: readonly LayerCount[]): readonly Block[] {
  const byName = new Map<string, Block>();
  for (const layer of layers) {
    const name = layer.block === '' ? layer.name : layer.block;
    const block = byName.get(name) ?? { name, layers: [] };
    block.layers.push(layer);
    byName.set(name, block);
  }
  return [...byName.values()];
}

function blockRows(block: Block, count: ModelCount, options: FormatOptions): readonly string[][] {
  const sum = (key: 'params' | 'macs' | 'flops') =>
    block.layers.reduce((total, layer) => total + layer[key], 0);
  const [params, macs, flops] = [sum('params'), sum('macs'), sum('flops')];
  if (params === 0 && flops === 0) return [];
  const row = [block.name, String(block.layers.length), ...figures(params, macs, flops, count)];
  if (!options.layers) return [row];
  return [
    row,
    ...block.layers
      .filter((layer) => layer.flops > 0 || layer.params > 0)
      .map((layer) => [
        `  ${layer.name}`,
        layer.operator,
        ...figures(layer.params, layer.macs, layer.flops, count),
        layer.outputShape.map(({ size }) => String(size)).join('×'),
      ]),
  ];
}

function figures(params: number, macs: number, flops: number, count: ModelCount): string[] {
  return [
    params === 0 ? '' : formatCount(params),
    macs === 0 ? '' : formatAmount(macs, ''),
    formatAmount(flops, ''),
    count.flops === 0 ? '' : formatShare(flops / count.flops),
  ];
}
