// The same product staged four elements at a time: four pixels of a plane, and four taps and channels of the
// weights where their number divides by 4.

@group(0) @binding(0) var<storage, read> dy: array<vec4<Element>, BATCH * OUT_CHANNELS * POSITIONS / 4>;
@group(0) @binding(1) var<storage, read> w: array<vec4<Element>, OUT_CHANNELS * M / 4>;
@group(0) @binding(2) var<storage, read_write> product: array<vec4<Storage>, PRODUCT_LENGTH / 4>;

const POSITIONS = OUT_HEIGHT * OUT_WIDTH;

fn stageA(layer: u32, row: u32, k: u32) -> vec4<Storage> {
  if ((row < M) & (k < K)) {
    return vec4<Storage>(w[((layer * K + k) * M + row) / 4]);
  }
  return vec4<Storage>();
}

fn stageB(layer: u32, k: u32, column: u32) -> vec4<Storage> {
  if ((k < K) & (column < N)) {
    let plane = column / POSITIONS * OUT_CHANNELS + layer * K + k;
    return vec4<Storage>(dy[(plane * POSITIONS + column % POSITIONS) / 4]);
  }
  return vec4<Storage>();
}

fn storeRow(layer: u32, row: u32, column: u32, values: vec4<Storage>) {
  if ((row < M) & (column < N)) {
    let plane = (column / POSITIONS * GROUPS + layer) * M + row;
    product[(plane * POSITIONS + column % POSITIONS) / 4] = values;
  }
}
