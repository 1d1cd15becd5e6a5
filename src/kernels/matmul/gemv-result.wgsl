// A vector as the result of a product: its elements are those of C, whose rows or columns there is only one of.

@group(0) @binding(2) var<storage, read_write> y: array<Storage, BATCH * OUTPUTS>;

fn storeY(layer: u32, output: u32, sum: Accumulator) {
  let index = layer * OUTPUTS + output;
  y[index] = Storage(epilogue(index, output % N, f32(sum)));
}
