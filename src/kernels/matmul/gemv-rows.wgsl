// y = W·x with W stored OUTPUTS×DEPTH. LANES neighbouring invocations read along the rows, so that every
// read is coalesced, and each value of x serves ROWS rows; at the end the lanes add up what they have.
// `Load` is an element or a vector of VECTOR neighbours, `Sum` the same to accumulate in.

const LOADS = DEPTH / VECTOR;
// The loads of a row that whole turns cover.
const WHOLE = LOADS / (LANES * UNROLL_K) * (LANES * UNROLL_K);

@group(0) @binding(0) var<storage, read> weights: array<Load, BATCH * OUTPUTS * LOADS>;
@group(0) @binding(1) var<storage, read> x: array<Load, BATCH * LOADS>;

// #if LANES - 1
var<workgroup> partial: array<Accumulator, ROWS * GROUPS * LANES>;
// #end

@compute @workgroup_size(LANES, GROUPS)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
  // #if SUBGROUPS
  @builtin(subgroup_size) subgroupSize: u32,
  @builtin(subgroup_invocation_id) subgroupLane: u32,
  // #end
) {
  let layer = group.z;
  let firstRow = (group.y * GRID_WIDTH + group.x) * (GROUPS * ROWS) + local.y;
  // #for i in ROWS
  let start$i = (layer * OUTPUTS + min(firstRow + $i * GROUPS, OUTPUTS - 1)) * LOADS;
  var sum$i = Sum();
  // #end
  for (var turn = 0u; turn < LOADS / (LANES * UNROLL_K); turn++) {
    // #for u in UNROLL_K
    {
      let k = (turn * UNROLL_K + $u) * LANES + local.x;
      let factor = Sum(x[layer * LOADS + k]);
      // #for i in ROWS
      sum$i = fma(factor, Sum(weights[start$i + k]), sum$i);
      // #end
    }
    // #end
  }
  for (var step = 0u; step < (LOADS - WHOLE + LANES - 1) / LANES; step++) {
    let beyond = WHOLE + step * LANES + local.x;
    let k = min(beyond, LOADS - 1);
    let factor = select(Sum(), Sum(x[layer * LOADS + k]), beyond < LOADS);
    // #for i in ROWS
    sum$i = fma(factor, Sum(weights[start$i + k]), sum$i);
    // #end
  }

  // #for i in ROWS
  // #if VECTOR / 4
  var total$i = sum$i.x + sum$i.y + sum$i.z + sum$i.w;
  // #end
  // #if 1 / VECTOR
  var total$i = sum$i;
  // #end
  // #end

  // #if SUBGROUPS
  // Subgroups leave one sum each.
  // #for i in ROWS
  total$i = subgroupAdd(total$i);
  if (subgroupLane == 0) {
    partial[$i * LANES + local.x / subgroupSize] = total$i;
  }
  // #end
  workgroupBarrier();
  // #for i in ROWS
  total$i = 0;
  for (var slot = 0u; slot < (LANES + subgroupSize - 1) / subgroupSize; slot++) {
    total$i += partial[$i * LANES + slot];
  }
  // #end
  // #end

  // #if TREE_STEPS
  // #for i in ROWS
  partial[($i * GROUPS + local.y) * LANES + local.x] = total$i;
  // #end
  for (var step = 0u; step < TREE_STEPS; step++) {
    workgroupBarrier();
    let half = LANES >> (step + 1);
    if (local.x < half) {
      // #for i in ROWS
      partial[($i * GROUPS + local.y) * LANES + local.x] +=
        partial[($i * GROUPS + local.y) * LANES + local.x + half];
      // #end
    }
  }
  workgroupBarrier();
  // #for i in ROWS
  total$i = partial[($i * GROUPS + local.y) * LANES];
  // #end
  // #end

  // #for i in ROWS
  if ((local.x == $i % LANES) & (firstRow + $i * GROUPS < OUTPUTS)) {
    storeY(layer, firstRow + $i * GROUPS, total$i);
  }
  // #end
}
