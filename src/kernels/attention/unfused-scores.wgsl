// First of the separate passes, as a product: row `row` of the queries by key `column`. Masked scores are
// stored as such, so that the softmax needs no mask of its own.

@group(0) @binding(0) var<storage, read> q: array<Operand, LAYERS * QUERIES * HEAD>;
@group(0) @binding(1) var<storage, read> k: array<Operand, LAYERS * KEYS * HEAD>;
@group(0) @binding(2) var<storage, read_write> scores: array<f32, LAYERS * QUERIES * KEYS>;

// The exponential of a masked score is 0, and yet no difference overflows.
const MASKED = -1e30;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  return Storage(q[(layer * QUERIES + row) * HEAD + k]);
}

fn loadB(layer: u32, row: u32, column: u32) -> Storage {
  return Storage(k[(layer * KEYS + column) * HEAD + row]);
}

fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  // #if CAUSAL
  let seen = column + QUERIES <= row + KEYS;
  // #end
  // #if UNMASKED
  let seen = true;
  // #end
  scores[(layer * QUERIES + row) * KEYS + column] = select(MASKED, f32(value) * SCALE, seen);
}
