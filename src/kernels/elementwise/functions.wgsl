// The functions of one or two values that layers apply to every element, one value or four at a time.

// #if VECTORS_OF_FOUR
fn geluOf(x: Value) -> Value {
  return gelu4(x);
}
// #end
// #if SCALARS
fn geluOf(x: Value) -> Value {
  return gelu(x);
}
// #end

fn relu(x: Value) -> Value {
  return max(x, Value(0));
}

// Beyond ±80 the gate is 1, or too small to matter; exp would overflow at 89.
fn silu(x: Value) -> Value {
  return x / (1 + exp(-clamp(x, Value(-80), Value(80))));
}
