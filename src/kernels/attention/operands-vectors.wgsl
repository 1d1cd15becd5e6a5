// Rows of queries, keys, values and results by vectors of four: HEAD is a multiple of 4.

@group(0) @binding(0) var<storage, read> q: array<vec4<Storage>, LAYERS * QUERIES * VECTORS>;
@group(0) @binding(1) var<storage, read> k: array<vec4<Storage>, LAYERS * KEYS * VECTORS>;
@group(0) @binding(2) var<storage, read> v: array<vec4<Storage>, LAYERS * KEYS * VECTORS>;
@group(0) @binding(3) var<storage, read_write> o: array<vec4<Storage>, LAYERS * QUERIES * VECTORS>;

fn queryVector(row: u32, vector: u32) -> vec4<Storage> {
  return q[row * VECTORS + vector];
}

fn keyVector(row: u32, vector: u32) -> vec4<Storage> {
  return k[row * VECTORS + vector];
}

fn valueVector(row: u32, vector: u32) -> vec4<Storage> {
  return v[row * VECTORS + vector];
}

fn storeVector(row: u32, vector: u32, result: vec4<Storage>) {
  o[row * VECTORS + vector] = result;
}
