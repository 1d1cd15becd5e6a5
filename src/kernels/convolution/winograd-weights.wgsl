// The first pass of Winograd's F(2×2, 3×3): every 3×3 filter g becomes the 4×4 matrix G g Gᵀ with
// G = [1 0 0; ½ ½ ½; ½ −½ ½; 0 0 1]. One invocation transforms one filter; u holds 16 matrices of
// OUT_CHANNELS × IN_CHANNELS, one for each of the 4×4 places.

@group(0) @binding(0) var<storage, read> w: array<Storage, FILTERS * 9>;
@group(0) @binding(1) var<storage, read_write> u: array<f32, 16 * FILTERS>;

const FILTERS = OUT_CHANNELS * IN_CHANNELS;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let index = (group.y * GRID_WIDTH + group.x) * WORKGROUP_SIZE + local.x;
  let source = min(index, FILTERS - 1) * 9;
  // #for i in 3
  let row$i = vec3<f32>(
    f32(w[source + $(i * 3)]),
    f32(w[source + $(i * 3 + 1)]),
    f32(w[source + $(i * 3 + 2)]),
  );
  // #end
  let down0 = row0;
  let down1 = 0.5 * (row0 + row2 + row1);
  let down2 = 0.5 * (row0 + row2 - row1);
  let down3 = row2;
  if (index < FILTERS) {
    // #for i in 4
    u[$(i * 4) * FILTERS + index] = down$i.x;
    u[$(i * 4 + 1) * FILTERS + index] = 0.5 * (down$i.x + down$i.z + down$i.y);
    u[$(i * 4 + 2) * FILTERS + index] = 0.5 * (down$i.x + down$i.z - down$i.y);
    u[$(i * 4 + 3) * FILTERS + index] = down$i.z;
    // #end
  }
}
