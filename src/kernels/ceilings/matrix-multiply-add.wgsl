// Fragments that stay in registers: each subgroup multiplies LEFTS × RIGHTS pairs over and over, each pair into
// a sum of its own, so that the latency of one hides behind the others. A stored element holds PACKED components:
// four where they are bytes. Offsets and strides count units of PER_UNIT components.

override TURNS: u32;

const SUMS = LEFTS * RIGHTS;
const FRAGMENT = MATRIX_M * MATRIX_N;

@group(0) @binding(0) var<storage, read> left: array<Storage, LEFTS * MATRIX_M * MATRIX_K / PACKED>;
@group(0) @binding(1) var<storage, read> right: array<Storage, RIGHTS * MATRIX_K * MATRIX_N / PACKED>;
@group(0) @binding(2) var<storage, read_write> result: array<Accumulator, SUBGROUPS * SUMS * FRAGMENT>;

fn loadLeft(fragment: u32) -> Left {
  // #if LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Left, row_major>(&left, fragment * MATRIX_M * MATRIX_K / PER_UNIT, MATRIX_K / PER_UNIT);
  // #end
  // #if 1 - LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Left>(&left, fragment * MATRIX_M * MATRIX_K / PER_UNIT, false, MATRIX_K / PER_UNIT);
  // #end
}

fn loadRight(fragment: u32) -> Right {
  // #if LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Right, row_major>(&right, fragment * MATRIX_K * MATRIX_N / PER_UNIT, MATRIX_N / PER_UNIT);
  // #end
  // #if 1 - LAYOUT_TEMPLATE
  return subgroupMatrixLoad<Right>(&right, fragment * MATRIX_K * MATRIX_N / PER_UNIT, false, MATRIX_N / PER_UNIT);
  // #end
}

fn store(place: u32, sum: Result) {
  // #if LAYOUT_TEMPLATE
  subgroupMatrixStore<row_major>(&result, place * FRAGMENT, sum, MATRIX_N);
  // #end
  // #if 1 - LAYOUT_TEMPLATE
  subgroupMatrixStore(&result, place * FRAGMENT, sum, false, MATRIX_N);
  // #end
}

@compute @workgroup_size(GROUP_SUBGROUPS * SUBGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
  @builtin(subgroup_size) subgroupSize: u32,
) {
  // Where subgroups turn out smaller than planned, there are more of them: they repeat the work of others.
  let part = local / subgroupSize % GROUP_SUBGROUPS;
  let subgroup = (group.y * groups.x + group.x) * GROUP_SUBGROUPS + part;
  // #for i in LEFTS
  let left$i = loadLeft($i);
  // #end
  // #for j in RIGHTS
  let right$j = loadRight($j);
  // #end
  // #for i in LEFTS
  // #for j in RIGHTS
  var sum$i_$j = Result();
  // #end
  // #end
  for (var turn = 0u; turn < TURNS; turn++) {
    // #for u in UNROLL
    // #for i in LEFTS
    // #for j in RIGHTS
    sum$i_$j = subgroupMatrixMultiplyAccumulate(left$i, right$j, sum$i_$j);
    // #end
    // #end
    // #end
  }
  // Every sum is kept, or the compiler would leave its multiplications out.
  if (subgroup < SUBGROUPS) {
    // #for i in LEFTS
    // #for j in RIGHTS
    store(subgroup * SUMS + $(i * RIGHTS + j), sum$i_$j);
    // #end
    // #end
  }
}
