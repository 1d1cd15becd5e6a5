// The fields of a form for a regime, grouped, with what each means.
import { trainingTrials } from '../../facts/training-trials.ts';
import { interconnects } from '../../facts/interconnects.ts';
import { formatAmount } from '../../shared/format.ts';
import type { RecipeFieldInfo } from '../recipe.ts';
import type { TrainingRegime } from './regime.ts';
import {
  CHECKPOINTINGS,
  LORA_MATRICES,
  REGIME_LIMITS,
  type RegimeNumber,
  TUNINGS,
} from './regime-limits.ts';

/** Where the field is shown but its own choice is not made: the usual value. */
const USUAL = { loraRank: 8, loraMatrices: 'query-value', tunedBlocks: 0 } as const;

export function regimeFields(regime: TrainingRegime): readonly RecipeFieldInfo[] {
  const { tuning } = regime;
  return [
    {
      ...numeric('accumulation', regime.accumulation, 'memory'),
      help: 'The batch runs in so many parts, one after the other, before the weights are updated once. Less memory, the same result; batch norm sees the parts.',
    },
    {
      field: 'checkpointing',
      label: 'Checkpointing',
      unit: '',
      value: regime.checkpointing,
      choices: CHECKPOINTINGS,
      choiceNames: { none: 'none', blocks: 'every block' },
      group: 'memory',
      help: 'Keeps the inputs of blocks only and computes their inside a second time for backward: a forward pass more, far less memory.',
    },
    {
      field: 'memory',
      label: 'Memory of the GPU',
      unit: 'GB',
      value: regime.deviceMemoryBytes === undefined ? '' : String(regime.deviceMemoryBytes / 1e9),
      group: 'memory',
      help: 'Browsers do not tell it. With it, this page says whether training fits, and what would make it fit.',
    },
    {
      ...numeric('devices', regime.devices, 'devices'),
      help: 'Each holds the whole model and takes its share of the batch; gradients are added up once a step.',
    },
    {
      field: 'interconnect',
      label: 'Connected by',
      unit: '',
      value: regime.interconnect,
      choices: interconnects.map(({ id }) => id),
      choiceNames: Object.fromEntries(
        interconnects.map(({ id, name, bytesPerSecond }) => [
          id,
          `${name}, ${formatAmount(bytesPerSecond, 'B/s')}`,
        ]),
      ),
      group: 'devices',
      needs: { field: 'devices' },
      help: 'In each direction, for each GPU; the sources stand under “What this assumes”.',
    },
    {
      field: 'tuning',
      label: 'Train',
      unit: '',
      value: tuning.kind,
      choices: TUNINGS,
      choiceNames: { all: 'all layers', last: 'the last layers', lora: 'adapters (LoRA)' },
      group: 'tuning',
      help: 'Frozen layers need no weight gradient and no optimizer state; below the last trained layer backward stops.',
    },
    {
      ...numeric(
        'tunedBlocks',
        tuning.kind === 'last' ? tuning.blocks : USUAL.tunedBlocks,
        'tuning',
      ),
      needs: { field: 'tuning', values: ['last'] },
      help: '0 trains the head alone.',
    },
    {
      ...numeric('loraRank', tuning.kind === 'lora' ? tuning.rank : USUAL.loraRank, 'tuning'),
      needs: { field: 'tuning', values: ['lora'] },
    },
    {
      field: 'loraMatrices',
      label: 'Beside',
      unit: '',
      value: tuning.kind === 'lora' ? tuning.matrices : USUAL.loraMatrices,
      choices: LORA_MATRICES,
      choiceNames: {
        'query-value': 'queries and values',
        attention: 'all of attention',
        'all-linear': 'all linear layers',
      },
      group: 'tuning',
      needs: { field: 'tuning', values: ['lora'] },
    },
    {
      ...numeric('trials', regime.trials, 'trials'),
      help: `Nobody trains once. ${trainingTrials.sentence} (${trainingTrials.source}${trainingTrials.provenance === 'memory' ? '; unverified' : ''})`,
    },
  ];
}

function numeric(
  field: RegimeNumber,
  value: number,
  group: RecipeFieldInfo['group'],
): RecipeFieldInfo {
  const { label, unit, minimum, maximum } = REGIME_LIMITS[field];
  return { field, label, unit, value, minimum, maximum, group };
}
