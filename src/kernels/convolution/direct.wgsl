// One invocation computes TILE_Y rows × TILE_X neighbouring pixels of TILE_C output channels. A strip of
// the image is loaded once per kernel row and serves every tap and channel. Coordinates left of or above
// the image wrap to huge numbers, so one comparison finds all that lie outside. Conditions are
// joined by `&`: `&&` branches, and a branch per load takes SwiftShader a minute to compile.

@group(0) @binding(0) var<storage, read> x: array<Storage, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read> w: array<Storage, OUT_CHANNELS * TAPS>;
@group(0) @binding(2) var<storage, read_write> y:
  array<Storage, BATCH * OUT_CHANNELS * OUT_HEIGHT * OUT_WIDTH>;

const TAPS = GROUP_IN * KERNEL_H * KERNEL_W;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let item = group.x * WORKGROUP_SIZE + local.x;
  let strip = item % STRIPS;
  let image = item / STRIPS;
  let firstX = strip % STRIPS_X * TILE_X;
  let firstY = strip / STRIPS_X * TILE_Y;
  let channelGroup = group.y / CHANNEL_TILES;
  let firstChannel = group.y % CHANNEL_TILES * TILE_C;
  let firstPlane = min(image, BATCH - 1) * IN_CHANNELS + channelGroup * GROUP_IN;

  // #for c in TILE_C
  let weights$c = (channelGroup * GROUP_OUT + min(firstChannel + $c, GROUP_OUT - 1)) * TAPS;
  // #end
  // #for q in (TILE_X - 1) * STRIDE + KERNEL_W
  let column$q = firstX * STRIDE + $q - PADDING;
  // #end
  // #for c in TILE_C
  // #for r in TILE_Y
  // #for p in TILE_X
  var sum$c_$r_$p = Accumulator(0);
  // #end
  // #end
  // #end

  for (var channel = 0u; channel < GROUP_IN; channel++) {
    for (var kernelY = 0u; kernelY < KERNEL_H; kernelY++) {
      // #for r in TILE_Y
      let row$r = (firstY + $r) * STRIDE + kernelY - PADDING;
      let start$r = ((firstPlane + channel) * HEIGHT + min(row$r, HEIGHT - 1)) * WIDTH;
      // #for q in (TILE_X - 1) * STRIDE + KERNEL_W
      // #if CHECK_LOADS
      let pixel$r_$q = Accumulator(select(
        0,
        x[start$r + min(column$q, WIDTH - 1)],
        (row$r < HEIGHT) & (column$q < WIDTH),
      ));
      // #end
      // #if 1 - CHECK_LOADS
      let pixel$r_$q = Accumulator(x[start$r + column$q]);
      // #end
      // #end
      // #end
      let kernelRow = (channel * KERNEL_H + kernelY) * KERNEL_W;
      // #for t in KERNEL_W
      // #for c in TILE_C
      let weight$c_$t = Accumulator(w[weights$c + kernelRow + $t]);
      // #for r in TILE_Y
      // #for p in TILE_X
      sum$c_$r_$p = fma(weight$c_$t, pixel$r_$(p * STRIDE + t), sum$c_$r_$p);
      // #end
      // #end
      // #end
      // #end
    }
  }

  // #for c in TILE_C
  if ((firstChannel + $c < GROUP_OUT) & (image < BATCH)) {
    let channel = channelGroup * GROUP_OUT + firstChannel + $c;
    // #for r in TILE_Y
    if (firstY + $r < OUT_HEIGHT) {
      let start = ((image * OUT_CHANNELS + channel) * OUT_HEIGHT + firstY + $r) * OUT_WIDTH + firstX;
      // #for p in TILE_X
      // #if RAGGED_X
      if (firstX + $p < OUT_WIDTH)
      // #end
      {
        // #if FUSED
        y[start + $p] = finished(channel, f32(sum$c_$r_$p));
        // #end
        // #if 1 - FUSED
        y[start + $p] = Storage(sum$c_$r_$p);
        // #end
      }
      // #end
    }
    // #end
  }
  // #end
}
