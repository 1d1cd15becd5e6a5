// Four standard normal numbers from four words, by Box and Muller's transform. Logarithm, sine and cosine are written out:
// WGSL allows the built-in ones errors of 2⁻²¹ and 2⁻¹¹.

const STEP = 1.0 / 16777216.0;
const QUARTER_PI_TURN = 1.5707963267948966;
const LN_2 = 0.6931471805599453;
const SQRT_HALF = 0.7071067811865476;

// For 0 < x ≤ 1: ln(2ᵉ·m) = e·ln 2 + 2·artanh((m − 1) / (m + 1)), with m from √½ to √2; the series' rest is below 2⁻³⁵.
fn logarithm(x: vec2<f32>) -> vec2<f32> {
  let parts = frexp(x);
  let small = parts.fract < vec2<f32>(SQRT_HALF);
  let m = select(parts.fract, 2.0 * parts.fract, small);
  let exponent = vec2<f32>(select(parts.exp, parts.exp - vec2<i32>(1), small));
  let s = (m - 1.0) / (m + 1.0);
  let q = s * s;
  let series = 1.0 + q * (1.0 / 3.0 + q * (0.2 + q * (1.0 / 7.0 + q * (1.0 / 9.0 + q / 11.0))));
  return exponent * LN_2 + 2.0 * s * series;
}

// Radius times cosine and sine of an angle of k / 2²⁴ turns: quarters of a turn exactly, Taylor's series for the rest,
// at most an eighth to either side, to below 2⁻²⁹.
fn onCircle(radius: f32, k: u32) -> vec2<f32> {
  let quarter = (k + 2097152u) >> 22u;
  let rest = f32(i32(k) - i32(quarter << 22u)) / 4194304.0;
  let angle = rest * QUARTER_PI_TURN;
  let q = angle * angle;
  let sine = angle * (1.0 - q / 6.0 * (1.0 - q / 20.0 * (1.0 - q / 42.0 * (1.0 - q / 72.0))));
  let cosine = 1.0 - q / 2.0 * (1.0 - q / 12.0 * (1.0 - q / 30.0 * (1.0 - q / 56.0 * (1.0 - q / 90.0))));
  let turned = select(vec2<f32>(cosine, sine), vec2<f32>(-sine, cosine), (quarter & 1u) == 1u);
  return radius * select(turned, -turned, (quarter & 2u) == 2u);
}

fn normals(words: vec4<u32>) -> vec4<f32> {
  let cut = words >> vec4<u32>(8u);
  let distance = (vec2<f32>(cut.xz) + 1.0) * STEP;
  let radius = sqrt(-2.0 * logarithm(distance));
  return vec4<f32>(onCircle(radius.x, cut.y), onCircle(radius.y, cut.w));
}
