// Keeps a value, larger by FACTOR, or makes it 0. One invocation handles VECTORS elements, WORKGROUP_SIZE apart. An
// element is one value or four; GROUP counts values that share a draw. draw.ts says what the hash is.

@group(0) @binding(0) var<uniform> seed: vec2<u32>;
@group(0) @binding(1) var<storage, read> x: array<Element, COUNT>;
@group(0) @binding(2) var<storage, read_write> y: array<Element, COUNT>;

const REGION = WORKGROUP_SIZE * VECTORS;

fn hash(word: u32) -> u32 {
  let state = word * 747796405u + 2891336453u;
  let mixed = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (mixed >> 22u) ^ mixed;
}

fn factorAt(value: u32, stream: u32) -> f32 {
  return select(FACTOR, 0.0, hash((value / GROUP) ^ stream) < THRESHOLD);
}

fn factorsAt(element: u32, stream: u32) -> Value {
  // #if TOGETHER
  return Value(factorAt(element * WIDTH, stream));
  // #end
  // #if APART
  return Value(
    factorAt(element * 4, stream),
    factorAt(element * 4 + 1, stream),
    factorAt(element * 4 + 2, stream),
    factorAt(element * 4 + 3, stream),
  );
  // #end
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let first = (group.y * groups.x + group.x) * REGION + local.x;
  let stream = hash(seed.y ^ hash(seed.x));
  // #for i in VECTORS
  let index$i = first + $i * WORKGROUP_SIZE;
  let x$i = Value(x[min(index$i, COUNT - 1)]);
  // #end
  // #for i in VECTORS
  // #if EDGES
  if (index$i < COUNT)
  // #end
  {
    y[index$i] = Element(x$i * factorsAt(index$i, stream));
  }
  // #end
}
