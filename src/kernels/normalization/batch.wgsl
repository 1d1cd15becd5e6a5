// Batch normalization with stored statistics: each row has one scale and one shift. LANES invocations take
// VECTORS · LANES columns of a row, so that short rows fill a workgroup by several and long ones are cut.

@group(0) @binding(0) var<storage, read> x: array<Element, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read> mean: array<f32, CHANNELS>;
@group(0) @binding(2) var<storage, read> variance: array<f32, CHANNELS>;
@group(0) @binding(3) var<storage, read> gamma: array<Storage, CHANNELS>;
@group(0) @binding(4) var<storage, read> beta: array<Storage, CHANNELS>;
@group(0) @binding(5) var<storage, read_write> y: array<Element, ROWS * COLUMNS>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let part = (group.y * groups.x + group.x) * TEAMS + index / LANES;
  let row = part / PARTS;
  let channel = row % CHANNELS;
  let scale = f32(gamma[channel]) * inverseSqrt(variance[channel] + EPSILON);
  let shift = Value(fma(-mean[channel], scale, f32(beta[channel])));

  let first = part % PARTS * (LANES * VECTORS) + index % LANES;
  let start = min(row, ROWS - 1) * COLUMNS;
  // #for i in VECTORS
  let column$i = first + $i * LANES;
  let x$i = Value(x[start + min(column$i, COLUMNS - 1)]);
  // #end
  // #for i in VECTORS
  if ((row < ROWS) & (column$i < COLUMNS)) {
    y[start + column$i] = Element(fma(x$i, Value(scale), shift));
  }
  // #end
}
