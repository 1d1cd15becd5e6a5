// Operands of C (M×N) = A (M×K) · B (K×N), all row-major, one element at a time.

@group(0) @binding(0) var<storage, read> a: array<Storage, M * K>;
@group(0) @binding(1) var<storage, read> b: array<Storage, K * N>;
@group(0) @binding(2) var<storage, read_write> c: array<Storage, M * N>;

fn loadA(layer: u32, row: u32, k: u32) -> Storage {
  return a[row * K + k];
}

fn loadB(layer: u32, k: u32, column: u32) -> Storage {
  return b[k * N + column];
}

fn storeC(layer: u32, row: u32, column: u32, value: Storage) {
  c[row * N + column] = value;
}
