// A training estimate as text for a terminal: the answer first, then what it rests on.
import type { LayerEstimate, TrainingEstimate } from '../estimate/training-estimate.ts';
import { formatAmount, formatCount, formatShare } from '../shared/format.ts';
import { formatDuration, formatDurationEstimate } from '../shared/format-duration.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { formatTable } from './format-table.ts';

/** Layers beyond these take little; `--json` has them all. */
const SHOWN_LAYERS = 12;

/** @param regime lines on how the steps are run, after the figures. */
export function formatEstimate(
  estimate: TrainingEstimate,
  profile: DeviceProfile,
  regime: readonly string[] = [],
): string {
  const { model, recipe, seconds, stepSeconds, memoryBytes } = estimate;
  const { modelFlopsUtilization: mfu, hardwareFlopsUtilization: hfu } = estimate;
  const { value, range } = formatDurationEstimate(seconds);
  const step = formatDurationEstimate(stepSeconds);
  const device = profile.identity.label || profile.identity.description || profile.identity.vendor;
  const costly = [...estimate.layers].sort((a, b) => b.seconds.value - a.seconds.value);
  return [
    `${model.name}, ${recipe.name}: ${value} on ${device}${range === '' ? '' : `  (${range})`}`,
    '',
    `  step        ${step.value}${step.range === '' ? '' : `  (${step.range})`}, ${formatCount(estimate.steps)} steps`,
    `  FLOPs       ${formatAmount(estimate.flopsPerStep, 'FLOP')} a step (${formatAmount(estimate.macsPerStep, 'MAC')}), ${formatAmount(estimate.flops, 'FLOP')} in all`,
    `  parameters  ${formatCount(estimate.params)}`,
    `  memory      ${formatAmount(memoryBytes.total, 'B')}: weights ${formatAmount(memoryBytes.weights, 'B')}, gradients ${formatAmount(memoryBytes.gradients, 'B')}, optimizer ${formatAmount(memoryBytes.optimizer, 'B')}, activations ${formatAmount(memoryBytes.activations, 'B')}`,
    mfu === null || hfu === null
      ? ''
      : `  MFU         ${formatShare(mfu)} of this device's measured multiply-add ceiling${hfu === mfu ? '' : `; HFU, with what is recomputed, ${formatShare(hfu)}`}`,
    ...regime,
    '',
    formatTable([
      ['layer', 'operator', 'time a step', 'share', 'bound by'],
      ...costly.slice(0, SHOWN_LAYERS).map(layerRow),
    ]),
    '',
    'Assumptions',
    ...estimate.assumptions.map(
      ({ sentence, provenance }) =>
        `  - ${sentence}${provenance === 'memory' ? ' (unverified)' : ''}`,
    ),
    ...estimate.warnings.map((warning) => `! ${warning}`),
    '',
  ].join('\n');
}

function layerRow(layer: LayerEstimate): string[] {
  return [
    layer.name,
    layer.operator,
    formatDuration(layer.seconds.value),
    formatShare(layer.share),
    layer.bound,
  ];
}
