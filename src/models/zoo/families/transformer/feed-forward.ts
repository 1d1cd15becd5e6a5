// The feed-forward network of one layer: dense, gated, or a mixture of experts behind a router.
import type { Tensor } from '../../../graph.ts';
import { apply, layerOptions, type Part, project } from './part.ts';
import type { FeedForwardNames } from './transformer-names.ts';
import type { FeedForwardSpec } from './transformer-spec.ts';

/** @param index of the layer, since the first layers may be dense. */
export function feedForwardPart(
  part: Part,
  prefix: string,
  names: FeedForwardNames,
  input: Tensor,
  spec: FeedForwardSpec,
  hidden: number,
  index: number,
): Tensor {
  const path = names.path === '' ? prefix : `${prefix}.${names.path}`;
  const { experts } = spec;
  if (experts === undefined) return dense(part, path, names, input, spec, hidden);
  const { firstDense, shared = 0 } = experts;
  if (firstDense !== undefined && index < firstDense.layers) {
    return dense(part, path, names, input, { ...spec, size: firstDense.size }, hidden);
  }
  const mixed = mixture(part, path, names, input, spec, experts, hidden);
  if (shared === 0) return mixed;
  const everyToken = { ...spec, size: spec.size * shared };
  let common = dense(part, `${path}.${names.sharedExperts}`, names, input, everyToken, hidden);
  if (experts.sharedGate) common = openSharedGate(part, path, input, common);
  return apply(part, 'elementwise', `${path}.add_shared`, [mixed, common], { kind: 'add' });
}

/** One number from 0 to 1 for each token, by which the shared experts' result is multiplied. */
function openSharedGate(part: Part, path: string, input: Tensor, common: Tensor): Tensor {
  const name = `${path}.shared_expert_gate`;
  const logit = project(part, name, input, 1, false);
  const gate = apply(part, 'activation', `${name}.activation`, [logit], { kind: 'sigmoid' });
  return apply(part, 'pointwise', `${name}.multiply`, [common, gate], { function: 'multiply' });
}

function dense(
  part: Part,
  path: string,
  names: FeedForwardNames,
  input: Tensor,
  spec: FeedForwardSpec,
  hidden: number,
): Tensor {
  const linear = (name: string, tensor: Tensor, features: number) =>
    project(part, `${path}.${name}`, tensor, features, spec.bias);
  if (!spec.gated) {
    const middle = activate(part, path, names, linear(names.up, input, spec.size), spec);
    return linear(names.down, middle, hidden);
  }
  let gate: Tensor;
  let up: Tensor;
  if (names.fused === undefined) {
    gate = linear(names.gate, input, spec.size);
    up = linear(names.up, input, spec.size);
  } else {
    const both = linear(names.fused, input, 2 * spec.size);
    const name = `${path}.split`;
    const attributes = { axis: 'features', parts: 2 };
    const options = layerOptions(part, name);
    [gate = both, up = both] = part.graph.applyMany('split', name, [both], attributes, options);
  }
  return linear(names.down, gated(part, path, names, gate, up, spec), hidden);
}

/** Each token's `perToken` results of the experts, weighted by the router. */
function mixture(
  part: Part,
  path: string,
  names: FeedForwardNames,
  input: Tensor,
  spec: FeedForwardSpec,
  { count, perToken }: { readonly count: number; readonly perToken: number },
  hidden: number,
): Tensor {
  const logits = project(part, `${path}.${names.router}`, input, count, false);
  const weights = apply(part, 'softmax', `${path}.${names.router}.softmax`, [logits]);
  const expert = (name: string, tensor: Tensor, outFeatures: number, dispatch: boolean) =>
    apply(part, 'expert-linear', `${path}.${names.experts}.${name}`, [tensor], {
      experts: count,
      perToken,
      outFeatures,
      bias: spec.bias,
      dispatch,
    });
  const up = expert(names.up, input, spec.size, true);
  const inside = `${path}.${names.experts}`;
  const middle = spec.gated
    ? gated(part, inside, names, expert(names.gate, input, spec.size, true), up, spec)
    : activate(part, inside, names, up, spec);
  const results = expert(names.down, middle, hidden, false);
  return apply(part, 'expert-sum', `${inside}.sum`, [results, weights], { perToken });
}

function gated(
  part: Part,
  path: string,
  names: FeedForwardNames,
  gate: Tensor,
  up: Tensor,
  spec: FeedForwardSpec,
): Tensor {
  const open = activate(part, path, names, gate, spec);
  return apply(part, 'elementwise', `${path}.multiply`, [open, up], { kind: 'multiply' });
}

function activate(
  part: Part,
  path: string,
  names: FeedForwardNames,
  input: Tensor,
  { activation: kind }: FeedForwardSpec,
): Tensor {
  return apply(part, 'activation', `${path}.${names.activation}`, [input], { kind });
}
