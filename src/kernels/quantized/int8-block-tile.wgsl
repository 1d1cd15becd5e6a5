// A workgroup computes a BLOCK_M × BLOCK_N block, staging BLOCK_K vectors of sixteen int8 along k of each
// row of A and column of W at a time; an invocation keeps THREAD_M × THREAD_N int32 sums. Both operands lie
// along k already, so nothing is transposed and every access is a vector of four words.

@group(0) @binding(0) var<storage, read> a: array<vec4<u32>, M * K_VECTORS>;
@group(0) @binding(1) var<storage, read> w: array<vec4<u32>, N * K_VECTORS>;
@group(0) @binding(2) var<storage, read> scaleA: array<f32, M>;
@group(0) @binding(3) var<storage, read> scaleW: array<f32, N>;
@group(0) @binding(4) var<storage, read_write> c: array<f32, M * N>;

const THREADS_M = BLOCK_M / THREAD_M;
const THREADS_N = BLOCK_N / THREAD_N;
const THREADS = THREADS_M * THREADS_N;

// Indexed [vector along k][row]: neighbouring invocations read neighbouring vectors.
var<workgroup> aBlock: array<vec4<u32>, BLOCK_K * BLOCK_M>;
var<workgroup> wBlock: array<vec4<u32>, BLOCK_K * BLOCK_N>;

// Rows and columns beyond the edges repeat the last one and are not stored; vectors beyond k are zeroed in
// one operand, which is enough.
fn stageA(firstRow: u32, firstVector: u32, unit: u32) {
  let row = min(firstRow + unit / BLOCK_K, M - 1);
  let vector = firstVector + unit % BLOCK_K;
  aBlock[unit % BLOCK_K * BLOCK_M + unit / BLOCK_K] =
    select(vec4<u32>(), a[row * K_VECTORS + min(vector, K_VECTORS - 1)], vector < K_VECTORS);
}

fn stageW(firstColumn: u32, firstVector: u32, unit: u32) {
  let column = min(firstColumn + unit / BLOCK_K, N - 1);
  let vector = min(firstVector + unit % BLOCK_K, K_VECTORS - 1);
  wBlock[unit % BLOCK_K * BLOCK_N + unit / BLOCK_K] = w[column * K_VECTORS + vector];
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
  // #for j in THREAD_N
  var sum$i_$j = 0i;
  // #end
  // #end
  for (var turn = 0u; turn < (K_VECTORS + BLOCK_K - 1) / BLOCK_K; turn++) {
    // #for s in BLOCK_K * BLOCK_M / THREAD_COUNT
    stageA(firstRow, turn * BLOCK_K, index + $s * THREADS);
    // #end
    // #if BLOCK_K * BLOCK_M % THREAD_COUNT
    if (index < BLOCK_K * BLOCK_M % THREADS) {
      stageA(firstRow, turn * BLOCK_K, index + BLOCK_K * BLOCK_M / THREADS * THREADS);
    }
    // #end
    // #for s in BLOCK_K * BLOCK_N / THREAD_COUNT
    stageW(firstColumn, turn * BLOCK_K, index + $s * THREADS);
    // #end
    // #if BLOCK_K * BLOCK_N % THREAD_COUNT
    if (index < BLOCK_K * BLOCK_N % THREADS) {
      stageW(firstColumn, turn * BLOCK_K, index + BLOCK_K * BLOCK_N / THREADS * THREADS);
    }
    // #end
    workgroupBarrier();

    for (var k = 0u; k < BLOCK_K; k++) {
      // #for j in THREAD_N
      let w$j = wBlock[k * BLOCK_N + x + $j * THREADS_N];
      // #end
      // #for i in THREAD_M
      let a$i = aBlock[k * BLOCK_M + y + $i * THREADS_M];
      // #for j in THREAD_N
      // #for word in 4
      sum$i_$j += dot4I8Packed(a$i[$word], w$j[$word]);
      // #end
      // #end
      // #end
    }
    workgroupBarrier();
  }

  // #for i in THREAD_M
  {
    let row = firstRow + y + $i * THREADS_M;
    let scale = scaleA[min(row, M - 1)];
    // #for j in THREAD_N
    {
      let column = firstColumn + x + $j * THREADS_N;
      if ((row < M) & (column < N)) {
        c[row * N + column] = f32(sum$i_$j) * scale * scaleW[column];
      }
    }
    // #end
  }
  // #end
}
