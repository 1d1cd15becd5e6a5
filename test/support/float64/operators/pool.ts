// Maximum or mean of windows. Padding never wins, nor does it count in a mean (torch.nn.AvgPool2d with
// count_include_pad=False), and a window that stands over the border has only the pixels inside.
import { at, imageSizes, item, type Operator64, pair } from '../operation64.ts';

/** First pixel and the one behind the last, of every window along one axis. */
type Spans = readonly (readonly [number, number])[];

export const pool: Operator64 = ({ attributes, inputs, outputShapes, branches }) => {
  const { shape, values } = item(inputs, 0);
  const [batch, channels, height, width] = imageSizes(shape);
  const [, , outHeight, outWidth] = imageSizes(item(outputShapes, 0));
  const kernel = pair(attributes['kernel'], [1, 1]);
  const stride = pair(attributes['stride'], kernel);
  const padding = pair(attributes['padding'], [0, 0]);
  const adaptive = attributes['outputSize'] !== undefined;
  const spans = (axis: 0 | 1, length: number, places: number): Spans =>
    Array.from({ length: places }, (_, place) => {
      if (adaptive) {
        return [
          Math.floor((place * length) / places),
          Math.ceil(((place + 1) * length) / places),
        ] as const;
      }
      const start = place * stride[axis] - padding[axis];
      return [Math.max(start, 0), Math.min(start + kernel[axis], length)] as const;
    });
  const [rows, columns] = [spans(0, height, outHeight), spans(1, width, outWidth)];
  const y: number[] = [];
  for (let plane = 0; plane < batch * channels; plane++) {
    for (const [top, bottom] of rows) {
      for (const [left, right] of columns) {
        let largest = -Infinity;
        let winner = 0;
        let sum = 0;
        for (let iy = top; iy < bottom; iy++) {
          for (let ix = left; ix < right; ix++) {
            const pixel = iy * width + ix;
            const value = at(values, plane * height * width + pixel);
            sum += value;
            if (value > largest) [largest, winner] = [value, pixel];
          }
        }
        if (attributes['kind'] === 'max') branches.note(winner);
        y.push(attributes['kind'] === 'max' ? largest : sum / ((bottom - top) * (right - left)));
      }
    }
  }
  return [Float64Array.from(y)];
};
