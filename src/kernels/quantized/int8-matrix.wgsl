// int8 by matrix units: what a workgroup stages of A and W and how fragments read it; main stands in
// matrix-block.wgsl. Both operands lie along k already, so W is loaded column by column. Offsets and strides of
// loads count units of BYTES_PER_UNIT, the words or the bytes in them.

@group(0) @binding(0) var<storage, read> a: array<vec4<u32>, M * K_VECTORS>;
@group(0) @binding(1) var<storage, read> w: array<vec4<u32>, N * K_VECTORS>;
@group(0) @binding(2) var<storage, read> scaleA: array<f32, M>;
@group(0) @binding(3) var<storage, read> scaleW: array<f32, N>;
@group(0) @binding(4) var<storage, read_write> c: array<f32, M * N>;

const TURNS = (K_VECTORS + BLOCK_VECTORS - 1) / BLOCK_VECTORS;
const BLOCK_VECTORS = BLOCK_K / 16;
const STRIDE = BLOCK_K / BYTES_PER_UNIT;

// [row][k] and [column][k], four values to a word.
var<workgroup> aBlock: array<i32, BLOCK_M * BLOCK_K / 4>;
var<workgroup> bBlock: array<i32, BLOCK_N * BLOCK_K / 4>;

fn loadLeft(row: u32, k: u32) -> Left {
  // #if LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Left, row_major>(&aBlock, (row * BLOCK_K + k) / BYTES_PER_UNIT, STRIDE);
  // #end
  // #if 1 - LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Left>(&aBlock, (row * BLOCK_K + k) / BYTES_PER_UNIT, false, STRIDE);
  // #end
}

fn loadRight(k: u32, column: u32) -> Right {
  // #if LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Right, col_major>(&bBlock, (column * BLOCK_K + k) / BYTES_PER_UNIT, STRIDE);
  // #end
  // #if 1 - LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Right>(&bBlock, (column * BLOCK_K + k) / BYTES_PER_UNIT, true, STRIDE);
  // #end
}

// Rows and columns beyond the edges repeat the last one and are not stored; vectors beyond k are zeroed in
// one operand, which is enough.
fn stageA(firstRow: u32, firstVector: u32, unit: u32) {
  let row = min(firstRow + unit / BLOCK_VECTORS, M - 1);
  let vector = firstVector + unit % BLOCK_VECTORS;
  let values =
    select(vec4<u32>(), a[row * K_VECTORS + min(vector, K_VECTORS - 1)], vector < K_VECTORS);
  // #for e in 4
  aBlock[unit * 4 + $e] = bitcast<i32>(values[$e]);
  // #end
}

fn stageW(firstColumn: u32, firstVector: u32, unit: u32) {
  let column = min(firstColumn + unit / BLOCK_VECTORS, N - 1);
  let vector = min(firstVector + unit % BLOCK_VECTORS, K_VECTORS - 1);
  let values = w[column * K_VECTORS + vector];
  // #for e in 4
  bBlock[unit * 4 + $e] = bitcast<i32>(values[$e]);
  // #end
}

fn stageBlocks(layer: u32, firstRow: u32, firstColumn: u32, turn: u32, index: u32) {
  for (var s = 0u; s < (BLOCK_M * BLOCK_VECTORS + THREADS - 1) / THREADS; s++) {
    if (s * THREADS + index < BLOCK_M * BLOCK_VECTORS) {
      stageA(firstRow, turn * BLOCK_VECTORS, s * THREADS + index);
    }
  }
  for (var s = 0u; s < (BLOCK_N * BLOCK_VECTORS + THREADS - 1) / THREADS; s++) {
    if (s * THREADS + index < BLOCK_N * BLOCK_VECTORS) {
      stageW(firstColumn, turn * BLOCK_VECTORS, s * THREADS + index);
    }
  }
}

fn storeFour(layer: u32, row: u32, column: u32, element: u32) {
  // #for e in 4
  if ((row < M) & (column + $e < N)) {
    c[row * N + column + $e] = f32(fragments[element + $e]) * scaleA[row] * scaleW[column + $e];
  }
  // #end
}
