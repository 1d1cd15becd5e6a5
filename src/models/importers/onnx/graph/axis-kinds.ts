// What an open axis most likely is, from its name and place, and the sizes that it may then take.
import type { OnnxValueInfo } from '../wire/onnx-file.ts';

export interface AxisUse {
  readonly label: string;
  readonly unit: string;
  readonly fallback: number;
  readonly minimum: number;
  readonly maximum: number;
  /** The binding's name where the rest of Flopscope has one for it. */
  readonly canonical?: string;
}

export const AXIS_KINDS = {
  batch: {
    label: 'Batch',
    unit: 'examples',
    fallback: 1,
    minimum: 1,
    maximum: 4096,
    canonical: 'batch',
  },
  // 224 is what image classifiers are measured at; a multiple of 32, as detectors need.
  height: {
    label: 'Height',
    unit: 'pixels',
    fallback: 224,
    minimum: 1,
    maximum: 8192,
    canonical: 'height',
  },
  width: {
    label: 'Width',
    unit: 'pixels',
    fallback: 224,
    minimum: 1,
    maximum: 8192,
    canonical: 'width',
  },
  tokens: {
    label: 'Sequence length',
    unit: 'tokens',
    fallback: 128,
    minimum: 1,
    maximum: 131_072,
    canonical: 'sequenceLength',
  },
  // What was cached of earlier steps: nothing at the first.
  past: { label: 'Past tokens', unit: 'tokens', fallback: 0, minimum: 0, maximum: 131_072 },
  // One second of speech at 16 kHz.
  samples: {
    label: 'Samples',
    unit: 'samples',
    fallback: 16_000,
    minimum: 1,
    maximum: 50_000_000,
  },
  features: { label: 'Size', unit: 'elements', fallback: 512, minimum: 1, maximum: 65_536 },
  other: { label: 'Size', unit: 'elements', fallback: 1, minimum: 1, maximum: 65_536 },
} as const satisfies Record<string, AxisUse>;

export type AxisKind = keyof typeof AXIS_KINDS;

const BY_NAME: readonly (readonly [RegExp, AxisKind])[] = [
  [/past|cache/i, 'past'],
  [/batch|^bs?$|^n$/i, 'batch'],
  [/height|^h$/i, 'height'],
  [/width|^w$/i, 'width'],
  [/audio|sample|wav/i, 'samples'],
  [/seq|token|len|time|frame|^[lst]$/i, 'tokens'],
];

export function axisKind(info: OnnxValueInfo, name: string | null, position: number): AxisKind {
  const found = name === null ? undefined : BY_NAME.find(([pattern]) => pattern.test(name));
  if (found) return found[1];
  const [layers] = info.axes ?? [];
  const rank = info.axes?.length ?? 0;
  // layers × batch × hidden: the state of a recurrent layer.
  const state = /state|hidden|^[hc](\d|n|x)*$/i.test(info.name) || (layers ?? 1) !== 1;
  if (rank === 3 && position === 1 && typeof layers === 'number' && state) return 'batch';
  if (position === 0 && rank > 1) return 'batch';
  if (rank === 4 && position === 2) return 'height';
  if (rank === 4 && position === 3) return 'width';
  const integers = info.type?.kind === 'integer';
  if ((rank === 2 && position === 1 && integers) || (rank === 3 && position === 1)) return 'tokens';
  if (rank === 2 && position === 1)
    return /audio|wav|sound/i.test(info.name) ? 'samples' : 'features';
  return rank > 1 ? 'features' : 'other';
}
