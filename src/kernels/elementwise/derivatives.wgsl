// Derivatives of the functions of functions.wgsl whose form is not a line of its own.

// s and s·(1 − s) of s = 1/(1 + e^−z) without the cancellation of 1 − s.
struct Gate {
  share: Value,
  slope: Value,
}

fn gateOf(z: Value) -> Gate {
  let e = exp(-min(abs(z), Value(80)));
  let upper = 1 / (1 + e);
  return Gate(select(e * upper, upper, z > Value(0)), e * upper * upper);
}

fn siluSlope(x: Value) -> Value {
  let gate = gateOf(x);
  return gate.share + x * gate.slope;
}

fn geluTanhSlope(x: Value) -> Value {
  // Further out the gate is flat, and x³ could overflow.
  let t = clamp(x, Value(-GELU_SATURATION), Value(GELU_SATURATION));
  let gate = gateOf(t * (GELU_CUBIC * t * t + GELU_LINEAR));
  return gate.share + t * gate.slope * (3 * GELU_CUBIC * t * t + GELU_LINEAR);
}

// 1/√(2π), the height of the normal density.
const NORMAL_HEIGHT = 0.3989422804014327;

fn geluErfSlope(x: Value) -> Value {
  let exponential = normalExponential(x);
  let tail = normalTail(x, exponential);
  let near = clamp(x, Value(-9), Value(9));
  return select(tail, 1 - tail, x > Value(0)) + near * NORMAL_HEIGHT * exponential;
}

fn hardSwishSlope(x: Value) -> Value {
  return select(select(x / 3 + 0.5, Value(1), x >= Value(3)), Value(0), x <= Value(-3));
}
