// Lanes lie along the columns of B, so that a row of B is read coalesced, and share the row's indices and
// values; slices share out the elements of a row, which is what keeps lanes busy when B has few columns. An
// invocation sums COLUMNS columns, UNROLL elements at a time; the slices' sums meet in workgroup memory.

@group(0) @binding(0) var<storage, read> rows: array<u32, M + 1>;
@group(0) @binding(1) var<storage, read> columns: array<u32, STORED>;
@group(0) @binding(2) var<storage, read> values: array<Storage, STORED>;
@group(0) @binding(3) var<storage, read> b: array<Storage, K * N>;
@group(0) @binding(4) var<storage, read_write> c: array<Storage, M * N>;

const WIDTH = LANES * COLUMNS;
const STEP = SLICES * UNROLL;

// #if SLICED
// Indexed [row][slice][column].
var<workgroup> partial: array<Accumulator, ROWS * SLICES * WIDTH>;
// #end

@compute @workgroup_size(LANES, SLICES, ROWS)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  // Rows run fastest over the grid: all of them read the same strip of B while it is in the cache.
  let row = group.x * ROWS + local.z;
  let firstColumn = group.y * WIDTH + local.x;
  // #for j in COLUMNS
  let column$j = min(firstColumn + $j * LANES, N - 1);
  // #end
  let start = rows[min(row, M - 1)];
  let end = rows[min(row, M - 1) + 1];

  // #for j in COLUMNS
  var sum$j = Accumulator(0);
  // #end
  // A row can be full: the constant bound is K, the true one ends the loop.
  for (var turn = 0u; turn < (K + STEP - 1) / STEP; turn++) {
    let first = start + turn * STEP + local.y;
    if (first >= end) {
      break;
    }
    // #for u in UNROLL
    let element$u = min(first + $u * SLICES, end - 1);
    let bRow$u = columns[element$u] * N;
    let value$u = select(Accumulator(0), Accumulator(values[element$u]), first + $u * SLICES < end);
    // #for j in COLUMNS
    let b$u_$j = Accumulator(b[bRow$u + column$j]);
    // #end
    // #end
    // #for u in UNROLL
    // #for j in COLUMNS
    sum$j = fma(value$u, b$u_$j, sum$j);
    // #end
    // #end
  }

  // #if SLICED
  let own = local.z * SLICES * WIDTH + local.x;
  // #for j in COLUMNS
  partial[own + local.y * WIDTH + $j * LANES] = sum$j;
  // #end
  workgroupBarrier();
  // #for j in COLUMNS
  sum$j = Accumulator(0);
  for (var slice = 0u; slice < SLICES; slice++) {
    sum$j += partial[own + slice * WIDTH + $j * LANES];
  }
  // #end
  // #end
  // #for j in COLUMNS
  if ((local.y == 0) & (row < M) & (firstColumn + $j * LANES < N)) {
    c[row * N + column$j] = Storage(sum$j);
  }
  // #end
}
