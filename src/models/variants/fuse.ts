// Operator fusion for inference: a batch normalisation becomes part of the convolution before it (Jacob et al., arXiv
// 1712.05877, section 3.2), and the activation behind a convolution or fully connected layer runs before the result is
// stored.
import * as v from 'valibot';
import type { Layer, ModelGraph } from '../graph.ts';
import { activationAttributes } from '../operators/activation.operator.ts';
import { counted } from './counted.ts';
import type { FusedActivation } from './epilogue.ts';
import { GraphReaders } from './graph-readers.ts';
import { refusal } from './parse-parameters.ts';
import { rebuildGraph } from './rebuild-graph.ts';

interface Fusion {
  readonly foldsNorm: boolean;
  readonly activation?: FusedActivation;
}

/** The exact GELU and its tanh form differ by less than this anywhere: their largest distance is 4.8e-4. */
export const GELU_DIFFERENCE = 5e-4;

/**
 * Only a tensor that nothing else reads can stay unwritten. The graph is then for inference only.
 * @throws FlopscopeError `invalid-input` for a model where nothing can be fused.
 */
export function fuse(graph: ModelGraph): ModelGraph {
  const readers = new GraphReaders(graph);
  const shared = sharedParameters(graph);
  const fusions = new Map<string, Fusion>();
  /** Layers that disappear. */
  const absorbed = new Set<string>();
  let norms = 0;
  let activations = 0;
  let approximated = 0;
  for (const layer of graph.layers) {
    if (!canAbsorb(layer)) continue;
    // A weight that another layer reads too cannot take up one layer's normalisation.
    const isShared = layer.parameters.some((id) => shared.has(id));
    const next = isShared ? undefined : readers.onlyReader(layer);
    const norm = foldsInto(layer, next) ? next : undefined;
    const last = norm ?? layer;
    const after = readers.onlyReader(last);
    const kind = fusedKind(layer, after);
    if (norm === undefined && kind === undefined) continue;
    fusions.set(layer.id, {
      foldsNorm: norm !== undefined,
      ...(kind === undefined ? {} : { activation: kind }),
    });
    if (norm) {
      absorbed.add(norm.id);
      norms += 1;
    }
    if (kind !== undefined && after) {
      absorbed.add(after.id);
      activations += 1;
      if (after.attributes['kind'] === 'gelu') approximated += 1;
    }
  }
  if (fusions.size === 0) {
    throw refusal(
      `${graph.name} has nothing to fuse: no batch normalisation or ReLU stands alone behind a convolution, and no ReLU or GELU behind a fully connected layer. It runs as it is.`,
    );
  }
  const fused = rebuildGraph(
    graph,
    (layer, rebuilder) => {
      if (absorbed.has(layer.id)) return layer.inputs.slice(0, 1).map((id) => rebuilder.tensor(id));
      const fusion = fusions.get(layer.id);
      if (fusion === undefined) return undefined;
      const { foldsNorm, activation } = fusion;
      const attributes = {
        ...layer.attributes,
        ...(foldsNorm ? { bias: true } : {}),
        ...(activation === undefined ? {} : { activation }),
      };
      return rebuilder.again(layer, { attributes });
    },
    {
      name: `${graph.name}, fused`,
      notes: [
        `${counted(norms, 'batch normalisation is folded into the layer before it', 'batch normalisations are folded into the layers before them')}, and ${counted(activations, 'activation runs', 'activations run')} before the result is stored. It can no longer be trained.`,
        ...(approximated === 0
          ? []
          : [
              `${counted(approximated, 'of the activations is a GELU in its', 'of the activations are GELUs in their')} tanh form, which differs from the exact one by less than ${GELU_DIFFERENCE}.`,
            ]),
      ],
    },
  );
  return { ...fused, inferenceOnly: true };
}

/** What a loop hands on to its next turn is not in the graph, so that nothing in one is known to be read only once. */
function canAbsorb({ operator, trainingOnly, repeats, attributes }: Layer): boolean {
  const hasWeights = operator === 'conv2d' || operator === 'linear';
  const isOnce = !trainingOnly && repeats === undefined;
  return hasWeights && isOnce && attributes['activation'] === undefined;
}

/** It runs over an axis named channels, which a convolution writes and a fully connected layer does not. */
function foldsInto({ operator }: Layer, next: Layer | undefined): boolean {
  return operator === 'conv2d' && next?.operator === 'batch-norm' && !next.trainingOnly;
}

function sharedParameters(graph: ModelGraph): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const id of graph.layers.flatMap((layer) => layer.parameters)) {
    if (seen.has(id)) shared.add(id);
    seen.add(id);
  }
  return shared;
}

/** Kernels of convolutions apply ReLU alone before they store: a GELU behind them would take a pass of its own as before. */
function fusedKind({ operator }: Layer, after: Layer | undefined): FusedActivation | undefined {
  if (after?.operator !== 'activation' || after.trainingOnly) return undefined;
  switch (v.parse(activationAttributes, after.attributes).kind) {
    case 'relu':
      return 'relu';
    case 'gelu':
    case 'gelu-tanh':
      return operator === 'linear' ? 'gelu-tanh' : undefined;
    default:
      return undefined;
  }
}
