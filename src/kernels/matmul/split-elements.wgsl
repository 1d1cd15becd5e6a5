// The sum over DEPTH in SPLITS parts of K each: every part is a layer of its own, whose product is a partial
// sum. The last part may reach beyond DEPTH, where A is zero.

@group(0) @binding(2) var<storage, read_write> partials: array<Storage, BATCH * SPLITS * M * N>;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  let depth = layer % SPLITS * K + k;
  // #if SPLITS * K - DEPTH
  let value = Storage(operandA(layer / SPLITS, row, min(depth, DEPTH - 1)));
  return select(0, value, depth < DEPTH);
  // #end
  // #if DEPTH / (SPLITS * K)
  return Storage(operandA(layer / SPLITS, row, depth));
  // #end
}

fn loadB(layer: u32, k: u32, column: u32) -> Storage {
  return Storage(operandB(layer / SPLITS, min(layer % SPLITS * K + k, DEPTH - 1), column));
}

fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  partials[(layer * M + row) * N + column] = value;
}
