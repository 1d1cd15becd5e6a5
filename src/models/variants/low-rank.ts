// Low-rank factorisation: a matrix of weights as the product of two thin ones. A fully connected layer becomes two; a
// convolution becomes one to few channels and a 1×1 one back to all (Zhang et al., arXiv 1505.06798).
import * as v from 'valibot';
import type { Layer, ModelGraph } from '../graph.ts';
import { counted } from './counted.ts';
import { openShare, parseParameters, percent, refusal, wholeNumber } from './parse-parameters.ts';
import { type GraphRebuilder, rebuildGraph } from './rebuild-graph.ts';
import { leftDenseNotes, type WeightLayer, weightLayers } from './weight-layers.ts';

function rankSentence(typed: string): string {
  return `A rank of ${typed} cannot be used. Give a share of the rank at which nothing is saved, between 0 and 1, or a whole number of at least 1.`;
}

const lowRankParameters = v.union(
  [
    /** Share of the rank at which the factors have as many weights as the matrix. */
    v.strictObject({ share: openShare(rankSentence) }),
    v.strictObject({ rank: wholeNumber(1, Number.MAX_SAFE_INTEGER, rankSentence) }),
  ],
  ({ input }) => rankSentence(JSON.stringify(input)),
);

interface Factorised {
  readonly found: WeightLayer;
  readonly rank: number;
}

/** @throws FlopscopeError `invalid-input` for a rank that cannot be used, or that saves nothing in any layer. */
export function lowRank(
  graph: ModelGraph,
  parameters: v.InferInput<typeof lowRankParameters>,
): ModelGraph {
  const chosen = parseParameters(lowRankParameters, parameters);
  const found = weightLayers(graph);
  const factorised = new Map<string, Factorised>();
  for (const each of found.layers) {
    const even = breakEvenRank(each);
    const rank = 'rank' in chosen ? chosen.rank : Math.max(1, Math.floor(chosen.share * even));
    if (rank < even) factorised.set(each.layer.id, { found: each, rank });
  }
  const wanted =
    'rank' in chosen
      ? `rank ${chosen.rank}`
      : `${percent(chosen.share)} of the rank that breaks even`;
  if (factorised.size === 0) {
    throw refusal(
      `No layer of ${graph.name} has fewer weights at ${wanted}. Choose a lower rank, or another variant.`,
    );
  }
  const unsaved = found.layers.length - factorised.size;
  return rebuildGraph(
    graph,
    (layer, rebuilder) => {
      const each = factorised.get(layer.id);
      return each === undefined ? undefined : [factors(layer, each, rebuilder)];
    },
    {
      name: `${graph.name}, ${'rank' in chosen ? `rank ${chosen.rank}` : `low rank ${chosen.share}`}`,
      notes: [
        factorised.size === 1
          ? `1 layer becomes two, of ${wanted}.`
          : `${factorised.size} layers become two each, of ${wanted}.`,
        ...(unsaved === 0
          ? []
          : [
              `${counted(unsaved, 'layer stays', 'layers stay')} whole: that rank would save nothing there.`,
            ]),
        ...leftDenseNotes(found),
      ],
    },
  );
}

/** Where out·in = rank·(out + in), the factors save nothing. */
function breakEvenRank({ outFeatures, inFeatures }: WeightLayer): number {
  return (outFeatures * inFeatures) / (outFeatures + inFeatures);
}

/** The factor that reads comes first and has no bias; layers that shared the matrix share its factors. */
function factors(layer: Layer, { found, rank }: Factorised, rebuilder: GraphRebuilder) {
  const isConvolution = layer.operator === 'conv2d';
  const width = isConvolution ? 'outChannels' : 'outFeatures';
  // A fused activation runs behind the second factor.
  const plain = layer.attributes['activation'] === undefined ? {} : { activation: undefined };
  const narrow = rebuilder.insert(layer, {
    id: `${layer.id}.reduce`,
    operator: layer.operator,
    attributes: { ...layer.attributes, ...plain, [width]: rank, bias: false },
    inputs: layer.inputs.map((id) => rebuilder.tensor(id)),
    parameters: { weight: `${found.weight}.reduce` },
    role: layer.role,
  });
  const wide = isConvolution ? { stride: 1, padding: 0, dilation: 1, kernel: 1 } : {};
  const [output = narrow] = rebuilder.again(layer, {
    attributes: { ...layer.attributes, ...wide },
    inputs: [narrow],
    parameters: { weight: `${found.weight}.expand` },
  });
  return output;
}
