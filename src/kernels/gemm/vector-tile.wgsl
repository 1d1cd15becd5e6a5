// The register tile by vectors of four: an invocation loads four steps of a row of A and four columns of a row
// of B at a time and keeps TILE_M × TILE_N of the product, without workgroup memory. Vectors of columns are
// dealt out in turns, so that neighbouring invocations read neighbouring vectors. Beyond the edges the last row
// or vector is computed and written once more. K and N are multiples of 4; the family supplies stageA (four
// neighbours along k), stageB (four along the columns) and storeRow.

const SPAN_N = WORKGROUP_X * TILE_N;

@compute @workgroup_size(WORKGROUP_X, WORKGROUP_Y)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let layer = group.z;
  let firstRow = (group.y * WORKGROUP_Y + local.y) * TILE_M;
  let firstColumn = group.x * SPAN_N + local.x * 4;
  // #for i in TILE_M
  let row$i = min(firstRow + $i, M - 1u);
  // #end
  // #for j in TILE_N / 4
  let column$j = min(firstColumn + $(j * 4) * WORKGROUP_X, N - 4u);
  // #end

  // #for i in TILE_M
  // #for j in TILE_N / 4
  var sum$i_$j = vec4<Accumulator>();
  // #end
  // #end
  for (var turn = 0u; turn < K / 4; turn++) {
    let k = turn * 4;
    // #for u in 4
    // #for j in TILE_N / 4
    let b$u_$j = vec4<Accumulator>(stageB(layer, k + $u, column$j));
    // #end
    // #end
    // #for i in TILE_M
    {
      let a = vec4<Accumulator>(stageA(layer, row$i, k));
      // #for u in 4
      // #for j in TILE_N / 4
      sum$i_$j = fma(vec4<Accumulator>(a[$u]), b$u_$j, sum$i_$j);
      // #end
      // #end
    }
    // #end
  }

  // #for i in TILE_M
  // #for j in TILE_N / 4
  storeRow(layer, row$i, column$j, vec4<Storage>(sum$i_$j));
  // #end
  // #end
}
