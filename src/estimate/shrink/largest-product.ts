// The product of one layer as a point under the roofline, as a network runs it.
import { type Problem, problemLabel, problemMacs } from '../../shared/problem.ts';
import { problemBytes } from '../../shared/problem/problem-bytes.ts';
import type { TimePredictor } from '../prediction/time-predictor.ts';
import type { InferenceProgram } from './inference-program.ts';

export interface LargestProduct {
  /** Id of the layer in its own graph. */
  readonly layer: string;
  /** For people: operator and sizes. */
  readonly problem: string;
  /** 2 × MACs of what is stored. */
  readonly flops: number;
  /** Read and written, each tensor once. */
  readonly bytes: number;
  /** Foretold from measured kernels; copies around the product are left out. */
  readonly seconds: number;
}

/** The layer with most work; undefined where the program cannot run. */
export function largestLayer(program: InferenceProgram): string | undefined {
  return program.runs ? heaviest(productsOf(program))?.layer : undefined;
}

/**
 * @param layer of the dense network; the program's own largest one where it has none of that name, as a smaller
 *   architecture has.
 * @returns null where the program cannot run, or the product was not measured.
 */
export function largestProduct(
  program: InferenceProgram,
  layer: string | undefined,
  predictor: TimePredictor,
): LargestProduct | null {
  if (!program.runs) return null;
  const layers = productsOf(program);
  const found = layers.find((each) => each.layer === layer) ?? heaviest(layers);
  const [first] = found?.problems ?? [];
  if (found === undefined || first === undefined) return null;
  if (!found.problems.every((problem) => predictor.knows(problem))) return null;
  const sum = (amount: (problem: Problem) => number) =>
    found.problems.reduce((total, problem) => total + amount(problem), 0);
  return {
    layer: found.layer,
    problem: problemLabel(first),
    flops: sum((problem) => 2 * problemMacs(problem)),
    bytes: sum((problem) => problemBytes(problem) ?? 0),
    seconds: sum((problem) => predictor.time(problem).seconds),
  };
}

interface LayerProducts {
  readonly layer: string;
  readonly problems: readonly Problem[];
}

function productsOf({
  steps,
}: Extract<InferenceProgram, { runs: true }>): readonly LayerProducts[] {
  const layers = new Map<string, Problem[]>();
  for (const { layer, problem } of steps) {
    if (problemMacs(problem) === 0) continue;
    const known = layers.get(layer);
    if (known === undefined) layers.set(layer, [problem]);
    else known.push(problem);
  }
  return [...layers].map(([layer, problems]) => ({ layer, problems }));
}

/** Of several that are equally large the last, which has the most weights. */
function heaviest(layers: readonly LayerProducts[]): LayerProducts | undefined {
  let best: { readonly found: LayerProducts; readonly macs: number } | undefined;
  for (const found of layers) {
    const macs = found.problems.reduce((total, problem) => total + problemMacs(problem), 0);
    if (best === undefined || macs >= best.macs) best = { found, macs };
  }
  return best?.found;
}
