// int8 by matrix units. A workgroup stages BLOCK_K values along k of each row of A and column of W at a time;
// each of its SUBGROUPS_M × SUBGROUPS_N subgroups keeps FRAGMENTS_M × FRAGMENTS_N fragments of int32 sums.
// Both operands lie along k already, so W is loaded column by column. Offsets and strides of loads count units
// of BYTES_PER_UNIT, the words or the bytes in them.

@group(0) @binding(0) var<storage, read> a: array<vec4<u32>, M * K_VECTORS>;
@group(0) @binding(1) var<storage, read> w: array<vec4<u32>, N * K_VECTORS>;
@group(0) @binding(2) var<storage, read> scaleA: array<f32, M>;
@group(0) @binding(3) var<storage, read> scaleW: array<f32, N>;
@group(0) @binding(4) var<storage, read_write> c: array<f32, M * N>;

const SUBGROUPS = SUBGROUPS_M * SUBGROUPS_N;
const THREADS = SUBGROUPS * SUBGROUP_SIZE;
const PART_M = FRAGMENTS_M * MATRIX_M;
const PART_N = FRAGMENTS_N * MATRIX_N;
const BLOCK_M = SUBGROUPS_M * PART_M;
const BLOCK_N = SUBGROUPS_N * PART_N;
const BLOCK_K = STEPS_K * MATRIX_K;
const BLOCK_VECTORS = BLOCK_K / 16;
const STRIDE = BLOCK_K / BYTES_PER_UNIT;
const FRAGMENT = MATRIX_M * MATRIX_N;

// [row][k] and [column][k], four values to a word.
var<workgroup> aBlock: array<i32, BLOCK_M * BLOCK_K / 4>;
var<workgroup> bBlock: array<i32, BLOCK_N * BLOCK_K / 4>;
var<workgroup> fragments: array<Accumulator, SUBGROUPS * FRAGMENT>;

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

fn storeFragment(part: u32, values: Result) {
  // #if LAYOUT_TEMPLATE
  subgroupMatrixStore<row_major>(&fragments, part * FRAGMENT, values, MATRIX_N);
  // #end
  // #if 1 - LAYOUT_TEMPLATE
  subgroupMatrixStore(&fragments, part * FRAGMENT, values, false, MATRIX_N);
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

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
  @builtin(subgroup_size) subgroupSize: u32,
) {
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
  for (var turn = 0u; turn < (K_VECTORS + BLOCK_VECTORS - 1) / BLOCK_VECTORS; turn++) {
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

  // One fragment of every part at a time; all invocations together scale and store what lies inside.
  // #for i in FRAGMENTS_M
  // #for j in FRAGMENTS_N
  storeFragment(part, sum$i_$j);
  workgroupBarrier();
  for (var s = 0u; s < (SUBGROUPS * FRAGMENT + THREADS - 1) / THREADS; s++) {
    let element = s * THREADS + index;
    if (element < SUBGROUPS * FRAGMENT) {
      let owner = element / FRAGMENT;
      let row = firstRow + owner / SUBGROUPS_N * PART_M + $i * MATRIX_M + element % FRAGMENT / MATRIX_N;
      let column = firstColumn + owner % SUBGROUPS_N * PART_N + $j * MATRIX_N + element % MATRIX_N;
      if ((row < M) & (column < N)) {
        c[row * N + column] = f32(fragments[element]) * scaleA[row] * scaleW[column];
      }
    }
  }
  workgroupBarrier();
  // #end
  // #end
}
