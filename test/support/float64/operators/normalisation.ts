// Normalisations as in torch.nn, with its ε and the biased variance.
import { around, at, axisOf, item, type Operator64, type Tensor64 } from '../operation64.ts';

/** PyTorch's default of BatchNorm and LayerNorm. */
const EPSILON = 1e-5;

/** Of RMSNorm as LLaMA has it; PyTorch's own default is the smallest step of the precision. */
const RMS_EPSILON = 1e-5;

interface Statistics {
  readonly mean: number;
  readonly variance: number;
}

function statistics(values: readonly number[]): Statistics {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / values.length };
}

/** Normalises the values at `places` in place and applies one scale and shift for each of them. */
function normalise(
  y: Float64Array,
  places: readonly number[],
  { mean, variance }: Statistics,
  epsilon: number,
  affine: (index: number) => readonly [number, number],
): void {
  for (const [index, place] of places.entries()) {
    const [scale, shift] = affine(index);
    y[place] = ((at(y, place) - mean) / Math.sqrt(variance + epsilon)) * scale + shift;
  }
}

function affineOf(parameters: readonly Tensor64[], index: number): readonly [number, number] {
  const [weight, bias] = parameters;
  return [weight ? at(weight.values, index) : 1, bias ? at(bias.values, index) : 0];
}

/** Training: by the batch's own statistics. Inference: by running ones that never saw a batch, mean 0 and variance 1. */
export const batchNorm: Operator64 = ({ inputs, parameters, mode }) => {
  const { shape, values } = item(inputs, 0);
  const [outer, channels, inner] = around(shape, axisOf(shape, 'channels'));
  const y = values.slice();
  for (let channel = 0; channel < channels; channel++) {
    const places = Array.from({ length: outer * inner }, (_, index) => {
      const row = Math.floor(index / inner) * channels + channel;
      return row * inner + (index % inner);
    });
    const found =
      mode === 'training'
        ? statistics(places.map((place) => at(values, place)))
        : { mean: 0, variance: 1 };
    normalise(y, places, found, EPSILON, () => affineOf(parameters, channel));
  }
  return [y];
};

function rowsAlong({ shape, values }: Tensor64, axis: number): readonly (readonly number[])[] {
  const [outer, length, inner] = around(shape, axis);
  return Array.from({ length: values.length / length }, (_, row) => {
    const start = Math.floor(row / inner) * length * inner + (row % inner);
    return Array.from({ length }, (_each, index) => start + index * inner);
  }).slice(0, outer * inner);
}

export const layerNorm: Operator64 = ({ attributes, inputs, parameters }) => {
  const x = item(inputs, 0);
  const axis = axisOf(x.shape, attributes['axis'] ?? x.shape.length - 1);
  const y = x.values.slice();
  for (const places of rowsAlong(x, axis)) {
    const found = statistics(places.map((place) => at(x.values, place)));
    normalise(y, places, found, EPSILON, (index) => affineOf(parameters, index));
  }
  return [y];
};

/** x / √(Σ x² + n · ε) over rows of n: torch.nn.functional.normalize, but with the ε of the norms in place of 10⁻¹². */
export const unitLength: Operator64 = ({ inputs }) => {
  const x = item(inputs, 0);
  const y = x.values.slice();
  for (const places of rowsAlong(x, x.shape.length - 1)) {
    const squares = places.reduce((sum, place) => sum + at(x.values, place) ** 2, 0);
    const length = Math.sqrt(squares + places.length * EPSILON);
    for (const place of places) y[place] = at(x.values, place) / length;
  }
  return [y];
};

/** x / √(mean(x²) + ε) · weight. */
export const rmsNorm: Operator64 = ({ inputs, parameters }) => {
  const x = item(inputs, 0);
  const y = x.values.slice();
  for (const places of rowsAlong(x, x.shape.length - 1)) {
    const squares = places.reduce((sum, place) => sum + at(x.values, place) ** 2, 0);
    const found = { mean: 0, variance: squares / places.length };
    normalise(y, places, found, RMS_EPSILON, (index) => affineOf(parameters, index));
  }
  return [y];
};
