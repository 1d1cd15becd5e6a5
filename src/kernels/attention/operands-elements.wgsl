// Rows of queries, keys, values and results whose length is no multiple of 4: the last vector of each is
// filled up with zeros.

@group(0) @binding(0) var<storage, read> q: array<Storage, LAYERS * QUERIES * HEAD>;
@group(0) @binding(1) var<storage, read> k: array<Storage, LAYERS * KEYS * HEAD>;
@group(0) @binding(2) var<storage, read> v: array<Storage, LAYERS * KEYS * HEAD>;
@group(0) @binding(3) var<storage, read_write> o: array<Storage, LAYERS * QUERIES * HEAD>;

fn queryVector(row: u32, vector: u32) -> vec4<Storage> {
  var result: vec4<Storage>;
  // #for i in 4
  result[$i] = select(0, q[row * HEAD + min(vector * 4 + $i, HEAD - 1)], vector * 4 + $i < HEAD);
  // #end
  return result;
}

fn keyVector(row: u32, vector: u32) -> vec4<Storage> {
  var result: vec4<Storage>;
  // #for i in 4
  result[$i] = select(0, k[row * HEAD + min(vector * 4 + $i, HEAD - 1)], vector * 4 + $i < HEAD);
  // #end
  return result;
}

fn valueVector(row: u32, vector: u32) -> vec4<Storage> {
  var result: vec4<Storage>;
  // #for i in 4
  result[$i] = select(0, v[row * HEAD + min(vector * 4 + $i, HEAD - 1)], vector * 4 + $i < HEAD);
  // #end
  return result;
}

fn storeVector(row: u32, vector: u32, result: vec4<Storage>) {
  // #for i in 4
  if (vector * 4 + $i < HEAD) {
    o[row * HEAD + vector * 4 + $i] = result[$i];
  }
  // #end
}
