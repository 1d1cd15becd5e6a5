// The third pass: 16 independent products, transformed weights (M×K) times transformed patches (K×N).

@group(0) @binding(0) var<storage, read_write> u: array<f32, 16 * M * K>;
@group(0) @binding(1) var<storage, read_write> v: array<f32, 16 * K * N>;
@group(0) @binding(2) var<storage, read_write> products: array<f32, 16 * M * N>;

fn loadA(layer: u32, row: u32, k: u32) -> f32 {
  return u[(layer * M + row) * K + k];
}

fn loadB(layer: u32, k: u32, column: u32) -> f32 {
  return v[(layer * K + k) * N + column];
}

fn storeC(layer: u32, row: u32, column: u32, value: f32) {
  products[(layer * M + row) * N + column] = value;
}
