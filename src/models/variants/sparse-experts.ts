// Sparse activation inside a transformer: each feed-forward network becomes a mixture of experts of the same size, of
// which every token uses a few. So dense models are turned into mixtures by Komatsuzaki et al., Sparse Upcycling
// (arXiv 2212.05055).
import * as v from 'valibot';
import type { Layer, ModelGraph } from '../graph.ts';
import { counted } from './counted.ts';
import { feedForwards, type FeedForward } from './feed-forwards.ts';
import { parseParameters, refusal, wholeNumber } from './parse-parameters.ts';
import { type GraphRebuilder, rebuildGraph } from './rebuild-graph.ts';

/** More than any published mixture has (Switch Transformer: 2048). */
const MOST_EXPERTS = 4096;

const sparseExpertsParameters = v.strictObject({
  experts: wholeNumber(
    2,
    MOST_EXPERTS,
    (typed) =>
      `A mixture of ${typed} experts cannot be made. Choose a whole number from 2 to ${MOST_EXPERTS}; 8 is usual.`,
  ),
  perToken: v.optional(
    wholeNumber(
      1,
      MOST_EXPERTS,
      (typed) =>
        `A token cannot use ${typed} experts. Choose a whole number of at least 1; 2 is usual.`,
    ),
    2,
  ),
});

type Parameters = v.InferOutput<typeof sparseExpertsParameters>;

/** @throws FlopscopeError `invalid-input` for parameters that are wrong or a model without feed-forward networks. */
export function sparseExperts(
  graph: ModelGraph,
  parameters: v.InferInput<typeof sparseExpertsParameters>,
): ModelGraph {
  const chosen = parseParameters(sparseExpertsParameters, parameters);
  const { experts, perToken } = chosen;
  if (perToken >= experts) {
    throw refusal(
      `A token that uses ${perToken} of ${experts} experts leaves none out. Let each token use fewer than there are.`,
    );
  }
  const found = feedForwards(graph).filter(({ up, down }) =>
    [...up, down].every(({ attributes: { weights = 'dense' } }) => weights === 'dense'),
  );
  if (found.length === 0) {
    throw refusal(
      `${graph.name} has no feed-forward network over tokens with dense weights that experts could replace. Choose a transformer, or another variant.`,
    );
  }
  const byUp = new Map(found.flatMap((each) => each.up.map((layer) => [layer.id, each] as const)));
  const byDown = new Map(found.map((each) => [each.down.id, each] as const));
  /** Tensors of the routers' weights, by the layer that ends the network. */
  const routed = new Map<string, ReturnType<GraphRebuilder['insert']>>();
  return rebuildGraph(
    graph,
    (layer, rebuilder) => {
      const up = byUp.get(layer.id);
      if (up !== undefined) {
        if (!routed.has(up.down.id)) routed.set(up.down.id, route(up, rebuilder, experts));
        return rebuilder.again(layer, expertLayer(layer, chosen, true));
      }
      const weights = byDown.has(layer.id) ? routed.get(layer.id) : undefined;
      if (weights === undefined) return undefined;
      const [results] = rebuilder.again(layer, expertLayer(layer, chosen, false));
      if (results === undefined) return undefined;
      const sum = {
        id: `${layer.id}.sum`,
        operator: 'expert-sum',
        attributes: { perToken },
        inputs: [results, weights],
      };
      return [rebuilder.insert(layer, sum)];
    },
    {
      name: `${graph.name}, ${perToken} of ${experts} experts`,
      notes: [
        `${counted(found.length, 'feed-forward network is a mixture', 'feed-forward networks are mixtures')} of ${experts} experts${found.length === 1 ? '' : ' each'}, of which a token uses ${perToken}; a router chooses them.`,
      ],
    },
  );
}

/** Layers that share their weights share the router's. */
function route({ input, up, down }: FeedForward, rebuilder: GraphRebuilder, experts: number) {
  const [first = down] = up;
  const id = `${first.id}.router`;
  const logits = rebuilder.insert(first, {
    id,
    operator: 'linear',
    attributes: { outFeatures: experts, bias: false },
    inputs: [rebuilder.tensor(input)],
    parameters: { weight: `${first.parameters[0] ?? id}.router` },
  });
  return rebuilder.insert(first, { id: `${id}.softmax`, operator: 'softmax', inputs: [logits] });
}

function expertLayer(layer: Layer, { experts, perToken }: Parameters, dispatch: boolean) {
  const { outFeatures, bias = true } = layer.attributes;
  return {
    operator: 'expert-linear',
    attributes: { experts, perToken, outFeatures, bias, dispatch },
  };
}
