// Batch normalization and its gradient in float64, channel by channel; what a channel comes to is kept.
import type { DecodedInputs } from '../descriptor.ts';
import type { ChannelShape } from '../sum/channel-teams.ts';

/** Calls `visit` with the place of every value of a channel. */
function overChannel(
  { outer, channels, inner }: ChannelShape,
  channel: number,
  visit: (place: number) => void,
): void {
  for (let row = 0; row < outer; row++) {
    const start = (row * channels + channel) * inner;
    for (let place = start; place < start + inner; place++) visit(place);
  }
}

/** What `compute` gives for a channel of these inputs, computed once. */
function kept<T>(compute: (inputs: DecodedInputs, channel: number) => T) {
  let known: { inputs: DecodedInputs; facts: Map<number, T> } | undefined;
  return (inputs: DecodedInputs, channel: number): T => {
    if (known?.inputs !== inputs) known = { inputs, facts: new Map() };
    const facts = known.facts.get(channel) ?? compute(inputs, channel);
    known.facts.set(channel, facts);
    return facts;
  };
}

export interface ChannelMoments {
  readonly mean: number;
  /** Mean of |x|. */
  readonly magnitude: number;
  readonly variance: number;
}

export function channelMoments(shape: ChannelShape) {
  return kept((inputs: DecodedInputs, channel): ChannelMoments => {
    const { x = [] } = inputs;
    const count = shape.outer * shape.inner;
    let sum = 0;
    let magnitude = 0;
    overChannel(shape, channel, (place) => {
      const value = x[place] ?? NaN;
      sum += value;
      magnitude += Math.abs(value);
    });
    const mean = sum / count;
    let squares = 0;
    overChannel(shape, channel, (place) => {
      squares += ((x[place] ?? NaN) - mean) ** 2;
    });
    return { mean, magnitude: magnitude / count, variance: squares / count };
  });
}

export interface ChannelGradients {
  /** Σ dy. */
  readonly plain: number;
  /** Σ |dy|. */
  readonly plainMagnitude: number;
  /** Σ dy · (x − mean). */
  readonly centred: number;
  readonly centredMagnitude: number;
}

export function channelGradients(shape: ChannelShape) {
  return kept((inputs: DecodedInputs, channel): ChannelGradients => {
    const { x = [], dy = [], mean = [] } = inputs;
    let plain = 0;
    let plainMagnitude = 0;
    let centred = 0;
    let centredMagnitude = 0;
    overChannel(shape, channel, (place) => {
      const gradient = dy[place] ?? NaN;
      const product = gradient * ((x[place] ?? NaN) - (mean[channel] ?? NaN));
      plain += gradient;
      plainMagnitude += Math.abs(gradient);
      centred += product;
      centredMagnitude += Math.abs(product);
    });
    return { plain, plainMagnitude, centred, centredMagnitude };
  });
}
