// Logits and probabilities as buffers of their own.

@group(0) @binding(0) var<storage, read> x: array<Element, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read_write> y: array<Element, ROWS * COLUMNS>;
