// A workgroup computes one row of blocks times LANES × COLUMNS columns. An invocation keeps TILE_M of the
// sixteen rows for COLUMNS columns in registers: a value of B is loaded once for all of them, and the blocks'
// addresses are the same for a whole workgroup of lanes. Slices share out the sixteen places along k, which
// is what keeps lanes busy when B has few columns; their sums meet in workgroup memory.

@group(0) @binding(0) var<storage, read> rows: array<u32, BLOCK_ROWS + 1>;
@group(0) @binding(1) var<storage, read> columns: array<u32, BLOCKS>;
@group(0) @binding(2) var<storage, read> values: array<vec4<Storage>, BLOCKS * 64>;
@group(0) @binding(3) var<storage, read> b: array<Storage, K * N>;
@group(0) @binding(4) var<storage, read_write> c: array<Storage, M * N>;

const WIDTH = LANES * COLUMNS;

// #if SLICED
// Indexed [row of the block][slice][column].
var<workgroup> partial: array<Accumulator, 16 * SLICES * WIDTH>;
// #end

fn bAt(k: u32, column: u32) -> Accumulator {
  // #if RAGGED
  return select(Accumulator(0), Accumulator(b[min(k, K - 1) * N + column]), k < K);
  // #end
  // #if 1 - RAGGED
  return Accumulator(b[k * N + column]);
  // #end
}

@compute @workgroup_size(LANES, SLICES, 16 / TILE_M)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  // Rows run fastest over the grid: all of them read the same strip of B while it is in the cache.
  let blockRow = group.x;
  let firstColumn = group.y * WIDTH + local.x;
  // #for j in COLUMNS
  let column$j = min(firstColumn + $j * LANES, N - 1);
  // #end
  let start = rows[blockRow];
  let end = rows[blockRow + 1];

  // #for i in TILE_M
  // #for j in COLUMNS
  var sum$i_$j = Accumulator(0);
  // #end
  // #end
  // A row can be full: the constant bound is the number of blocks across, the true one ends the loop.
  for (var turn = 0u; turn < (K + 15) / 16; turn++) {
    let block = start + turn;
    if (block >= end) {
      break;
    }
    let firstK = columns[block] * 16;
    for (var step = 0u; step < 16 / SLICES; step++) {
      let k = step * SLICES + local.y;
      // #for j in COLUMNS
      let b$j = bAt(firstK + k, column$j);
      // #end
      let first = (block * 16 + k) * 4 + local.z * (TILE_M / 4);
      // #for i in TILE_M / 4
      let a$i = vec4<Accumulator>(values[first + $i]);
      // #for r in 4
      // #for j in COLUMNS
      sum$(i * 4 + r)_$j = fma(a$i[$r], b$j, sum$(i * 4 + r)_$j);
      // #end
      // #end
      // #end
    }
  }

  let firstRow = local.z * TILE_M;
  // #if SLICED
  // #for i in TILE_M
  // #for j in COLUMNS
  partial[((firstRow + $i) * SLICES + local.y) * WIDTH + local.x + $j * LANES] = sum$i_$j;
  // #end
  // #end
  workgroupBarrier();
  // Each slice adds up its share of the rows.
  // #for t in (TILE_M + SLICES - 1) / SLICES
  {
    let i = $t * SLICES + local.y;
    let row = blockRow * 16 + firstRow + i;
    // #for j in COLUMNS
    {
      var sum = Accumulator(0);
      for (var slice = 0u; slice < SLICES; slice++) {
        let place = (min(firstRow + i, 15u) * SLICES + slice) * WIDTH + local.x;
        sum += partial[place + $j * LANES];
      }
      if ((i < TILE_M) & (row < M) & (firstColumn + $j * LANES < N)) {
        c[row * N + column$j] = Storage(sum);
      }
    }
    // #end
  }
  // #end
  // #end
  // #if 1 - SLICED
  // #for i in TILE_M
  // #for j in COLUMNS
  if ((blockRow * 16 + firstRow + $i < M) & (firstColumn + $j * LANES < N)) {
    c[(blockRow * 16 + firstRow + $i) * N + column$j] = Storage(sum$i_$j);
  }
  // #end
  // #end
  // #end
}
