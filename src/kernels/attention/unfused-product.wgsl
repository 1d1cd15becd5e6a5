// Last of the separate passes, as a product: a row of weights by a column of the values.

@group(0) @binding(0) var<storage, read_write> weights: array<f32, LAYERS * QUERIES * KEYS>;
@group(0) @binding(1) var<storage, read> v: array<Operand, LAYERS * KEYS * HEAD>;
@group(0) @binding(2) var<storage, read_write> o: array<Operand, LAYERS * QUERIES * HEAD>;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  return weights[(layer * QUERIES + row) * KEYS + k];
}

fn loadB(layer: u32, k: u32, column: u32) -> Storage {
  return Storage(v[(layer * KEYS + k) * HEAD + column]);
}

fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  o[(layer * QUERIES + row) * HEAD + column] = Operand(value);
}
