// The sizes at which compressed products are measured: rows are tokens or the places of a convolution's window.

/** Rows, outputs and inputs. */
export type LayerSize = readonly [rows: number, outputs: number, inputs: number];

/** Where density matters most: each is measured at all densities. */
export const mainLayers: readonly LayerSize[] = [
  [72, 280, 880],
  [48, 640, 1600],
  [112, 640, 640],
  [900, 136, 1224],
  // Only fast devices get as far.
  [1120, 2240, 2240],
];

export const otherLayers: readonly LayerSize[] = [
  [12, 240, 640],
  [8, 1120, 1120],
  [24, 88, 160],
  [40, 120, 400],
  [112, 2240, 640],
  [240, 560, 560],
  [448, 400, 1600],
  // Weights far larger than the activations: what is read of them decides.
  [20, 1760, 2432],
  // Windows of convolutions: many places and few channels early, the reverse late.
  [576, 208, 36],
  [2304, 40, 72],
  [3600, 72, 648],
  [225, 264, 2376],
  [60, 520, 4752],
];

/** Of a single row or column: outputs and inputs. */
export const vectorLayers: readonly (readonly [outputs: number, inputs: number])[] = [
  [88, 240],
  [640, 1120],
  [1120, 640],
  [1200, 2240],
  [4480, 1120],
];

/** Few rows, for which the kernels of a single one are made too. */
export const fewRows: readonly LayerSize[] = [
  [3, 640, 1120],
  [4, 1200, 2240],
];
