// Which of a card's peaks native training runs against.
import { type Accelerator, type PeakKind, peakKinds } from '../../facts/accelerators.ts';

/** What training is run in where the card has it, fastest first. 8-bit training is a craft of its own. */
export const TRAINING_PEAKS = ['bf16-matrix', 'f16-matrix', 'tf32', 'f16', 'f32'] as const;
export type TrainingPeak = (typeof TRAINING_PEAKS)[number];

const matrixKinds: readonly PeakKind[] = peakKinds.filter(
  (kind) => kind === 'tf32' || kind.endsWith('-matrix'),
);

const peakNames: Readonly<Record<TrainingPeak, string>> = {
  'bf16-matrix': 'matrix units in bf16',
  'f16-matrix': 'matrix units in f16',
  tf32: 'matrix units in TF32',
  f16: 'plain f16',
  f32: 'plain f32',
};

export function peakName(kind: TrainingPeak): string {
  return peakNames[kind];
}

export function usesMatrixUnits(kind: PeakKind): boolean {
  return matrixKinds.includes(kind);
}

/** Peaks that a card has for training, in the order in which they are TRAINING_PEAKS. */
export function trainingPeaks(card: Accelerator): readonly TrainingPeak[] {
  return TRAINING_PEAKS.filter((kind) => card.peakFlopsPerSecond[kind] !== undefined);
}

export function isTrainingPeak(text: string): text is TrainingPeak {
  return TRAINING_PEAKS.some((kind) => kind === text);
}
