// One invocation keeps a TILE_M × TILE_N tile of the product in registers and needs no workgroup memory.
// Every value loaded serves a whole row or column of the tile. Columns are dealt out in turns, so that
// neighbouring invocations read neighbouring elements. Beyond the edges the last row or column is computed
// and written once more, which spares a branch per element. The family supplies loadA, loadB and storeC,
// for one element each.

const SPAN_N = WORKGROUP_X * TILE_N;

@compute @workgroup_size(WORKGROUP_X, WORKGROUP_Y)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let layer = group.z;
  let firstRow = (group.y * WORKGROUP_Y + local.y) * TILE_M;
  let firstColumn = group.x * SPAN_N + local.x;
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
  for (var turn = 0u; turn < K / UNROLL_K; turn++) {
    // #for u in UNROLL_K
    {
      let k = turn * UNROLL_K + $u;
      // #for j in TILE_N
      let b$j = Accumulator(loadB(layer, k, column$j));
      // #end
      // #for i in TILE_M
      let a$i = Accumulator(loadA(layer, row$i, k));
      // #for j in TILE_N
      sum$i_$j = fma(a$i, b$j, sum$i_$j);
      // #end
      // #end
    }
    // #end
  }
  // #for u in K % UNROLL_K
  {
    let k = K / UNROLL_K * UNROLL_K + $u;
    // #for j in TILE_N
    let b$j = Accumulator(loadB(layer, k, column$j));
    // #end
    // #for i in TILE_M
    let a$i = Accumulator(loadA(layer, row$i, k));
    // #for j in TILE_N
    sum$i_$j = fma(a$i, b$j, sum$i_$j);
    // #end
    // #end
  }
  // #end

  // #for i in TILE_M
  // #for j in TILE_N
  storeC(layer, row$i, column$j, Storage(sum$i_$j));
  // #end
  // #end
}
