// Cross-correlation over images, as torch.nn.Conv2d: output channel o of group g reads the input channels of g.
import {
  add,
  at,
  imageSizes,
  item,
  numberAttribute,
  type Operator64,
  pair,
} from '../operation64.ts';
import { fusedActivation, roundRow, roundsActivations } from './compressed.ts';

export const conv2d: Operator64 = (operation) => {
  const { attributes, inputs, parameters, outputShapes } = operation;
  const x = item(inputs, 0);
  const weight = item(parameters, 0);
  const bias = parameters[1];
  const [batch, inChannels, height, width] = imageSizes(x.shape);
  const [, outChannels, outHeight, outWidth] = imageSizes(item(outputShapes, 0));
  const [, perGroup, kernelHeight, kernelWidth] = imageSizes(weight.shape);
  const stride = pair(attributes['stride'], [1, 1]);
  const padding = pair(attributes['padding'], [0, 0]);
  const dilation = pair(attributes['dilation'], [1, 1]);
  const outPerGroup = outChannels / numberAttribute(attributes, 'groups', 1);
  const y = new Float64Array(batch * outChannels * outHeight * outWidth);

  const taps = perGroup * kernelHeight * kernelWidth;
  /** What the window of a group reads, 0 beyond the image. */
  const windowOf = (n: number, group: number, oy: number, ox: number): Float64Array => {
    const window = new Float64Array(taps);
    for (let c = 0; c < perGroup; c++) {
      for (let ky = 0; ky < kernelHeight; ky++) {
        const iy = oy * stride[0] - padding[0] + ky * dilation[0];
        if (iy < 0 || iy >= height) continue;
        for (let kx = 0; kx < kernelWidth; kx++) {
          const ix = ox * stride[1] - padding[1] + kx * dilation[1];
          if (ix < 0 || ix >= width) continue;
          const source = ((n * inChannels + group * perGroup + c) * height + iy) * width + ix;
          window[(c * kernelHeight + ky) * kernelWidth + kx] = at(x.values, source);
        }
      }
    }
    return roundsActivations(operation) ? roundRow(window) : window;
  };

  const pixel = (n: number, out: number, oy: number, ox: number): number => {
    const window = windowOf(n, Math.floor(out / outPerGroup), oy, ox);
    return window.reduce(
      (sum, value, tap) => sum + value * at(weight.values, out * taps + tap),
      bias ? at(bias.values, out) : 0,
    );
  };

  let place = 0;
  for (let n = 0; n < batch; n++) {
    for (let out = 0; out < outChannels; out++) {
      for (let oy = 0; oy < outHeight; oy++) {
        for (let ox = 0; ox < outWidth; ox++) add(y, place++, pixel(n, out, oy, ox));
      }
    }
  }
  return [fusedActivation(operation, y)];
};
