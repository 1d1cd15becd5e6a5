// One invocation computes one element of C, reading a row of A and a column of B from storage.

@compute @workgroup_size(WORKGROUP_X, WORKGROUP_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let row = id.y;
  let column = id.x;
  if (row >= M || column >= N) {
    return;
  }
  var sum = Accumulator(0);
  for (var k = 0u; k < K; k++) {
    sum = fma(Accumulator(loadA(id.z, row, k)), Accumulator(loadB(id.z, k, column)), sum);
  }
  storeC(id.z, row, column, Storage(sum));
}
