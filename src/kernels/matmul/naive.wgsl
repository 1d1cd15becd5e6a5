// One invocation computes one element of C, reading a row of A and a column of B from storage.

@group(0) @binding(0) var<storage, read> a: array<Storage, M * K>;
@group(0) @binding(1) var<storage, read> b: array<Storage, K * N>;
@group(0) @binding(2) var<storage, read_write> c: array<Storage, M * N>;

@compute @workgroup_size(WORKGROUP_X, WORKGROUP_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let row = id.y;
  let column = id.x;
  if (row >= M || column >= N) {
    return;
  }
  var sum = Accumulator(0);
  for (var k = 0u; k < K; k++) {
    sum = fma(Accumulator(a[row * K + k]), Accumulator(b[k * N + column]), sum);
  }
  c[row * N + column] = Storage(sum);
}
