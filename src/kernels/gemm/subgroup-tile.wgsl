// A team of LANES neighbours in a subgroup computes a tile of the product. Lane l loads row l of A and
// column l of B; the rows are then passed from lane to lane, so that two loads a lane feed LANES × LANES
// products. A team has ROWS such bands of rows and COLUMNS of columns; columns are dealt out in turns among
// the teams of a workgroup, so that neighbouring lanes read neighbouring elements. Beyond the edges the last
// row or column is computed once more, which spares guards. The family supplies loadA, loadB and storeC.
// Lanes are numbered by the local index: with one dimension, subgroups take invocations in that order.

const SPAN_N = TEAMS_X * LANES;

@compute @workgroup_size(LANES * TEAMS_X * TEAMS_Y)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let layer = group.z;
  let lane = index % LANES;
  let firstRow = (group.y * TEAMS_Y + index / SPAN_N) * (ROWS * LANES);
  let firstColumn = group.x * (SPAN_N * COLUMNS) + index % SPAN_N;
  // #for i in ROWS
  let row$i = min(firstRow + $(i * LANES) + lane, M - 1u);
  // #end
  // #for j in COLUMNS
  let column$j = min(firstColumn + $j * SPAN_N, N - 1u);
  // #end

  // #for i in ROWS
  // #for l in LANES
  // #for j in COLUMNS
  var sum$i_$l_$j = Accumulator(0);
  // #end
  // #end
  // #end
  // Whole turns of UNROLL_K steps, then one turn of the steps that remain.
  // #for rest in 2
  // #if 1 - rest + K % UNROLL_K
  for (var turn = 0u; turn < $(K / UNROLL_K - rest * K / UNROLL_K + rest); turn++) {
    // #for u in (1 - rest) * UNROLL_K + rest * (K % UNROLL_K)
    {
      let k = turn * UNROLL_K + $(rest * K / UNROLL_K * UNROLL_K + u);
      // #for j in COLUMNS
      let b$j = Accumulator(loadB(layer, k, column$j));
      // #end
      // #for i in ROWS
      {
        // a(l) is the value of the lane whose number differs in the bits of l.
        let a0 = Accumulator(loadA(layer, row$i, k));
        // #if QUADS
        let a1 = quadSwapX(a0);
        let a2 = quadSwapY(a0);
        let a3 = quadSwapDiagonal(a0);
        // #end
        // #if 1 - QUADS
        // #for l in LANES - 1
        let a$(l + 1) = subgroupShuffleXor(a0, $(l + 1));
        // #end
        // #end
        // #for l in LANES
        // #for j in COLUMNS
        sum$i_$l_$j = fma(a$l, b$j, sum$i_$l_$j);
        // #end
        // #end
      }
      // #end
    }
    // #end
  }
  // #end
  // #end

  // #for i in ROWS
  // #for l in LANES
  {
    let row = min(firstRow + $(i * LANES) + (lane ^ $l), M - 1u);
    // #for j in COLUMNS
    storeC(layer, row, column$j, Storage(sum$i_$l_$j));
    // #end
  }
  // #end
  // #end
}
