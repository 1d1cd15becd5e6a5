// A team of LANES invocations turns a row into int8: its largest magnitude becomes 127. The row is read twice, the second
// time from the cache. Each word holds four neighbours, the first in its lowest bits; words beyond the row are zero.

@group(0) @binding(0) var<storage, read> x: array<Element, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read_write> words: array<u32, ROWS * WORDS>;
@group(0) @binding(2) var<storage, read_write> scales: array<f32, ROWS>;

const HIGHEST = 127.0;
// A row of smaller values is zeros: 127 divided by less could overflow.
const LEAST = 1e-30;

fn fourOf(start: u32, word: u32) -> vec4<f32> {
  // #if WIDTH - 1
  return select(vec4<f32>(), vec4<f32>(x[start + min(word, COLUMNS - 1)]), word < COLUMNS);
  // #end
  // #if WIDTH % 4
  let column = word * 4 + vec4<u32>(0, 1, 2, 3);
  let place = start + min(column, vec4<u32>(COLUMNS - 1));
  let four = vec4<f32>(f32(x[place.x]), f32(x[place.y]), f32(x[place.z]), f32(x[place.w]));
  return select(vec4<f32>(), four, column < vec4<u32>(COLUMNS));
  // #end
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let row = (group.y * groups.x + group.x) * TEAMS + index / LANES;
  let start = min(row, ROWS - 1) * COLUMNS;
  let lane = index % LANES;

  var top = 0.0;
  for (var turn = 0u; turn < TURNS; turn++) {
    top = max(top, highest(abs(Value(x[start + min(lane + turn * LANES, COLUMNS - 1)]))));
  }
  let rowTop = teamMax(top, index);
  let factor = select(0.0, HIGHEST / max(rowTop, LEAST), rowTop >= LEAST);

  for (var turn = 0u; turn < (WORDS + LANES - 1) / LANES; turn++) {
    let word = lane + turn * LANES;
    let rounded = vec4<i32>(clamp(round(fourOf(start, word) * factor), vec4(-HIGHEST), vec4(HIGHEST)));
    let fields = (vec4<u32>(rounded) & vec4<u32>(255)) << vec4<u32>(0, 8, 16, 24);
    if ((row < ROWS) & (word < WORDS)) {
      words[row * WORDS + word] = fields.x | fields.y | fields.z | fields.w;
    }
  }
  if ((row < ROWS) & (lane == 0)) {
    scales[row] = rowTop / HIGHEST;
  }
}
