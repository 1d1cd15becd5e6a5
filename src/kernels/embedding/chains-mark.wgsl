// The first and the last place of every id: minima and maxima are the same in whatever order places come.

@group(0) @binding(0) var<storage, read> ids: array<u32, COUNT>;
@group(0) @binding(1) var<storage, read_write> marks: array<atomic<u32>, 2 * ENTRIES>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let place = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  if (place < COUNT) {
    let id = ids[place];
    atomicMin(&marks[id], place);
    atomicMax(&marks[ENTRIES + id], place);
  }
}
