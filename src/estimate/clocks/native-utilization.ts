// What share of a card's peak native training reaches, by the kind of network and of arithmetic: published
// runs only, and every one of them can be shown.
import { nativeThroughput } from '../../facts/native-throughput.ts';
import type { Provenance } from '../../facts/facts.ts';
import {
  publishedUtilization,
  type UtilizationConflict,
  utilizationConflicts,
  utilizationRecords,
} from '../../facts/utilization.ts';
import { quantileSorted } from 'simple-statistics';
import type { Range, TrainingEstimate } from '../training-estimate.ts';
import { type TrainingPeak, usesMatrixUnits } from './native-peak.ts';

/**
 * Networks that use their hardware differently: most arithmetic in matrix products, or in convolutions, or in
 * convolutions some of which are depthwise, which leave matrix units almost idle.
 */
export type NetworkKind = 'products' | 'convolutional' | 'depthwise';

export interface UtilizationEvidence {
  readonly run: string;
  readonly utilization: number;
  readonly source: string;
  readonly provenance: Provenance;
}

export interface NativeUtilization extends Range {
  readonly network: NetworkKind;
  /** Why these runs, and what the ends are. */
  readonly sentence: string;
  readonly evidence: readonly UtilizationEvidence[];
  readonly conflicts: readonly UtilizationConflict[];
}

export function networkKind(
  estimate: Pick<TrainingEstimate, 'layers' | 'kernelsUsed'>,
): NetworkKind {
  const macs = (operator: (name: string) => boolean) =>
    estimate.layers
      .filter((layer) => operator(layer.operator))
      .reduce((sum, layer) => sum + layer.macs, 0);
  if (macs((name) => name.startsWith('conv')) < 0.5 * macs(() => true)) return 'products';
  return estimate.kernelsUsed.some(({ kind }) => kind === 'depthwise')
    ? 'depthwise'
    : 'convolutional';
}

export function nativeUtilization(network: NetworkKind, peak: TrainingPeak): NativeUtilization {
  return network === 'products' ? ofProducts(peak) : ofImageNetworks(network, peak);
}

function ofProducts(peak: TrainingPeak): NativeUtilization {
  const { low, median, high, runs } = publishedUtilization();
  const matrix = usesMatrixUnits(peak);
  const vector = throughputOf('convolutional', false);
  return {
    network: 'products',
    value: median,
    low,
    // Plain units are easier to fill; the only published runs on them here are of convolutions.
    high: matrix ? high : Math.max(high, ...vector.map(({ utilization }) => utilization)),
    sentence: matrix
      ? `The middle four fifths of ${runs} published training runs, most of them of large language models on clusters.`
      : 'Published runs use matrix units; the high end is what ResNet-50 reaches on plain units.',
    evidence: [...(matrix ? [] : vector), ...published()],
    conflicts: utilizationConflicts(),
  };
}

function published(): readonly UtilizationEvidence[] {
  return utilizationRecords.map(({ model, utilization, source, provenance }) => ({
    run: model,
    utilization,
    source,
    provenance,
  }));
}

function ofImageNetworks(
  network: 'convolutional' | 'depthwise',
  peak: TrainingPeak,
): NativeUtilization {
  const evidence = throughputOf(network, usesMatrixUnits(peak));
  const shares = evidence.map(({ utilization }) => utilization).sort((a, b) => a - b);
  // A handful of runs of three networks: the next one may lie a quarter outside of them.
  const beyond = 1.25;
  return {
    network,
    value: quantileSorted(shares, 0.5),
    low: (shares[0] ?? 0) / beyond,
    high: Math.min(1, (shares.at(-1) ?? 0) * beyond),
    sentence:
      network === 'depthwise'
        ? 'NVIDIA’s own runs of EfficientNet on one card, a quarter wider: depthwise convolutions move much and compute little.'
        : 'NVIDIA’s own runs of ResNet-50 on one card, a quarter wider.',
    evidence,
    conflicts: [],
  };
}

function throughputOf(
  network: 'convolutional' | 'depthwise',
  matrix: boolean,
): readonly UtilizationEvidence[] {
  return nativeThroughput
    .filter(
      ({ model, peak }) =>
        model.startsWith('efficientnet') === (network === 'depthwise') &&
        usesMatrixUnits(peak) === matrix,
    )
    .map(({ model, card, peak, imagesPerSecond, utilization, source }) => ({
      run: `${model} on ${card}, ${peak}, ${imagesPerSecond} images/s`,
      utilization,
      source,
      // The throughput was read; the share follows from our count of the model.
      provenance: 'derived',
    }));
}
