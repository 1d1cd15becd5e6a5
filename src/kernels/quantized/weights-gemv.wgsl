// A workgroup computes LANES × COLUMNS columns of C for all (few) rows of A. Its lanes lie along the columns,
// so that a row of words is read coalesced; its slices share out the rows of words by chunks of
// CHUNK, whose loads are all under way before the first is used. Every word is read and unpacked once.
// The slices' sums meet in workgroup memory at the end.

@group(0) @binding(1) var<storage, read> w: array<u32, WORDS * N>;
@group(0) @binding(2) var<storage, read> scales: array<Storage, GROUPS * N>;
@group(0) @binding(3) var<storage, read_write> c: array<Storage, M * N>;

const WIDTH = LANES * COLUMNS;
const CHUNKS = (WORDS + CHUNK - 1) / CHUNK;

// #if SLICED
// Indexed [row][slice][column].
var<workgroup> partial: array<Accumulator, M * SLICES * WIDTH>;
// #end

fn wordAt(row: u32, column: u32) -> u32 {
  // #if WHOLE
  return unbias(w[row * N + column]);
  // #end
  // #if 1 - WHOLE
  return unbias(select(0u, w[min(row, WORDS - 1) * N + column], row < WORDS));
  // #end
}

@compute @workgroup_size(LANES, SLICES)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let firstColumn = group.x * WIDTH + local.x;
  // #for j in COLUMNS
  let column$j = min(firstColumn + $j * LANES, N - 1);
  // #end
  // #for r in M
  // #for j in COLUMNS
  var sum$r_$j = Accumulator(0);
  // #end
  // #end
  for (var turn = 0u; turn < (CHUNKS + SLICES - 1) / SLICES; turn++) {
    let row = (turn * SLICES + local.y) * CHUNK;
    // #for v in CHUNK
    // #for j in COLUMNS
    let word$v_$j = wordAt(row + $v, column$j);
    // #end
    // #end
    // #if GROUPED
    let scaleRow = min(row / GROUP_WORDS, GROUPS - 1) * N;
    // #for j in COLUMNS
    let scale$j = Accumulator(scales[scaleRow + column$j]);
    // #for r in M
    let before$r_$j = sum$r_$j;
    sum$r_$j = Accumulator(0);
    // #end
    // #end
    // #end
    // #for v in CHUNK
    {
      // #for r in M
      let a$r = activations($r, min(row + $v, WORDS - 1));
      // #end
      // #for i in VALUES / 2
      // #for j in COLUMNS
      let pair$i_$j = widen(word$v_$j, $i);
      // #for r in M
      sum$r_$j = fma(Accumulator(a$r.low[$i]), pair$i_$j.x, sum$r_$j);
      sum$r_$j = fma(Accumulator(a$r.high[$i]), pair$i_$j.y, sum$r_$j);
      // #end
      // #end
      // #end
    }
    // #end
    // #if GROUPED
    // #for r in M
    // #for j in COLUMNS
    sum$r_$j = fma(sum$r_$j, scale$j, before$r_$j);
    // #end
    // #end
    // #end
  }

  // #if SLICED
  // #for r in M
  // #for j in COLUMNS
  partial[($r * SLICES + local.y) * WIDTH + local.x + $j * LANES] = sum$r_$j;
  // #end
  // #end
  workgroupBarrier();
  // #for r in M
  // #for j in COLUMNS
  sum$r_$j = Accumulator(0);
  for (var slice = 0u; slice < SLICES; slice++) {
    sum$r_$j += partial[($r * SLICES + slice) * WIDTH + local.x + $j * LANES];
  }
  // #end
  // #end
  // #end
  // #for j in COLUMNS
  if ((local.y == 0) & (firstColumn + $j * LANES < N)) {
    // #if 1 - GROUPED
    let scale = Accumulator(scales[column$j]);
    // #end
    // #for r in M
    // #if GROUPED
    c[$r * N + column$j] = Storage(sum$r_$j);
    // #end
    // #if 1 - GROUPED
    c[$r * N + column$j] = Storage(sum$r_$j * scale);
    // #end
    // #end
  }
  // #end
}
