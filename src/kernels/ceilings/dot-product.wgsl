// Chains of acc = acc + dot(bytes of acc, b): one packed 8-bit dot product a step, four multiplies and
// four adds. Integers wrap, so the result is exact and no step can be left out.

// A constant for the compiler: llvmpipe and SwiftShader mask every step of a loop whose length they cannot
// see, which costs up to half of the rate.
override TURNS: u32;

@group(0) @binding(0) var<storage, read> start: array<u32, INVOCATIONS>;
@group(0) @binding(1) var<storage, read_write> result: array<i32, INVOCATIONS>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let id = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let b = start[min(id, INVOCATIONS - 1)];
  // Different starts for every chain, or the compiler would compute one of them and copy it.
  // #for i in ACCUMULATORS
  var acc$i = bitcast<i32>(b + $i * CHAIN_OFFSET);
  // #end
  for (var turn = 0u; turn < TURNS; turn++) {
    // #for u in UNROLL
    // #for i in ACCUMULATORS
    acc$i += dot4I8Packed(bitcast<u32>(acc$i), b);
    // #end
    // #end
  }
  var sum = 0i;
  // #for i in ACCUMULATORS
  sum += acc$i;
  // #end
  if (id < INVOCATIONS) {
    result[id] = sum;
  }
}
