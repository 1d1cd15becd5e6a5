// Where the id of each place stands next. Most ids of a text stand once or soon again, so that the search is short.

const NONE = 0xffffffffu;

@group(0) @binding(0) var<storage, read> ids: array<u32, COUNT>;
@group(0) @binding(1) var<storage, read_write> marks: array<u32, 2 * ENTRIES>;
@group(0) @binding(2) var<storage, read_write> next: array<u32, COUNT>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let place = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let start = min(place, COUNT - 1);
  let id = ids[start];
  let last = marks[ENTRIES + id];
  var found = NONE;
  for (var at = start + 1; (at <= last) & (found == NONE); at += 4) {
    // #for i in 4
    let same$i = (at + $i <= last) & (ids[min(at + $i, COUNT - 1)] == id);
    // #end
    // #for i in 4
    found = select(found, at + $(3 - i), same$(3 - i));
    // #end
  }
  if (place < COUNT) {
    next[place] = found;
  }
}
