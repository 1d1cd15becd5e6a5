// One invocation copies VECTORS elements, WORKGROUP_SIZE apart in the order of the target, so that neighbours
// write neighbours. An element is one value or four. Axis 0 is the fastest; all strides are constants.

@group(0) @binding(0) var<storage, read> source: array<Element, SOURCE_LENGTH>;
@group(0) @binding(1) var<storage, read_write> destination: array<Element, TARGET_LENGTH>;

const REGION = WORKGROUP_SIZE * VECTORS;

struct Move {
  origin: u32,
  place: u32,
  // Whether the view reaches the place of the target.
  reached: bool,
}

// #if GAPS
// `index` counts the whole target; what the view does not reach is cleared.
fn moveOf(index: u32) -> Move {
  // Before the view's first place this wraps, and so lies beyond its last one.
  var rest = index - TARGET_OFFSET;
  var origin = SOURCE_OFFSET;
  var reached = true;
  // #for a in AXES
  let i$a = rest / TO_$(AXES - 1 - a);
  rest -= i$a * TO_$(AXES - 1 - a);
  origin += i$a * FROM_$(AXES - 1 - a);
  reached = reached & (i$a < SIZE_$(AXES - 1 - a));
  // #end
  return Move(origin, index, reached & (rest == 0));
}
// #end
// #if DENSE
// `index` counts the places of the view.
fn moveOf(index: u32) -> Move {
  var rest = index;
  var origin = SOURCE_OFFSET;
  var place = TARGET_OFFSET;
  // #for a in AXES - 1
  let i$a = rest % SIZE_$a;
  rest /= SIZE_$a;
  origin += i$a * FROM_$a;
  place += i$a * TO_$a;
  // #end
  return Move(origin + rest * FROM_$(AXES - 1), place + rest * TO_$(AXES - 1), true);
}
// #end

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let first = (group.y * groups.x + group.x) * REGION + local.x;
  // #for i in VECTORS
  let index$i = first + $i * WORKGROUP_SIZE;
  let move$i = moveOf(min(index$i, COUNT - 1));
  let moved$i = source[min(move$i.origin, SOURCE_LENGTH - 1)];
  // #if ADD
  let sum$i = Value(destination[move$i.place]) + Value(moved$i);
  // #end
  // #end
  // #for i in VECTORS
  // #if EDGES
  if (index$i < COUNT)
  // #end
  {
    // #if ADD
    destination[move$i.place] = Element(sum$i);
    // #end
    // #if WRITE
    destination[move$i.place] = select(Element(), moved$i, move$i.reached);
    // #end
  }
  // #end
}
