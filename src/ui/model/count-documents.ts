// A count to take along: the whole of it as JSON, its layers as CSV.
import { type TensorShape, shapeLabel } from '../../models/graph.ts';
import type { ModelCount } from '../../models/count.ts';
import { csvTable, csvText } from '../../shared/csv.ts';
import { intensity } from './layer-groups.ts';

export function countJson(count: ModelCount): string {
  return `${JSON.stringify(count, null, 2)}\n`;
}

/** RFC 4180, one row per layer in the order of the model. */
export function countCsv({ layers }: ModelCount): string {
  const header = [
    'layer',
    'block',
    'operator',
    'output',
    'params',
    'macs',
    'flops',
    'bytes_f32',
    'flop_per_byte',
  ];
  const rows = layers.map((layer) => [
    csvText(layer.name),
    csvText(layer.block),
    csvText(layer.operator),
    csvText(shape(layer.outputShape)),
    String(layer.params),
    String(layer.macs),
    String(layer.flops),
    String(layer.bytes),
    intensity(layer)?.toPrecision(6) ?? '',
  ]);
  return csvTable([header, ...rows]);
}

function shape(of: TensorShape): string {
  return shapeLabel(of).replaceAll(' × ', 'x');
}

/** A file name of the model's name: letters, digits, dots and hyphens. */
export function documentName({ name }: ModelCount, extension: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return `flopscope-${plain === '' ? 'model' : plain.slice(0, 60)}.${extension}`;
}
