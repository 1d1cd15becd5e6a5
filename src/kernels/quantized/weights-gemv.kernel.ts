// The product of one row of activations, or a few: the step of a language model that generates text. Every
// weight is used once or a few times, so the packed words' bytes are what limits it.
import type { QuantizedMatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason, type WorkgroupNeeds } from '../limits.ts';
import { accumulatorType, accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import activationsElements from './activations-elements.wgsl?raw';
import activationsVectors from './activations-vectors.wgsl?raw';
import { groupLength, valuesPerWord } from './quantized-layout.ts';
import source from './weights-gemv.wgsl?raw';
import {
  WEIGHTS_BINDINGS,
  weightsConstants,
  weightsPlan,
  weightsReason,
  widenSource,
} from './weights-plan.ts';

/**
 * 32 lanes read whole memory segments of any GPU; 8 lanes still read whole sectors of 32 bytes, and leave
 * enough workgroups for a wide GPU when columns are few. More columns an invocation read fewer activations,
 * and a single slice needs no barrier: that is what counts on CPU adapters.
 */
const FORMS: readonly Tunables[] = [
  { columns: 1, lanes: 32, slices: 8 },
  { columns: 2, lanes: 32, slices: 8 },
  { columns: 4, lanes: 32, slices: 4 },
  { columns: 1, lanes: 16, slices: 16 },
  { columns: 1, lanes: 8, slices: 32 },
  { columns: 8, lanes: 8, slices: 1 },
];

/** Beyond, each unpacked weight serves enough rows for the tiled kernels. */
const MOST_ROWS = 4;

/** Longer unrolled bodies take seconds to compile on CPU adapters and gain nothing on GPUs. */
const MOST_UNROLLED_PRODUCTS = 256;

/** A chunk of at most four words of each column, in one group, so that its scale is loaded once. */
function chunkWords(problem: QuantizedMatmulProblem, tunables: Tunables): number {
  const values = valuesPerWord(problem.scheme);
  const products = values * tunable(tunables, 'columns') * problem.m;
  const longest = Math.min(4, Math.max(1, Math.floor(MOST_UNROLLED_PRODUCTS / products)));
  const words = Math.ceil(groupLength(problem) / values);
  if (groupLength(problem) === problem.k) return Math.min(longest, words);
  return [4, 3, 2].find((length) => length <= longest && words % length === 0) ?? 1;
}

function needs(problem: QuantizedMatmulProblem, tunables: Tunables): WorkgroupNeeds {
  const invocations = tunable(tunables, 'lanes') * tunable(tunables, 'slices');
  const bytes = accumulatorType(tunables) === 'f16' ? 2 : 4;
  return {
    invocations,
    storageBytes: problem.m * invocations * tunable(tunables, 'columns') * bytes,
  };
}

function plan(problem: QuantizedMatmulProblem, tunables: Tunables): KernelPlan {
  const { n, k, scheme, precision } = problem;
  const lanes = tunable(tunables, 'lanes');
  const columns = tunable(tunables, 'columns');
  const slices = tunable(tunables, 'slices');
  const values = valuesPerWord(scheme);
  const chunk = chunkWords(problem, tunables);
  const { enables, aliases } = floatTypes(precision, tunables);
  const wholeWords = k % values === 0;
  const code = assembleShader({
    enables,
    aliases: { ...aliases, HalfWord: `vec${values / 2}<Storage>` },
    constants: {
      ...weightsConstants(problem),
      LANES: lanes,
      COLUMNS: columns,
      SLICES: slices,
      SLICED: slices === 1 ? 0 : 1,
      CHUNK: chunk,
      WHOLE: Math.ceil(k / values) % (chunk * slices) === 0 ? 1 : 0,
    },
    sources: [wholeWords ? activationsVectors : activationsElements, widenSource(tunables), source],
  });
  return weightsPlan(problem, tunables, [
    {
      label: 'quantized/weights-gemv',
      code,
      bindings: WEIGHTS_BINDINGS,
      workgroups: [Math.ceil(n / (lanes * columns)), 1, 1],
    },
  ]);
}

export const kernel: KernelDescriptor<QuantizedMatmulProblem> = {
  id: 'quantized/weights-gemv',
  op: 'quantized-matmul',
  label: 'Packed weights, few rows',
  summary:
    'Lanes along the columns read and unpack each packed word once, slices along k add up at the end.',
  variants: ({ precision }) => combinations(FORMS, accumulatorVariants(precision)),
  unsupported(problem, tunables, traits) {
    if (problem.m > MOST_ROWS) return `It is made for at most ${MOST_ROWS} rows of activations.`;
    return (
      weightsReason(problem, traits) ??
      limitReason(needs(problem, tunables), () => plan(problem, tunables), traits)
    );
  },
  plan,
};
