// The functions of one or two values that layers apply to every element, one value or four at a time.

// #if VECTORS_OF_FOUR
fn geluTanh(x: Value) -> Value {
  return gelu4(x);
}
// #end
// #if SCALARS
fn geluTanh(x: Value) -> Value {
  return gelu(x);
}
// #end

fn relu(x: Value) -> Value {
  return max(x, Value(0));
}

fn relu6(x: Value) -> Value {
  return clamp(x, Value(0), Value(6));
}

// Beyond ±80 the gate is 1, or too small to matter; exp would overflow at 89.
fn sigmoid(x: Value) -> Value {
  return 1 / (1 + exp(-clamp(x, Value(-80), Value(80))));
}

fn silu(x: Value) -> Value {
  return x / (1 + exp(-clamp(x, Value(-80), Value(80))));
}

// e^(−x²/2) for the two functions below; beyond 9 both are 0 within the precision of f32.
fn normalExponential(x: Value) -> Value {
  let near = min(abs(x), Value(9));
  return exp(-0.5 * near * near);
}

// Chance that a normal variable exceeds |x|, from e^(−x²/2) times a polynomial in t = 1 / (1 + 0.3·|x|). The
// coefficients are this project's own minimax fit of ½·e^(x²/2)·erfc(|x|/√2) on 0 … 9 (Lawson's iteration on 2400
// points); the fit errs by 5e-8 of the value.
fn normalTail(x: Value, exponential: Value) -> Value {
  let t = 1 / (1 + 0.3 * min(abs(x), Value(9)));
  var p = Value(0.0375356632);
  p = p * t - 0.165019461;
  p = p * t + 0.219970911;
  p = p * t - 0.0664022695;
  p = p * t + 0.135419995;
  p = p * t + 0.097784005;
  p = p * t + 0.121105688;
  p = p * t + 0.119605493;
  return p * t * exponential;
}

// x·Φ(x): the GELU of erf.
fn geluErf(x: Value) -> Value {
  let tail = x * normalTail(x, normalExponential(x));
  return select(tail, x - tail, x > Value(0));
}

// WGSL allows its own tanh an absolute error of 1e-5. Near 0 a minimax fit of (tanh x − x) / x³ in x² (this
// project's own, errs by 1e-8 of tanh), where the quotient would cancel.
fn tangent(x: Value) -> Value {
  let e = exp(-2 * min(abs(x), Value(20)));
  let far = sign(x) * (1 - e) / (1 + e);
  let s = x * x;
  var p = Value(-0.00551515541);
  p = p * s + 0.0204694121;
  p = p * s - 0.0536880206;
  p = p * s + 0.133308303;
  p = p * s - 0.333332598;
  return select(far, x + x * s * p, s < Value(0.4));
}

fn hardSigmoid(x: Value) -> Value {
  return clamp(x + 3, Value(0), Value(6)) / 6;
}
