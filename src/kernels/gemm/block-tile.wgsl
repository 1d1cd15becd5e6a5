// A workgroup computes a BLOCK_M × BLOCK_N block of the product, staging BLOCK_K columns of A and rows of
// B at a time in workgroup memory; an invocation keeps THREAD_M × THREAD_N of it in registers. The family
// supplies stageA (four neighbours along k, or along the rows where A_ALONG_M), stageB (four along the
// columns, or along k where B_ALONG_K) and storeRow.

const THREADS_M = BLOCK_M / THREAD_M;
const THREADS_N = BLOCK_N / THREAD_N;
const THREADS = THREADS_M * THREADS_N;
// Widths in vectors of four.
const WIDTH_M = BLOCK_M / 4;
const WIDTH_N = BLOCK_N / 4;
const WIDTH_K = BLOCK_K / 4;
// Eight neighbouring invocations stage eight vectors along m: their writes hit different banks, and
// each row of A is still read in runs of BLOCK_K.
const SQUARE_ROWS = 8;

// Both are indexed [k][vector], A transposed on the way in, so that the inner loop reads vectors only.
// With two BUFFERS the next blocks are staged while these are multiplied, and one barrier a turn is enough.
var<workgroup> aBlock: array<vec4<Storage>, BUFFERS * BLOCK_K * WIDTH_M>;
var<workgroup> bBlock: array<vec4<Storage>, BUFFERS * BLOCK_K * WIDTH_N>;

// Which block a workgroup computes. Neighbours in time take GROUP_ROWS rows of blocks, column by column: they
// share more of what the cache holds than workgroups along one row.
fn blockOf(group: vec3<u32>) -> vec2<u32> {
  // #if 1 / GROUP_ROWS
  return group.xy;
  // #end
  // #if GROUP_ROWS - 1
  let linear = group.y * GRID_X + group.x;
  let firstY = linear / (GROUP_ROWS * GRID_X) * GROUP_ROWS;
  let rows = min(GRID_Y - firstY, GROUP_ROWS);
  let within = linear % (GROUP_ROWS * GRID_X);
  return vec2<u32>(within / rows, firstY + within % rows);
  // #end
}

fn stageSquareOfA(slot: u32, layer: u32, firstRow: u32, firstK: u32, square: u32) {
  let m = square % SQUARE_ROWS + square / (SQUARE_ROWS * WIDTH_K) * SQUARE_ROWS;
  let k = square / SQUARE_ROWS % WIDTH_K;
  // #if A_ALONG_M
  // #for r in 4
  aBlock[(slot * BLOCK_K + k * 4 + $r) * WIDTH_M + m] = stageA(layer, firstRow + m * 4, firstK + k * 4 + $r);
  // #end
  // #end
  // #if 1 - A_ALONG_M
  // #for r in 4
  let row$r = stageA(layer, firstRow + m * 4 + $r, firstK + k * 4);
  // #end
  // #for r in 4
  aBlock[(slot * BLOCK_K + k * 4 + $r) * WIDTH_M + m] = vec4<Storage>(row0[$r], row1[$r], row2[$r], row3[$r]);
  // #end
  // #end
}

// #if B_ALONG_K
fn stageSquareOfB(slot: u32, layer: u32, firstK: u32, firstColumn: u32, square: u32) {
  let n = square % SQUARE_ROWS + square / (SQUARE_ROWS * WIDTH_K) * SQUARE_ROWS;
  let k = square / SQUARE_ROWS % WIDTH_K;
  // #for r in 4
  let column$r = stageB(layer, firstK + k * 4, firstColumn + n * 4 + $r);
  // #end
  // #for r in 4
  bBlock[(slot * BLOCK_K + k * 4 + $r) * WIDTH_N + n] =
    vec4<Storage>(column0[$r], column1[$r], column2[$r], column3[$r]);
  // #end
}
// #end

fn stageBlocks(slot: u32, layer: u32, firstRow: u32, firstColumn: u32, turn: u32, index: u32) {
  let firstK = turn * BLOCK_K;
  // #for s in A_SQUARES / THREAD_COUNT
  stageSquareOfA(slot, layer, firstRow, firstK, index + $s * THREADS);
  // #end
  // #if A_SQUARES % THREAD_COUNT
  if (index < A_SQUARES % THREADS) {
    stageSquareOfA(slot, layer, firstRow, firstK, index + A_SQUARES / THREADS * THREADS);
  }
  // #end
  // #if B_ALONG_K
  // #for s in B_SQUARES / THREAD_COUNT
  stageSquareOfB(slot, layer, firstK, firstColumn, index + $s * THREADS);
  // #end
  // #if B_SQUARES % THREAD_COUNT
  if (index < B_SQUARES % THREADS) {
    stageSquareOfB(slot, layer, firstK, firstColumn, index + B_SQUARES / THREADS * THREADS);
  }
  // #end
  // #end
  // #if 1 - B_ALONG_K
  // #for s in B_VECTORS / THREAD_COUNT
  {
    let vector = index + $s * THREADS;
    bBlock[slot * (BLOCK_K * WIDTH_N) + vector] =
      stageB(layer, firstK + vector / WIDTH_N, firstColumn + vector % WIDTH_N * 4);
  }
  // #end
  // #if B_VECTORS % THREAD_COUNT
  if (index < B_VECTORS % THREADS) {
    let vector = index + B_VECTORS / THREADS * THREADS;
    bBlock[slot * (BLOCK_K * WIDTH_N) + vector] =
      stageB(layer, firstK + vector / WIDTH_N, firstColumn + vector % WIDTH_N * 4);
  }
  // #end
  // #end
}

@compute @workgroup_size(BLOCK_M / THREAD_M * BLOCK_N / THREAD_N)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let layer = group.z;
  let block = blockOf(group);
  let firstRow = block.y * BLOCK_M;
  let firstColumn = block.x * BLOCK_N;
  let x = index % THREADS_N;
  let y = index / THREADS_N;

  // #for i in THREAD_M
  // #for j in THREAD_N / 4
  var sum$i_$j = vec4<Accumulator>();
  // #end
  // #end
  // #if BUFFERS - 1
  stageBlocks(0, layer, firstRow, firstColumn, 0, index);
  workgroupBarrier();
  // #end
  for (var turn = 0u; turn < (K + BLOCK_K - 1) / BLOCK_K; turn++) {
    let slot = turn % BUFFERS;
    // #if BUFFERS - 1
    // After the last turn these are zeros from beyond the edge, which nothing reads.
    stageBlocks((turn + 1) % BUFFERS, layer, firstRow, firstColumn, turn + 1, index);
    // #end
    // #if 1 / BUFFERS
    stageBlocks(slot, layer, firstRow, firstColumn, turn, index);
    workgroupBarrier();
    // #end

    for (var k = 0u; k < BLOCK_K; k++) {
      // #for i in THREAD_M / 4
      let a$i = vec4<Accumulator>(aBlock[(slot * BLOCK_K + k) * WIDTH_M + y + $i * THREADS_M]);
      // #end
      // #for j in THREAD_N / 4
      let b$j = vec4<Accumulator>(bBlock[(slot * BLOCK_K + k) * WIDTH_N + x + $j * THREADS_N]);
      // #end
      // #for i in THREAD_M / 4
      // #for r in 4
      // #for j in THREAD_N / 4
      sum$(i * 4 + r)_$j = fma(vec4<Accumulator>(a$i[$r]), b$j, sum$(i * 4 + r)_$j);
      // #end
      // #end
      // #end
    }
    workgroupBarrier();
  }

  // #for i in THREAD_M / 4
  // #for r in 4
  // #for j in THREAD_N / 4
  storeRow(
    layer,
    firstRow + (y + $i * THREADS_M) * 4 + $r,
    firstColumn + (x + $j * THREADS_N) * 4,
    vec4<Storage>(sum$(i * 4 + r)_$j),
  );
  // #end
  // #end
  // #end
}
