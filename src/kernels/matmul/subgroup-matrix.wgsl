// The product by matrix units: what a workgroup stages of A and B and how fragments read it; main stands in
// matrix-block.wgsl. Zeros lie beyond the edges. The family supplies stageA, stageB and storeRow.

const TURNS = (K + BLOCK_K - 1) / BLOCK_K;
const A_VECTORS = BLOCK_M * BLOCK_K / 4;
const B_VECTORS = BLOCK_N * BLOCK_K / 4;

// A is [row][k], or [k][row] where A_ALONG_M; B is [k][column], or [column][k] where B_ALONG_K: as stored, so
// that vectors stay together.
var<workgroup> aBlock: array<Storage, BLOCK_M * BLOCK_K>;
var<workgroup> bBlock: array<Storage, BLOCK_K * BLOCK_N>;

fn loadLeft(row: u32, k: u32) -> Left {
  // #if A_ALONG_M * LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Left, col_major>(&aBlock, k * BLOCK_M + row, BLOCK_M);
  // #end
  // #if A_ALONG_M * (1 - LAYOUT_TEMPLATE)
  return subgroupMatrixLoad<Left>(&aBlock, k * BLOCK_M + row, true, BLOCK_M);
  // #end
  // #if (1 - A_ALONG_M) * LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Left, row_major>(&aBlock, row * BLOCK_K + k, BLOCK_K);
  // #end
  // #if (1 - A_ALONG_M) * (1 - LAYOUT_TEMPLATE)
  return subgroupMatrixLoad<Left>(&aBlock, row * BLOCK_K + k, false, BLOCK_K);
  // #end
}

fn loadRight(k: u32, column: u32) -> Right {
  // #if B_ALONG_K * LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Right, col_major>(&bBlock, column * BLOCK_K + k, BLOCK_K);
  // #end
  // #if B_ALONG_K * (1 - LAYOUT_TEMPLATE)
  return subgroupMatrixLoad<Right>(&bBlock, column * BLOCK_K + k, true, BLOCK_K);
  // #end
  // #if (1 - B_ALONG_K) * LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Right, row_major>(&bBlock, k * BLOCK_N + column, BLOCK_N);
  // #end
  // #if (1 - B_ALONG_K) * (1 - LAYOUT_TEMPLATE)
  return subgroupMatrixLoad<Right>(&bBlock, k * BLOCK_N + column, false, BLOCK_N);
  // #end
}

fn stageVectorOfA(layer: u32, firstRow: u32, firstK: u32, vector: u32) {
  // #if A_ALONG_M
  let row = vector % (BLOCK_M / 4) * 4;
  let k = vector / (BLOCK_M / 4);
  // #end
  // #if 1 - A_ALONG_M
  let row = vector / (BLOCK_K / 4);
  let k = vector % (BLOCK_K / 4) * 4;
  // #end
  let values = stageA(layer, firstRow + row, firstK + k);
  // #for e in 4
  aBlock[vector * 4 + $e] = values[$e];
  // #end
}

fn stageVectorOfB(layer: u32, firstK: u32, firstColumn: u32, vector: u32) {
  // #if B_ALONG_K
  let column = vector / (BLOCK_K / 4);
  let k = vector % (BLOCK_K / 4) * 4;
  // #end
  // #if 1 - B_ALONG_K
  let column = vector % (BLOCK_N / 4) * 4;
  let k = vector / (BLOCK_N / 4);
  // #end
  let values = stageB(layer, firstK + k, firstColumn + column);
  // #for e in 4
  bBlock[vector * 4 + $e] = values[$e];
  // #end
}

fn stageBlocks(layer: u32, firstRow: u32, firstColumn: u32, turn: u32, index: u32) {
  for (var s = 0u; s < (A_VECTORS + THREADS - 1) / THREADS; s++) {
    if (s * THREADS + index < A_VECTORS) {
      stageVectorOfA(layer, firstRow, turn * BLOCK_K, s * THREADS + index);
    }
  }
  for (var s = 0u; s < (B_VECTORS + THREADS - 1) / THREADS; s++) {
    if (s * THREADS + index < B_VECTORS) {
      stageVectorOfB(layer, turn * BLOCK_K, firstColumn, s * THREADS + index);
    }
  }
}

fn storeFour(layer: u32, row: u32, column: u32, element: u32) {
  storeRow(
    layer,
    row,
    column,
    vec4<Storage>(vec4<Accumulator>(
      fragments[element],
      fragments[element + 1],
      fragments[element + 2],
      fragments[element + 3],
    )),
  );
}
