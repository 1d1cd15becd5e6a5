// EfficientNet, both versions, as torchvision builds them: inverted residuals with squeeze-and-excitation, and
// in the early stages of version 2 "fused" ones, whose expansion and depthwise convolution are one full
// convolution.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import { adaptiveMeanPool, channelsOf, normalisedConvolution } from './convolutions.ts';
import { addToInput, invertedResidual } from './inverted-residual.ts';
import { makeDivisible } from './make-divisible.ts';

export interface EfficientNetStage {
  readonly kind: 'inverted' | 'fused';
  readonly expansion: number;
  readonly kernel: number;
  /** Of the first block; the others have stride 1. */
  readonly stride: number;
  readonly outChannels: number;
  readonly blocks: number;
}

export interface EfficientNetSpec {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly source: string;
  /** What the published figures were taken at. */
  readonly imageSize: number;
  readonly stemChannels: number;
  readonly stages: readonly EfficientNetStage[];
  /** Of the last convolution. */
  readonly lastChannels: number;
  readonly dropout: number;
}

/** The chance of dropping a branch grows from 0 to this over the depth. */
const STOCHASTIC_DEPTH = 0.2;
/** Squeeze-and-excitation narrows to a quarter of the block's input. */
const SQUEEZE = 4;

interface BlockSpec extends EfficientNetStage {
  readonly dropRate: number;
}

export function defineEfficientNet(spec: EfficientNetSpec): ModelDefinition {
  const { id, name, year, source } = spec;
  return defineImageModel({
    id,
    name,
    family: 'EfficientNet',
    year,
    source,
    minimumImageSize: 1,
    defaultImageSize: spec.imageSize,
    network: (graph, image, classes) => {
      const silu = { activation: 'silu' } as const;
      const stem = { outChannels: spec.stemChannels, kernel: 3, stride: 2, padding: 1 };
      const total = spec.stages.reduce((sum, stage) => sum + stage.blocks, 0);
      let x = normalisedConvolution(graph, 'features.0', image, stem, silu);
      let done = 0;
      for (const [index, stage] of spec.stages.entries()) {
        for (let position = 0; position < stage.blocks; position++) {
          const block = `features.${index + 1}.${position}`;
          const dropRate = (STOCHASTIC_DEPTH * done++) / total;
          const each = { ...stage, stride: position === 0 ? stage.stride : 1, dropRate };
          x =
            each.kind === 'fused' ? fused(graph, block, x, each) : inverted(graph, block, x, each);
        }
      }
      const last = { outChannels: spec.lastChannels, kernel: 1 };
      x = normalisedConvolution(graph, `features.${spec.stages.length + 1}`, x, last, silu);
      x = adaptiveMeanPool(graph, 'avgpool', x, 1);
      x = graph.apply('flatten', 'flatten', [x]);
      x = graph.apply('dropout', 'classifier.0', [x], { rate: spec.dropout });
      return graph.apply('linear', 'classifier.1', [x], { outFeatures: classes });
    },
  });
}

function inverted(graph: GraphBuilder, block: string, input: Tensor, spec: BlockSpec): Tensor {
  const { kernel, stride, outChannels, dropRate } = spec;
  const channels = channelsOf(input);
  const squeezed = Math.max(1, Math.floor(channels / SQUEEZE));
  return invertedResidual(graph, block, input, {
    expanded: makeDivisible(channels * spec.expansion),
    outChannels,
    kernel,
    stride,
    activation: 'silu',
    squeeze: { squeezed, activation: 'silu', gate: 'sigmoid' },
    dropRate,
  });
}

/** A full convolution that expands, then a linear 1×1; without expansion the convolution alone. */
function fused(graph: GraphBuilder, block: string, input: Tensor, spec: BlockSpec): Tensor {
  const { kernel, stride, outChannels } = spec;
  const expanded = makeDivisible(channelsOf(input) * spec.expansion);
  const expands = expanded !== channelsOf(input);
  const padding = (kernel - 1) / 2;
  const full = { outChannels: expands ? expanded : outChannels, kernel, stride, padding };
  const options = { activation: 'silu', block } as const;
  let x = normalisedConvolution(graph, `${block}.block.0`, input, full, options);
  if (expands) {
    const project = { outChannels, kernel: 1 };
    x = normalisedConvolution(graph, `${block}.block.1`, x, project, { block });
  }
  return addToInput(graph, block, x, input, spec);
}
