// Lanes of a subgroup share what they load: lane l loads the pixels of strip l and the weights of channels
// l, then the pixels travel through all lanes, so that every lane computes its own channels for every
// strip. A load serves LANES times as many multiply-adds as it would alone. Rows of the image outermost:
// each is loaded once for all the kernel rows that need it. Coordinates left of or above the image wrap
// to huge numbers, so one comparison finds all that lie outside.

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
  let firstChannel = (group.y % CHANNEL_TILES * LANES + local.x % LANES) * TILE_C;
  let firstPlane = min(image, BATCH - 1) * IN_CHANNELS + channelGroup * GROUP_IN;

  // #for c in TILE_C
  let weights$c = (channelGroup * GROUP_OUT + min(firstChannel + $c, GROUP_OUT - 1)) * TAPS;
  // #end
  // #for q in (TILE_X - 1) * STRIDE + KERNEL_W
  let column$q = firstX * STRIDE + $q - PADDING;
  // #if CHECK_LOADS
  let inside$q = column$q < WIDTH;
  let clamped$q = min(column$q, WIDTH - 1);
  // #end
  // #end
  // #for l in LANES
  // #for c in TILE_C
  // #for r in TILE_Y
  // #for p in TILE_X
  var sum$l_$c_$r_$p = Accumulator(0);
  // #end
  // #end
  // #end
  // #end

  for (var channel = 0u; channel < GROUP_IN; channel++) {
    // Unrolling the kernel's rows would let strips share them; the longer body took twice the time.
    for (var kernelY = 0u; kernelY < KERNEL_H; kernelY++) {
      let tap = (channel * KERNEL_H + kernelY) * KERNEL_W;
      // #for c in TILE_C
      // #for t in KERNEL_W
      let weight$c_$t = Accumulator(w[weights$c + tap + $t]);
      // #end
      // #end
      // #for r in TILE_Y
      {
        let row = (firstY + $r) * STRIDE + kernelY - PADDING;
        // #if CHECK_LOADS
        let start = ((firstPlane + channel) * HEIGHT + min(row, HEIGHT - 1)) * WIDTH;
        let insideRow = row < HEIGHT;
        // #for q in (TILE_X - 1) * STRIDE + KERNEL_W
        let pixel0_$q = Accumulator(select(0, x[start + clamped$q], insideRow & inside$q));
        // #end
        // #end
        // #if 1 - CHECK_LOADS
        let start = ((firstPlane + channel) * HEIGHT + row) * WIDTH;
        // #for q in (TILE_X - 1) * STRIDE + KERNEL_W
        let pixel0_$q = Accumulator(x[start + column$q]);
        // #end
        // #end
        // #for l in LANES
        {
          // #if l
          // #for q in (TILE_X - 1) * STRIDE + KERNEL_W
          let pixel$l_$q = exchange$l(pixel0_$q);
          // #end
          // #end
          // #for c in TILE_C
          // #for t in KERNEL_W
          // #for p in TILE_X
          sum$l_$c_$r_$p = fma(weight$c_$t, pixel$l_$(p * STRIDE + t), sum$l_$c_$r_$p);
          // #end
          // #end
          // #end
        }
        // #end
      }
      // #end
    }
  }

  // #for l in LANES
  {
    // #if l
    let owner = exchangeIndex$l(item);
    // #end
    // #if 1 / (l + 1)
    let owner = item;
    // #end
    let image = owner / STRIPS;
    let firstX = owner % STRIPS % STRIPS_X * TILE_X;
    let firstY = owner % STRIPS / STRIPS_X * TILE_Y;
    // #for c in TILE_C
    if ((firstChannel + $c < GROUP_OUT) & (image < BATCH)) {
      let channel = channelGroup * GROUP_OUT + firstChannel + $c;
      // #for r in TILE_Y
      if (firstY + $r < OUT_HEIGHT) {
        let start =
          ((image * OUT_CHANNELS + channel) * OUT_HEIGHT + firstY + $r) * OUT_WIDTH + firstX;
        // #for p in TILE_X
        // #if RAGGED_X
        if (firstX + $p < OUT_WIDTH)
        // #end
        {
          // #if FUSED
          y[start + $p] = finished(channel, f32(sum$l_$c_$r_$p));
          // #end
          // #if 1 - FUSED
          y[start + $p] = Storage(sum$l_$c_$r_$p);
          // #end
        }
        // #end
      }
      // #end
    }
    // #end
  }
  // #end
}
