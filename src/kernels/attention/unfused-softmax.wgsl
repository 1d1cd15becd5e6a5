// Second of the separate passes: scores and weights both stay on the device between passes.

@group(0) @binding(0) var<storage, read_write> x: array<Element, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read_write> y: array<Element, ROWS * COLUMNS>;
