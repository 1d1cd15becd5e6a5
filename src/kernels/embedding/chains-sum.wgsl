// One invocation sums one element over all places of an id, from the first to the last: the same order every time.
// The first place of each id works, the others have nothing to do. An element is one value or four, COLUMNS of them
// a row.

@group(0) @binding(0) var<storage, read> ids: array<u32, COUNT>;
@group(0) @binding(1) var<storage, read> dy: array<Element, COUNT * COLUMNS>;
@group(0) @binding(2) var<storage, read_write> marks: array<u32, 2 * ENTRIES>;
@group(0) @binding(3) var<storage, read_write> next: array<u32, COUNT>;
@group(0) @binding(4) var<storage, read_write> dtable: array<Element, ENTRIES * COLUMNS>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let number = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let place = min(number / COLUMNS, COUNT - 1);
  let column = number % COLUMNS;
  let id = ids[place];
  if ((number < COUNT * COLUMNS) & (marks[id] == place)) {
    var sum = Value();
    // #if ACCUMULATE
    sum = Value(dtable[id * COLUMNS + column]);
    // #end
    var at = place;
    while (at < COUNT) {
      sum += Value(dy[at * COLUMNS + column]);
      at = next[at];
    }
    dtable[id * COLUMNS + column] = Element(sum);
  }
}
