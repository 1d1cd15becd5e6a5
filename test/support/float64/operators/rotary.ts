// Rotary positions as complex numbers: the pair (first half, second half) of a token is multiplied by e^(i · angle).
import { item, type Operator64 } from '../operation64.ts';

export const rotary: Operator64 = ({ attributes, inputs }) => {
  const share = Number(attributes['share'] ?? 1);
  return inputs.map((_, index) => {
    const { values, shape } = item(inputs, index);
    const features = shape.at(-1)?.size ?? 1;
    const tokens = shape.at(-2)?.size ?? 1;
    const half = Math.floor(features * share) / 2;
    const turned = Float64Array.from(values);
    for (let row = 0; row < values.length / features; row++) {
      for (let pair = 0; pair < half; pair++) {
        const angle = (row % tokens) * Math.pow(10_000, -pair / half);
        const [real, imaginary] = [row * features + pair, row * features + half + pair];
        const [re, im] = [values[real] ?? NaN, values[imaginary] ?? NaN];
        turned[real] = re * Math.cos(angle) - im * Math.sin(angle);
        turned[imaginary] = re * Math.sin(angle) + im * Math.cos(angle);
      }
    }
    return turned;
  });
};
