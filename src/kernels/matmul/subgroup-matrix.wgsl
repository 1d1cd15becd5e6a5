// The product by matrix units. A workgroup stages BLOCK_K columns of A and rows of B at a time, zeros beyond
// the edges; each of its SUBGROUPS_M × SUBGROUPS_N subgroups keeps FRAGMENTS_M × FRAGMENTS_N fragments of
// MATRIX_M × MATRIX_N. At the end fragments pass through workgroup memory, because their elements cannot be
// told apart anywhere else. The family supplies stageA, stageB and storeRow.

const SUBGROUPS = SUBGROUPS_M * SUBGROUPS_N;
const THREADS = SUBGROUPS * SUBGROUP_SIZE;
const PART_M = FRAGMENTS_M * MATRIX_M;
const PART_N = FRAGMENTS_N * MATRIX_N;
const BLOCK_M = SUBGROUPS_M * PART_M;
const BLOCK_N = SUBGROUPS_N * PART_N;
const BLOCK_K = STEPS_K * MATRIX_K;
const A_VECTORS = BLOCK_M * BLOCK_K / 4;
const B_VECTORS = BLOCK_N * BLOCK_K / 4;
const FRAGMENT = MATRIX_M * MATRIX_N;

// A is [row][k], or [k][row] where A_ALONG_M; B is [k][column], or [column][k] where B_ALONG_K: as stored, so
// that vectors stay together.
var<workgroup> aBlock: array<Storage, BLOCK_M * BLOCK_K>;
var<workgroup> bBlock: array<Storage, BLOCK_K * BLOCK_N>;
var<workgroup> fragments: array<Accumulator, SUBGROUPS * FRAGMENT>;

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

fn storeFragment(part: u32, values: Result) {
  // #if LAYOUT_TEMPLATE
  subgroupMatrixStore<row_major>(&fragments, part * FRAGMENT, values, MATRIX_N);
  // #end
  // #if 1 - LAYOUT_TEMPLATE
  subgroupMatrixStore(&fragments, part * FRAGMENT, values, false, MATRIX_N);
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

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
  @builtin(subgroup_size) subgroupSize: u32,
) {
  let layer = group.z;
  let firstRow = group.y * BLOCK_M;
  let firstColumn = group.x * BLOCK_N;
  // Where subgroups turn out smaller than planned, there are more of them than parts: they repeat parts.
  let part = index / subgroupSize % SUBGROUPS;
  let partRow = part / SUBGROUPS_N * PART_M;
  let partColumn = part % SUBGROUPS_N * PART_N;

  // #for i in FRAGMENTS_M
  // #for j in FRAGMENTS_N
  var sum$i_$j = Result();
  // #end
  // #end
  for (var turn = 0u; turn < (K + BLOCK_K - 1) / BLOCK_K; turn++) {
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
    workgroupBarrier();
    // #for s in STEPS_K
    {
      // #for j in FRAGMENTS_N
      let right$j = loadRight($s * MATRIX_K, partColumn + $j * MATRIX_N);
      // #end
      // #for i in FRAGMENTS_M
      let left$i = loadLeft(partRow + $i * MATRIX_M, $s * MATRIX_K);
      // #for j in FRAGMENTS_N
      sum$i_$j = subgroupMatrixMultiplyAccumulate(left$i, right$j, sum$i_$j);
      // #end
      // #end
    }
    // #end
    workgroupBarrier();
  }

  // One fragment of every part at a time; all invocations together store what lies inside.
  // #for i in FRAGMENTS_M
  // #for j in FRAGMENTS_N
  storeFragment(part, sum$i_$j);
  workgroupBarrier();
  for (var s = 0u; s < (SUBGROUPS * FRAGMENT / 4 + THREADS - 1) / THREADS; s++) {
    let element = (s * THREADS + index) * 4;
    if (element < SUBGROUPS * FRAGMENT) {
      let owner = element / FRAGMENT;
      let row = owner / SUBGROUPS_N * PART_M + $i * MATRIX_M + element % FRAGMENT / MATRIX_N;
      let column = owner % SUBGROUPS_N * PART_N + $j * MATRIX_N + element % MATRIX_N;
      storeRow(
        layer,
        firstRow + row,
        firstColumn + column,
        vec4<Storage>(vec4<Accumulator>(
          fragments[element],
          fragments[element + 1],
          fragments[element + 2],
          fragments[element + 3],
        )),
      );
    }
  }
  workgroupBarrier();
  // #end
  // #end
}
