// What every form of product asks for, one element at a time: loads straight from the operands, and a store
// that passes through the epilogue.

@group(0) @binding(2) var<storage, read_write> c: array<Storage, BATCH * M * N>;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  return operandA(layer, row, k);
}

fn loadB(layer: u32, k: u32, column: u32) -> Storage {
  return operandB(layer, k, column);
}

fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  let index = layerStart(layer, M * N) + row * N + column;
  c[index] = Storage(epilogue(index, column, f32(value)));
}
