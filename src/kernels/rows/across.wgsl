// What the four values of a vector, or a lone one, come to.

// #if WIDTH - 1
fn across(value: Value) -> f32 {
  return value.x + value.y + value.z + value.w;
}
fn highest(value: Value) -> f32 {
  return max(max(value.x, value.y), max(value.z, value.w));
}
// #end
// #if WIDTH % 4
fn across(value: Value) -> f32 {
  return value;
}
fn highest(value: Value) -> f32 {
  return value;
}
// #end
