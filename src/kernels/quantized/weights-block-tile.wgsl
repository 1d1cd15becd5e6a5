// A workgroup computes a BLOCK_M × BLOCK_N block of the product, staging BLOCK_K columns of A and rows of W
// at a time in workgroup memory, W already unpacked; an invocation keeps THREAD_M × THREAD_N of it in
// registers. A group's scale is multiplied in while staging, a column's into the finished sum.
// `stageA`, `words`, `scalesAt` and `storeRow` come from the elements or the vectors.

const THREADS_M = BLOCK_M / THREAD_M;
const THREADS_N = BLOCK_N / THREAD_N;
const THREADS = THREADS_M * THREADS_N;
// Widths in vectors of four.
const WIDTH_M = BLOCK_M / 4;
const WIDTH_N = BLOCK_N / 4;
const WIDTH_K = BLOCK_K / 4;
const BLOCK_WORDS = BLOCK_K / VALUES;
// Eight neighbouring invocations stage eight vectors along m: their writes hit different banks.
const SQUARE_ROWS = 8;

// Both are indexed [k][vector], A transposed on the way in, so that the inner loop reads vectors only. W is
// kept as wide as it is summed: scaled weights would not fit f16 without rounding.
var<workgroup> aBlock: array<vec4<Storage>, BLOCK_K * WIDTH_M>;
var<workgroup> wBlock: array<vec4<Accumulator>, BLOCK_K * WIDTH_N>;

fn stageSquareOfA(firstRow: u32, firstK: u32, square: u32) {
  let m = square % SQUARE_ROWS + square / (SQUARE_ROWS * WIDTH_K) * SQUARE_ROWS;
  let k = square / SQUARE_ROWS % WIDTH_K;
  // #for r in 4
  let row$r = stageA(firstRow + m * 4 + $r, firstK + k * 4);
  // #end
  // #for r in 4
  aBlock[(k * 4 + $r) * WIDTH_M + m] = vec4<Storage>(row0[$r], row1[$r], row2[$r], row3[$r]);
  // #end
}

// Two fields of each of four neighbouring words: the other fields fall to other invocations, which find the
// words in the cache.
fn stageFieldsOfW(firstWord: u32, firstColumn: u32, unit: u32) {
  let vector = unit % WIDTH_N;
  let field = unit / WIDTH_N % (VALUES / 2);
  let word = unit / WIDTH_N / (VALUES / 2);
  let packed = words(firstWord + word, firstColumn + vector * 4);
  // #for j in 4
  let pair$j = widen(unbias(packed[$j]), field);
  // #end
  // #if GROUPED
  let scale = scalesAt(min((firstWord + word) / GROUP_WORDS, GROUPS - 1), firstColumn + vector * 4);
  // #end
  // #if 1 - GROUPED
  let scale = vec4<Accumulator>(1);
  // #end
  let low = (word * VALUES + field) * WIDTH_N + vector;
  wBlock[low] = vec4<Accumulator>(pair0.x, pair1.x, pair2.x, pair3.x) * scale;
  wBlock[low + VALUES / 2 * WIDTH_N] =
    vec4<Accumulator>(pair0.y, pair1.y, pair2.y, pair3.y) * scale;
}

@compute @workgroup_size(BLOCK_M / THREAD_M * BLOCK_N / THREAD_N)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let firstRow = group.y * BLOCK_M;
  let firstColumn = group.x * BLOCK_N;
  let x = index % THREADS_N;
  let y = index / THREADS_N;

  // #for i in THREAD_M
  // #for j in THREAD_N / 4
  var sum$i_$j = vec4<Accumulator>();
  // #end
  // #end
  for (var turn = 0u; turn < (K + BLOCK_K - 1) / BLOCK_K; turn++) {
    // #for s in A_SQUARES / THREAD_COUNT
    stageSquareOfA(firstRow, turn * BLOCK_K, index + $s * THREADS);
    // #end
    // #if A_SQUARES % THREAD_COUNT
    if (index < A_SQUARES % THREADS) {
      stageSquareOfA(firstRow, turn * BLOCK_K, index + A_SQUARES / THREADS * THREADS);
    }
    // #end
    // #for s in W_UNITS / THREAD_COUNT
    stageFieldsOfW(turn * BLOCK_WORDS, firstColumn, index + $s * THREADS);
    // #end
    // #if W_UNITS % THREAD_COUNT
    if (index < W_UNITS % THREADS) {
      stageFieldsOfW(turn * BLOCK_WORDS, firstColumn, index + W_UNITS / THREADS * THREADS);
    }
    // #end
    workgroupBarrier();

    for (var k = 0u; k < BLOCK_K; k++) {
      // #for i in THREAD_M / 4
      let a$i = vec4<Accumulator>(aBlock[k * WIDTH_M + y + $i * THREADS_M]);
      // #end
      // #for j in THREAD_N / 4
      let w$j = wBlock[k * WIDTH_N + x + $j * THREADS_N];
      // #end
      // #for i in THREAD_M / 4
      // #for r in 4
      // #for j in THREAD_N / 4
      sum$(i * 4 + r)_$j = fma(vec4<Accumulator>(a$i[$r]), w$j, sum$(i * 4 + r)_$j);
      // #end
      // #end
      // #end
    }
    workgroupBarrier();
  }

  // #for j in THREAD_N / 4
  {
    let column = firstColumn + (x + $j * THREADS_N) * 4;
    // #if GROUPED
    let scale = vec4<Accumulator>(1);
    // #end
    // #if 1 - GROUPED
    let scale = scalesAt(0, column);
    // #end
    // #for i in THREAD_M / 4
    // #for r in 4
    storeRow(
      firstRow + (y + $i * THREADS_M) * 4 + $r,
      column,
      vec4<Storage>(sum$(i * 4 + r)_$j * scale),
    );
    // #end
    // #end
  }
  // #end
}
