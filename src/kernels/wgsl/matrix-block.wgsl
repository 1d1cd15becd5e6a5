// A block of a matrix product by matrix units: a workgroup stages BLOCK_K columns of A and rows of B at a time;
// each of its SUBGROUPS_M × SUBGROUPS_N subgroups keeps FRAGMENTS_M × FRAGMENTS_N fragments of MATRIX_M ×
// MATRIX_N. At the end fragments pass through workgroup memory, because their elements cannot be told apart
// anywhere else. The kernel supplies TURNS, stageBlocks, loadLeft, loadRight and storeFour.

const SUBGROUPS = SUBGROUPS_M * SUBGROUPS_N;
const THREADS = SUBGROUPS * SUBGROUP_SIZE;
const PART_M = FRAGMENTS_M * MATRIX_M;
const PART_N = FRAGMENTS_N * MATRIX_N;
const BLOCK_M = SUBGROUPS_M * PART_M;
const BLOCK_N = SUBGROUPS_N * PART_N;
const BLOCK_K = STEPS_K * MATRIX_K;
const FRAGMENT = MATRIX_M * MATRIX_N;

var<workgroup> fragments: array<Accumulator, SUBGROUPS * FRAGMENT>;

fn storeFragment(part: u32, values: Result) {
  // #if LAYOUT_TEMPLATE
  subgroupMatrixStore<row_major>(&fragments, part * FRAGMENT, values, MATRIX_N);
  // #end
  // #if 1 - LAYOUT_TEMPLATE
  subgroupMatrixStore(&fragments, part * FRAGMENT, values, false, MATRIX_N);
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
  for (var turn = 0u; turn < TURNS; turn++) {
    stageBlocks(layer, firstRow, firstColumn, turn, index);
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
      storeFour(layer, firstRow + row, firstColumn + column, element);
    }
  }
  workgroupBarrier();
  // #end
  // #end
}
