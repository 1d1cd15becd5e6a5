// One invocation keeps a TILE_M × TILE_N tile of int32 sums in registers. Each word that it loads holds four
// neighbours along k and serves a whole row or column of the tile. Reads beyond the edges repeat the last row
// or column; only writes are guarded.

@group(0) @binding(0) var<storage, read> a: array<u32, M * K_VECTORS * 4>;
@group(0) @binding(1) var<storage, read> w: array<u32, N * K_VECTORS * 4>;
@group(0) @binding(2) var<storage, read> scaleA: array<f32, M>;
@group(0) @binding(3) var<storage, read> scaleW: array<f32, N>;
@group(0) @binding(4) var<storage, read_write> c: array<f32, M * N>;

const WORDS = K_VECTORS * 4;

@compute @workgroup_size(WORKGROUP_X, WORKGROUP_Y)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let firstRow = (group.y * WORKGROUP_Y + local.y) * TILE_M;
  let firstColumn = group.x * (WORKGROUP_X * TILE_N) + local.x;
  // #for i in TILE_M
  let row$i = min(firstRow + $i, M - 1u);
  // #end
  // #for j in TILE_N
  let column$j = min(firstColumn + $j * WORKGROUP_X, N - 1u);
  // #end

  // #for i in TILE_M
  // #for j in TILE_N
  var sum$i_$j = 0i;
  // #end
  // #end
  for (var word = 0u; word < WORDS; word++) {
    // #for j in TILE_N
    let w$j = w[column$j * WORDS + word];
    // #end
    // #for i in TILE_M
    let a$i = a[row$i * WORDS + word];
    // #for j in TILE_N
    sum$i_$j += dot4I8Packed(a$i, w$j);
    // #end
    // #end
  }

  // #for i in TILE_M
  // #for j in TILE_N
  if ((firstRow + $i < M) & (firstColumn + $j * WORKGROUP_X < N)) {
    c[row$i * N + column$j] = f32(sum$i_$j) * scaleA[row$i] * scaleW[column$j];
  }
  // #end
  // #end
}
