// Zeros for a residue class of pixels that no window meets, because the stride steps over them.

@group(0) @binding(0) var<storage, read_write> dx:
  array<Storage, BATCH * IN_CHANNELS * HEIGHT * WIDTH>;

const PIXELS = ROWS * COLUMNS;
const COUNT = BATCH * IN_CHANNELS * PIXELS;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let element = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let pixel = element % PIXELS;
  let y = pixel / COLUMNS * STRIDE + CLASS_Y;
  let x = pixel % COLUMNS * STRIDE + CLASS_X;
  if (element < COUNT) {
    dx[(element / PIXELS * HEIGHT + y) * WIDTH + x] = 0;
  }
}
