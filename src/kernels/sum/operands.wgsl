// What is summed, an element being one value or four: x, or x·other.
fn valueAt(place: u32) -> Value {
  // #if PRODUCT
  return Value(x[place]) * Value(other[place]);
  // #end
  // #if PLAIN
  return Value(x[place]);
  // #end
}
