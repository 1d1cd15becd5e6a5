// RegNets as torchvision builds them: a line of widths is bent into stages, all blocks are bottlenecks
// without a bottleneck (their grouped 3×3 is as wide as their output), and Y adds squeeze-and-excitation.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import { activation, adaptiveMeanPool, channelsOf, normalisedConvolution } from './convolutions.ts';
import { makeDivisible } from './make-divisible.ts';
import { squeezeExcitation } from './squeeze-excitation.ts';

export interface RegNetSpec {
  readonly id: string;
  readonly name: string;
  /** Blocks altogether. */
  readonly depth: number;
  /** Width of the line at the first block, and what each further block adds: w_0 and w_a of the paper. */
  readonly firstWidth: number;
  readonly slope: number;
  /** Factor between the widths that may be taken: w_m of the paper. */
  readonly step: number;
  readonly groupWidth: number;
  readonly squeezeExcitation: boolean;
}

const STEM_CHANNELS = 32;
/** Widths are multiples of eight. */
const QUANTUM = 8;
/** Of the channels that enter the block. */
const SQUEEZED_SHARE = 0.25;

export function defineRegNet(spec: RegNetSpec): ModelDefinition {
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: 'RegNet',
    year: 2020,
    source:
      'Radosavovic et al., Designing Network Design Spaces, arXiv 2003.13678; as in torchvision',
    minimumImageSize: 1,
    network: (graph, image, classes) => {
      const stem = { outChannels: STEM_CHANNELS, kernel: 3, stride: 2, padding: 1 };
      let x = normalisedConvolution(graph, 'stem', image, stem, { activation: 'relu' });
      for (const [index, stage] of regNetStages(spec).entries()) {
        for (let block = 0; block < stage.depth; block++) {
          const name = `trunk_output.block${index + 1}.block${index + 1}-${block}`;
          const stride = block === 0 ? 2 : 1;
          x = residualBlock(graph, name, x, { ...stage, stride, gated: spec.squeezeExcitation });
        }
      }
      x = adaptiveMeanPool(graph, 'avgpool', x, 1);
      x = graph.apply('flatten', 'flatten', [x]);
      return graph.apply('linear', 'fc', [x], { outFeatures: classes });
    },
  });
}

export interface RegNetStage {
  readonly width: number;
  readonly depth: number;
  readonly groupWidth: number;
}

/** Section 3.3 of the paper: the line in steps of a power, rounded; blocks of equal width are a stage. */
export function regNetStages(spec: RegNetSpec): readonly RegNetStage[] {
  const depths = new Map<number, number>();
  for (let block = 0; block < spec.depth; block++) {
    const onLine = spec.firstWidth + block * spec.slope;
    const power = Math.round(Math.log(onLine / spec.firstWidth) / Math.log(spec.step));
    const width = roundToEven((spec.firstWidth * spec.step ** power) / QUANTUM) * QUANTUM;
    depths.set(width, (depths.get(width) ?? 0) + 1);
  }
  return [...depths].map(([wanted, depth]) => {
    const groupWidth = Math.min(spec.groupWidth, wanted);
    return { width: makeDivisible(wanted, groupWidth), depth, groupWidth };
  });
}

/** Halves go to the even neighbour, as in the reference: the 180 of RegNetX 1.6GF becomes 176, not 184. */
function roundToEven(value: number): number {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}

function residualBlock(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  spec: RegNetStage & { readonly stride: number; readonly gated: boolean },
): Tensor {
  const { width: outChannels, stride } = spec;
  const groups = outChannels / spec.groupWidth;
  const relu = { activation: 'relu', block } as const;
  let shortcut = input;
  if (stride !== 1 || channelsOf(input) !== outChannels) {
    const projection = { outChannels, kernel: 1, stride };
    shortcut = normalisedConvolution(graph, `${block}.proj`, input, projection, { block });
  }
  let x = normalisedConvolution(graph, `${block}.f.a`, input, { outChannels, kernel: 1 }, relu);
  const grouped = { outChannels, kernel: 3, stride, padding: 1, groups };
  x = normalisedConvolution(graph, `${block}.f.b`, x, grouped, relu);
  if (spec.gated) {
    const squeezed = Math.round(SQUEEZED_SHARE * channelsOf(input));
    const gate = { squeezed, activation: 'relu', gate: 'sigmoid', block } as const;
    x = squeezeExcitation(graph, `${block}.f.se`, x, gate);
  }
  x = normalisedConvolution(graph, `${block}.f.c`, x, { outChannels, kernel: 1 }, { block });
  x = graph.apply('elementwise', `${block}.add`, [shortcut, x], { kind: 'add' }, { block });
  return activation(graph, `${block}.activation`, x, 'relu', block);
}
