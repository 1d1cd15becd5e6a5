// One invocation keeps a TILE_M × TILE_N tile of the product in registers. A packed word is loaded and
// unpacked once for all TILE_M rows; a group's scales are loaded once per group and multiplied into the
// weights, a column's into the finished sum. Reads beyond the edges repeat the last row or column; only
// writes are guarded. Beyond k the weights are zero.

@group(0) @binding(0) var<storage, read> a: array<Storage, M * K>;
@group(0) @binding(1) var<storage, read> w: array<u32, WORDS * N>;
@group(0) @binding(2) var<storage, read> scales: array<Storage, GROUPS * N>;
@group(0) @binding(3) var<storage, read_write> c: array<Storage, M * N>;

fn activation(row: u32, k: u32) -> Accumulator {
  // #if RAGGED
  return Accumulator(a[row * K + min(k, K - 1)]);
  // #end
  // #if 1 - RAGGED
  return Accumulator(a[row * K + k]);
  // #end
}

@compute @workgroup_size(WORKGROUP_X, WORKGROUP_Y)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let firstRow = (group.y * WORKGROUP_Y + local.y) * TILE_M;
  let firstColumn = group.x * (WORKGROUP_X * TILE_N) + local.x;
  // #for i in TILE_M
  let row$i = min(firstRow + $i, M - 1u);
  // #end
  // #for j in TILE_N
  let column$j = min(firstColumn + $j * WORKGROUP_X, N - 1u);
  // #end

  // #for i in TILE_M
  // #for j in TILE_N
  var sum$i_$j = Accumulator(0);
  // #end
  // #end
  for (var scaleRow = 0u; scaleRow < GROUPS; scaleRow++) {
    // #for j in TILE_N
    let scale$j = Accumulator(scales[scaleRow * N + column$j]);
    // #end
    for (var groupWord = 0u; groupWord < GROUP_WORDS; groupWord++) {
      let word = scaleRow * GROUP_WORDS + groupWord;
      // #for j in TILE_N
      let word$j = unbias(w[word * N + column$j]);
      // #end
      // #for v in VALUES / 2
      {
        // #for j in TILE_N
        // #if GROUPED
        let pair$j = widen(word$j, $v) * scale$j;
        // #end
        // #if 1 - GROUPED
        let pair$j = widen(word$j, $v);
        // #end
        // #end
        // #for i in TILE_M
        {
          let low = activation(row$i, word * VALUES + $v);
          let high = activation(row$i, word * VALUES + VALUES / 2 + $v);
          // #for j in TILE_N
          sum$i_$j = fma(high, pair$j.y, fma(low, pair$j.x, sum$i_$j));
          // #end
        }
        // #end
      }
      // #end
    }
    // #if 1 - GROUPED
    // #for i in TILE_M
    // #for j in TILE_N
    sum$i_$j *= scale$j;
    // #end
    // #end
    // #end
  }

  // #for i in TILE_M
  // #for j in TILE_N
  if ((firstRow + $i < M) & (firstColumn + $j * WORKGROUP_X < N)) {
    c[row$i * N + column$j] = Storage(sum$i_$j);
  }
  // #end
  // #end
}
