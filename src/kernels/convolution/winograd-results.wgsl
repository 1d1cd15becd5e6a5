// The last pass: the 16 products of a tile, as a 4×4 matrix p, become its 2×2 results Aᵀ p A with
// Aᵀ = [1 1 1 0; 0 1 −1 −1]. One invocation computes one tile of one channel.

@group(0) @binding(0) var<storage, read_write> products: array<f32, 16 * OUT_CHANNELS * TILES>;
@group(0) @binding(1) var<storage, read_write> y:
  array<Storage, BATCH * OUT_CHANNELS * OUT_HEIGHT * OUT_WIDTH>;

const TILES = BATCH * TILES_Y * TILES_X;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let tile = group.x * WORKGROUP_SIZE + local.x;
  let channel = group.y;
  let place = channel * TILES + min(tile, TILES - 1);
  // #for i in 4
  // #for j in 4
  let product$i_$j = products[$(i * 4 + j) * (OUT_CHANNELS * TILES) + place];
  // #end
  let across$i_0 = product$i_0 + product$i_1 + product$i_2;
  let across$i_1 = product$i_1 - product$i_2 - product$i_3;
  // #end
  let firstX = tile % TILES_X * 2;
  let firstY = tile / TILES_X % TILES_Y * 2;
  let image = tile / (TILES_X * TILES_Y);
  let start = ((image * OUT_CHANNELS + channel) * OUT_HEIGHT + firstY) * OUT_WIDTH + firstX;
  // #for j in 2
  if ((tile < TILES) & (firstX + $j < OUT_WIDTH)) {
    let upper$j = across0_$j + across1_$j + across2_$j;
    let lower$j = across1_$j - across2_$j - across3_$j;
    // #if FUSED
    y[start + $j] = finished(channel, upper$j);
    // #end
    // #if 1 - FUSED
    y[start + $j] = Storage(upper$j);
    // #end
    // #if ODD_HEIGHT
    if (firstY + 1 < OUT_HEIGHT)
    // #end
    {
      // #if FUSED
      y[start + OUT_WIDTH + $j] = finished(channel, lower$j);
      // #end
      // #if 1 - FUSED
      y[start + OUT_WIDTH + $j] = Storage(lower$j);
      // #end
    }
  }
  // #end
}
