// The least a dispatch can do, and yet depend on the one before: count it.

@group(0) @binding(0) var<storage, read_write> counter: array<u32, 1>;

@compute @workgroup_size(1)
fn main() {
  counter[0] += 1;
}
