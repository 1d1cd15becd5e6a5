// What one element adds to the sums.
struct Terms {
  first: Value,
  // #if PAIR
  second: Value,
  // #end
}
