// y = xᵀ·W with W stored DEPTH×OUTPUTS. An invocation walks down COLUMNS columns (or vectors of VECTOR of
// them) and reads x once for all; LANES invocations stand side by side, SPLITS of them share the rows of a
// column and add up what they have at the end.

const LOADS = OUTPUTS / VECTOR;
// The rows that whole turns cover.
const WHOLE = DEPTH / (SPLITS * UNROLL_K) * (SPLITS * UNROLL_K);

@group(0) @binding(0) var<storage, read> weights: array<Load, BATCH * DEPTH * LOADS>;
@group(0) @binding(1) var<storage, read> x: array<Storage, BATCH * DEPTH>;

// #if SPLITS - 1
var<workgroup> partial: array<Sum, SPLITS * COLUMNS * LANES>;
// #end

@compute @workgroup_size(LANES, SPLITS)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let layer = group.z;
  let first = (group.y * GRID_WIDTH + group.x) * (LANES * COLUMNS) + local.x;
  // #for j in COLUMNS
  let start$j = layer * DEPTH * LOADS + min(first + $j * LANES, LOADS - 1);
  var sum$j = Sum();
  // #end
  for (var turn = 0u; turn < DEPTH / (SPLITS * UNROLL_K); turn++) {
    // #for u in UNROLL_K
    {
      let k = (turn * UNROLL_K + $u) * SPLITS + local.y;
      let factor = Sum(Accumulator(x[layer * DEPTH + k]));
      // #for j in COLUMNS
      sum$j = fma(factor, Sum(weights[start$j + k * LOADS]), sum$j);
      // #end
    }
    // #end
  }
  for (var step = 0u; step < (DEPTH - WHOLE + SPLITS - 1) / SPLITS; step++) {
    let beyond = WHOLE + step * SPLITS + local.y;
    let k = min(beyond, DEPTH - 1);
    let factor = Sum(select(0, Accumulator(x[layer * DEPTH + k]), beyond < DEPTH));
    // #for j in COLUMNS
    sum$j = fma(factor, Sum(weights[start$j + k * LOADS]), sum$j);
    // #end
  }

  // #if SPLITS - 1
  // #for j in COLUMNS
  partial[(local.y * COLUMNS + $j) * LANES + local.x] = sum$j;
  // #end
  workgroupBarrier();
  // #for j in COLUMNS
  if (local.y == $(j % SPLITS)) {
    sum$j = Sum();
    for (var split = 0u; split < SPLITS; split++) {
      sum$j += partial[(split * COLUMNS + $j) * LANES + local.x];
    }
  }
  // #end
  // #end

  // #for j in COLUMNS
  if ((local.y == $(j % SPLITS)) & (first + $j * LANES < LOADS)) {
    let output = (first + $j * LANES) * VECTOR;
    // #if 1 / VECTOR
    storeY(layer, output, sum$j);
    // #end
    // #if VECTOR / 4
    // #for e in 4
    storeY(layer, output + $e, sum$j[$e]);
    // #end
    // #end
  }
  // #end
}
