// The second pass: every 4×4 patch d of the image becomes Bᵀ d B with Bᵀ = [1 0 −1 0; 0 1 1 0; 0 −1 1 0;
// 0 1 0 −1]. Patches overlap by two pixels; each belongs to a tile of 2×2 results. One invocation transforms
// one patch of one channel; v holds 16 matrices of IN_CHANNELS × TILES.

@group(0) @binding(0) var<storage, read> x: array<Storage, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read_write> v: array<f32, 16 * IN_CHANNELS * TILES>;

const TILES = BATCH * TILES_Y * TILES_X;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let tile = group.x * WORKGROUP_SIZE + local.x;
  let channel = group.y;
  let firstX = tile % TILES_X * 2 - PADDING;
  let firstY = tile / TILES_X % TILES_Y * 2 - PADDING;
  let image = min(tile / (TILES_X * TILES_Y), BATCH - 1);
  let plane = (image * IN_CHANNELS + channel) * HEIGHT;
  // Coordinates left of or above the image wrap to huge numbers and so lie outside as well.
  // #for i in 4
  let start$i = (plane + min(firstY + $i, HEIGHT - 1)) * WIDTH;
  // #for j in 4
  let pixel$i_$j = f32(select(
    0,
    x[start$i + min(firstX + $j, WIDTH - 1)],
    (firstY + $i < HEIGHT) & (firstX + $j < WIDTH),
  ));
  // #end
  // #end
  // #for j in 4
  let down0_$j = pixel0_$j - pixel2_$j;
  let down1_$j = pixel1_$j + pixel2_$j;
  let down2_$j = pixel2_$j - pixel1_$j;
  let down3_$j = pixel1_$j - pixel3_$j;
  // #end
  if (tile < TILES) {
    let place = channel * TILES + tile;
    // #for i in 4
    v[$(i * 4) * (IN_CHANNELS * TILES) + place] = down$i_0 - down$i_2;
    v[$(i * 4 + 1) * (IN_CHANNELS * TILES) + place] = down$i_1 + down$i_2;
    v[$(i * 4 + 2) * (IN_CHANNELS * TILES) + place] = down$i_2 - down$i_1;
    v[$(i * 4 + 3) * (IN_CHANNELS * TILES) + place] = down$i_1 - down$i_3;
    // #end
  }
}
