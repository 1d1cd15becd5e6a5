// One invocation keeps a ROWS × COLUMNS tile of the product; all invocations of a workgroup share its rows.
// The lanes of a subgroup load LANES neighbouring values of a row of A at once and hand them to each other
// one by one, so A needs no workgroup memory. Columns are dealt out in turns, so that neighbouring
// invocations read neighbouring elements. Beyond the edges the last row or column is computed once more,
// which spares guards. The family supplies loadA, loadB and storeC.

const SPAN_N = WORKGROUP_SIZE * COLUMNS;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
  @builtin(subgroup_invocation_id) subgroupIndex: u32,
) {
  let layer = group.z;
  let lane = subgroupIndex % LANES;
  let firstRow = group.y * ROWS;
  let firstColumn = group.x * SPAN_N + index;
  // #for i in ROWS
  let row$i = min(firstRow + $i, M - 1u);
  // #end
  // #for j in COLUMNS
  let column$j = min(firstColumn + $j * WORKGROUP_SIZE, N - 1u);
  // #end

  // #for i in ROWS
  // #for j in COLUMNS
  var sum$i_$j = Accumulator(0);
  // #end
  // #end
  // Whole turns of LANES steps, then one turn of the steps that remain.
  // #for rest in 2
  // #if 1 - rest + K % LANES
  for (var turn = 0u; turn < $(K / LANES - rest * K / LANES + rest); turn++) {
    let firstK = turn * LANES + $(rest * K / LANES * LANES);
    // #for i in ROWS
    let own$i = Accumulator(loadA(layer, row$i, min(firstK + lane, K - 1)));
    // #end
    // #for u in (1 - rest) * LANES + rest * (K % LANES)
    {
      // #for j in COLUMNS
      let b$j = Accumulator(loadB(layer, firstK + $u, column$j));
      // #end
      // #for i in ROWS
      {
        let a = subgroupBroadcast(own$i, $u);
        // #for j in COLUMNS
        sum$i_$j = fma(a, b$j, sum$i_$j);
        // #end
      }
      // #end
    }
    // #end
  }
  // #end
  // #end

  // #for i in ROWS
  // #for j in COLUMNS
  storeC(layer, row$i, column$j, Storage(sum$i_$j));
  // #end
  // #end
}
