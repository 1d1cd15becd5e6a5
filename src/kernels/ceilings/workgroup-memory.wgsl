// Every invocation adds up READS values a turn from workgroup memory. Neighbours read neighbours, so that no
// bank is asked twice, and the place moves with every turn, so that nothing can be kept in registers.

// A constant for the compiler: llvmpipe and SwiftShader mask every step of a loop whose length they cannot
// see, which costs up to half of the rate.
override TURNS: u32;

@group(0) @binding(0) var<storage, read> source: array<Lanes, 2 * SPAN>;
@group(0) @binding(1) var<storage, read_write> result: array<f32, INVOCATIONS>;

// Reads begin in the first half and reach into the second: the compiler sees that they never leave it.
var<workgroup> tile: array<Lanes, 2 * SPAN>;

const STRIDE = SPAN / READS;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  for (var i = 0u; i < 2 * SPAN / WORKGROUP_SIZE; i++) {
    tile[i * WORKGROUP_SIZE + local.x] = source[i * WORKGROUP_SIZE + local.x];
  }
  workgroupBarrier();
  let number = group.y * groups.x + group.x;
  let id = number * WORKGROUP_SIZE + local.x;
  // Several sums, so that no addition waits for the one before.
  // #for a in SUMS
  var sum$a = Lanes();
  // #end
  for (var turn = 0u; turn < TURNS; turn++) {
    let first = (local.x + number + turn) % SPAN;
    // #for i in READS / SUMS
    // #for a in SUMS
    sum$a += tile[first + $(i * SUMS + a) * STRIDE];
    // #end
    // #end
  }
  var total = Lanes();
  // #for a in SUMS
  total += sum$a;
  // #end
  if (id < INVOCATIONS) {
    result[id] = laneSum(total);
  }
}
