// A workgroup computes BLOCK_C channels of a patch of PATCH_Y × PATCH_X results. It stages the band of the
// image under that patch once per STAGE_C input channels, padding included, and the weights with the tap
// outermost, so that nothing is gathered while it multiplies: an invocation keeps THREAD_C channels of
// THREAD_X neighbouring pixels, and a row of the band in registers serves all taps of a kernel row.

@group(0) @binding(0) var<storage, read> x: array<Storage, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;
@group(0) @binding(1) var<storage, read> w: array<Storage, OUT_CHANNELS * GROUP_IN * TAPS>;
@group(0) @binding(2) var<storage, read_write> y:
  array<Storage, BATCH * OUT_CHANNELS * OUT_HEIGHT * OUT_WIDTH>;

const TAPS = KERNEL_H * KERNEL_W;
const BAND_Y = (PATCH_Y - 1) * STRIDE + KERNEL_H;
const BAND_X = (PATCH_X - 1) * STRIDE + KERNEL_W;
const BAND = STAGE_C * BAND_Y * BAND_X;
const STRIPS = PATCH_X / THREAD_X;
const QUADS = BLOCK_C / 4;
// One vector more than needed: eight neighbours that write down a column then hit different banks.
const PITCH = QUADS + 1;
const STAGED = STAGE_C * TAPS;

var<workgroup> band: array<Storage, BAND>;
var<workgroup> weights: array<vec4<Storage>, STAGED * PITCH>;

fn weightAt(channelGroup: u32, channel: u32, element: u32) -> Storage {
  let row = channelGroup * GROUP_OUT + min(channel, GROUP_OUT - 1);
  let inside = (channel < GROUP_OUT) & (element < GROUP_IN * TAPS);
  return select(0, w[row * (GROUP_IN * TAPS) + min(element, GROUP_IN * TAPS - 1)], inside);
}

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let patchX = group.x % PATCHES_X * PATCH_X;
  let patchY = group.x / PATCHES_X * PATCH_Y;
  let channelGroup = group.y / CHANNEL_BLOCKS;
  let firstChannel = group.y % CHANNEL_BLOCKS * BLOCK_C;
  let image = group.z;
  let firstPlane = image * IN_CHANNELS + channelGroup * GROUP_IN;
  let stripX = index % STRIPS * THREAD_X;
  let stripY = index / STRIPS % PATCH_Y;
  let quad = index / (STRIPS * PATCH_Y) * (THREAD_C / 4);

  // #for c in THREAD_C / 4
  // #for p in THREAD_X
  var sum$c_$p = vec4<Accumulator>();
  // #end
  // #end
  for (var turn = 0u; turn < (GROUP_IN + STAGE_C - 1) / STAGE_C; turn++) {
    for (var step = 0u; step < (BAND + THREADS - 1) / THREADS; step++) {
      let place = step * THREADS + index;
      let channel = turn * STAGE_C + place / (BAND_Y * BAND_X);
      // Left of or above the image these wrap to huge numbers, and so lie outside as well.
      let row = patchY * STRIDE + place / BAND_X % BAND_Y - PADDING;
      let column = patchX * STRIDE + place % BAND_X - PADDING;
      let start = ((firstPlane + min(channel, GROUP_IN - 1)) * HEIGHT + min(row, HEIGHT - 1)) * WIDTH;
      let inside = (channel < GROUP_IN) & (row < HEIGHT) & (column < WIDTH);
      if (place < BAND) {
        band[place] = select(0, x[start + min(column, WIDTH - 1)], inside);
      }
    }
    for (var step = 0u; step < (STAGED * QUADS + THREADS - 1) / THREADS; step++) {
      let place = step * THREADS + index;
      let element = turn * STAGED + place % STAGED;
      let channel = firstChannel + place / STAGED * 4;
      if (place < STAGED * QUADS) {
        weights[place % STAGED * PITCH + place / STAGED] = vec4<Storage>(
          weightAt(channelGroup, channel, element),
          weightAt(channelGroup, channel + 1, element),
          weightAt(channelGroup, channel + 2, element),
          weightAt(channelGroup, channel + 3, element),
        );
      }
    }
    workgroupBarrier();

    for (var channel = 0u; channel < STAGE_C; channel++) {
      for (var kernelY = 0u; kernelY < KERNEL_H; kernelY++) {
        let start = (channel * BAND_Y + stripY * STRIDE + kernelY) * BAND_X + stripX * STRIDE;
        // #for q in (THREAD_X - 1) * STRIDE + KERNEL_W
        let pixel$q = Accumulator(band[start + $q]);
        // #end
        let tap = channel * TAPS + kernelY * KERNEL_W;
        // #for t in KERNEL_W
        // #for c in THREAD_C / 4
        let weight$t_$c = vec4<Accumulator>(weights[(tap + $t) * PITCH + quad + $c]);
        // #for p in THREAD_X
        sum$c_$p = fma(weight$t_$c, vec4<Accumulator>(pixel$(p * STRIDE + t)), sum$c_$p);
        // #end
        // #end
        // #end
      }
    }
    workgroupBarrier();
  }

  let row = patchY + stripY;
  // #for c in THREAD_C / 4
  // #for r in 4
  {
    let channel = firstChannel + (quad + $c) * 4 + $r;
    let plane = image * OUT_CHANNELS + channelGroup * GROUP_OUT + channel;
    let start = (plane * OUT_HEIGHT + row) * OUT_WIDTH + patchX + stripX;
    if ((channel < GROUP_OUT) & (row < OUT_HEIGHT)) {
      // #for p in THREAD_X
      if (patchX + stripX + $p < OUT_WIDTH) {
        // #if FUSED
        y[start + $p] = finished(channelGroup * GROUP_OUT + channel, f32(sum$c_$p[$r]));
        // #end
        // #if 1 - FUSED
        y[start + $p] = Storage(sum$c_$p[$r]);
        // #end
      }
      // #end
    }
  }
  // #end
  // #end
}
