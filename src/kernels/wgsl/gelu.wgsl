// GELU in its tanh form (Hendrycks and Gimpel 2016, PyTorch's approximate="tanh"), always computed in f32:
// the cube of 41 overflows f16. Written by ½·(1 + tanh z) = 1 / (1 + e^(−2z)), because WGSL allows tanh an
// absolute error of 1e-5, but exp only a few units in the last place.

// 2·√(2/π), and that times 0.044715.
const GELU_LINEAR = 1.5957691216057308;
const GELU_CUBIC = 0.07135481627260025;
// There the gate is 1 and e^-50 within the precision of f32; further out exp would overflow, and some
// drivers turn that into NaN.
const GELU_SATURATION = 8.0;

fn gelu(x: f32) -> f32 {
  let t = clamp(x, -GELU_SATURATION, GELU_SATURATION);
  return x / (1 + exp(-t * fma(GELU_CUBIC, t * t, GELU_LINEAR)));
}

fn gelu4(x: vec4<f32>) -> vec4<f32> {
  let t = clamp(x, vec4(-GELU_SATURATION), vec4(GELU_SATURATION));
  return x / (1 + exp(-t * fma(vec4(GELU_CUBIC), t * t, vec4(GELU_LINEAR))));
}
