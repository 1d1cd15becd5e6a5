// One invocation computes a patch of TILE_Y · STRIDE rows × TILE_X · STRIDE pixels of the images' gradient
// for TILE_C channels. The patch starts on a multiple of the stride, so which taps meet which of its pixels
// is known while the shader is built: none is tested and thrown away, and every loaded gradient serves all
// of them. Coordinates left of or above the result wrap to huge numbers and so lie outside as well.

@group(0) @binding(0) var<storage, read> dy:
  array<Storage, BATCH * OUT_CHANNELS * OUT_HEIGHT * OUT_WIDTH>;
@group(0) @binding(1) var<storage, read> w: array<Storage, OUT_CHANNELS * GROUP_IN * WINDOW>;
@group(0) @binding(2) var<storage, read_write> dx:
  array<Storage, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;

const WINDOW = KERNEL_H * KERNEL_W;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let tile = group.x * WORKGROUP_SIZE + local.x;
  let tileX = tile % TILES_X * TILE_X;
  let tileY = tile / TILES_X * TILE_Y;
  let channelGroup = group.y / CHANNEL_TILES;
  let firstChannel = group.y % CHANNEL_TILES * TILE_C;
  let image = group.z;

  // #for q in PATCH_X
  let column$q = tileX + $q + FIRST_X;
  let inside$q = column$q < OUT_WIDTH;
  let safe$q = min(column$q, OUT_WIDTH - 1);
  // #end
  // #for c in TILE_C
  let filter$c = min(firstChannel + $c, GROUP_IN - 1) * WINDOW;
  // #end
  // #for c in TILE_C
  // #for j in TILE_Y * STRIDE
  // #for i in TILE_X * STRIDE
  var sum$c_$j_$i = Accumulator(0);
  // #end
  // #end
  // #end

  for (var k = 0u; k < GROUP_OUT; k++) {
    let channel = channelGroup * GROUP_OUT + k;
    let plane = (image * OUT_CHANNELS + channel) * OUT_HEIGHT;
    // #for c in TILE_C
    // #for v in KERNEL_H
    // #for t in KERNEL_W
    let weight$c_$v_$t =
      Accumulator(w[channel * (GROUP_IN * WINDOW) + filter$c + $(v * KERNEL_W + t)]);
    // #end
    // #end
    // #end
    // #for r in PATCH_Y
    {
      let row = tileY + $r + FIRST_Y;
      let start = (plane + min(row, OUT_HEIGHT - 1)) * OUT_WIDTH;
      let insideRow = row < OUT_HEIGHT;
      // #for q in PATCH_X
      let gradient$q = Accumulator(select(0, dy[start + safe$q], insideRow & inside$q));
      // #end
      // Tap (v, t) of row r and column q meets pixel (j, i) where j + SHIFT_Y − v = r · STRIDE, and likewise i.
      // #for v in KERNEL_H
      // #for j in TILE_Y * STRIDE
      // #if 1 / (1 + (j + SHIFT_Y - v - r * STRIDE) * (j + SHIFT_Y - v - r * STRIDE))
      // #for t in KERNEL_W
      // #for q in PATCH_X
      // #for i in TILE_X * STRIDE
      // #if 1 / (1 + (i + SHIFT_X - t - q * STRIDE) * (i + SHIFT_X - t - q * STRIDE))
      // #for c in TILE_C
      sum$c_$j_$i = fma(weight$c_$v_$t, gradient$q, sum$c_$j_$i);
      // #end
      // #end
      // #end
      // #end
      // #end
      // #end
      // #end
      // #end
    }
    // #end
  }

  let firstX = tileX * STRIDE;
  let firstY = tileY * STRIDE;
  // #for c in TILE_C
  if (firstChannel + $c < GROUP_IN) {
    let plane = image * IN_CHANNELS + channelGroup * GROUP_IN + firstChannel + $c;
    // #for j in TILE_Y * STRIDE
    if (firstY + $j < HEIGHT) {
      let start = (plane * HEIGHT + firstY + $j) * WIDTH + firstX;
      // #for i in TILE_X * STRIDE
      // #if RAGGED_X
      if (firstX + $i < WIDTH)
      // #end
      {
        dx[start + $i] = Storage(sum$c_$j_$i);
      }
      // #end
    }
    // #end
  }
  // #end
}
