// Adds up the partial sums of one element of C, and finishes it by the epilogue.

@group(0) @binding(0) var<storage, read_write> partials: array<Accumulator, BATCH * SPLITS * M * N>;
@group(0) @binding(1) var<storage, read_write> c: array<Storage, BATCH * M * N>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let index = (group.y * GRID_WIDTH + group.x) * WORKGROUP_SIZE + local.x;
  let element = min(index, BATCH * M * N - 1);
  let first = element / (M * N) * (SPLITS * M * N) + element % (M * N);
  var sum = Accumulator(0);
  for (var split = 0u; split < SPLITS; split++) {
    sum += partials[first + split * (M * N)];
  }
  if (index < BATCH * M * N) {
    c[index] = Storage(epilogue(index, index % N, f32(sum)));
  }
}
