// Chains of x = x·x + c: nothing in them can be folded, precomputed or left out. Each invocation runs
// ACCUMULATORS independent chains so that the latency of one hides behind the others, and the body is
// unrolled UNROLL times so that the loop itself does not count. `Lanes` is a scalar or a vector.

// A constant for the compiler: llvmpipe and SwiftShader mask every step of a loop whose length they cannot
// see, which costs up to half of the rate.
override TURNS: u32;

@group(0) @binding(0) var<storage, read> start: array<Storage, INVOCATIONS>;
@group(0) @binding(1) var<storage, read_write> result: array<f32, INVOCATIONS>;
@group(0) @binding(2) var<uniform> addend: f32;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let id = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  // No early return for surplus invocations: llvmpipe then masks every step, at a sixth of the rate.
  let first = start[min(id, INVOCATIONS - 1)];
  let c = Lanes(Storage(addend));
  // Different starts for every chain, or the compiler would compute one of them and copy it.
  // #for i in ACCUMULATORS
  var x$i = first * chainScale($i);
  // #end
  for (var turn = 0u; turn < TURNS; turn++) {
    // #for u in UNROLL
    // #for i in ACCUMULATORS
    x$i = fma(x$i, x$i, c);
    // #end
    // #end
  }
  var sum = 0.0;
  // #for i in ACCUMULATORS
  sum += laneSum(x$i);
  // #end
  if (id < INVOCATIONS) {
    result[id] = sum;
  }
}
