// The weights of a fused network: every batch normalisation behind a convolution becomes part of its weight and bias
// (Jacob et al. 2018, arXiv:1712.05877, section 3.2).
import type { ModelGraph } from '../../models/graph.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { arrayOf, type NetworkWeights, parameterSizes, statisticsOf } from './network-weights.ts';

/** PyTorch's default, which the kernels have too. */
const EPSILON = 1e-5;

/**
 * w′ = w·γ/√(σ² + ε), b′ = β − μ·γ/√(σ² + ε), channel by channel.
 * @param fused what the variant `fuse` made of `whole`: layers keep their ids, normalisations are gone.
 * @throws FlopscopeError `internal` where a normalisation is gone and nothing took it up.
 */
export function foldNorms(
  whole: ModelGraph,
  fused: ModelGraph,
  { parameters, states }: NetworkWeights,
): NetworkWeights {
  const left = new Map(fused.layers.map((layer) => [layer.id, layer]));
  const folded = new Map(parameters);
  for (const norm of whole.layers) {
    if (norm.operator !== 'batch-norm' || left.has(norm.id)) continue;
    const before = whole.layers.find(({ outputs }) => outputs.includes(norm.inputs[0] ?? ''));
    const [weight, bias] = left.get(before?.id ?? '')?.parameters ?? [];
    if (weight === undefined || bias === undefined) {
      throw new FlopscopeError('internal', `Nothing took up the normalisation "${norm.id}".`);
    }
    const [gamma = '', beta = ''] = norm.parameters;
    const { mean, variance } = statisticsOf(norm.id);
    const shift = arrayOf(parameters, beta);
    const means = arrayOf(states, mean);
    const variances = arrayOf(states, variance);
    const scales = arrayOf(parameters, gamma).map(
      (value, channel) => value / Math.sqrt((variances[channel] ?? NaN) + EPSILON),
    );
    const [channels = 1] = parameterSizes(whole, weight);
    const values = arrayOf(parameters, weight);
    const width = values.length / channels;
    const scaleAt = (channel: number) => scales[channel] ?? NaN;
    folded.set(
      weight,
      values.map((value, index) => value * scaleAt(Math.floor(index / width))),
    );
    const own = before?.parameters.includes(bias) === true ? arrayOf(parameters, bias) : undefined;
    folded.set(
      bias,
      shift.map((value, channel) => {
        const centre = (own?.[channel] ?? 0) - (means[channel] ?? NaN);
        return value + centre * scaleAt(channel);
      }),
    );
    for (const id of norm.parameters) folded.delete(id);
  }
  return { parameters: folded, states };
}
