// How much of a file is believed. Far above any model that exists, low enough that a hostile file is refused
// within a second and 200 MB.

export const LIMITS = {
  /** The largest exported models have some 30,000. */
  nodes: 40_000,
  /** Initializers, or value descriptions. */
  tensors: 100_000,
  /** Of all nodes together. */
  attributes: 250_000,
  /** Inputs and outputs of all nodes together. */
  operands: 500_000,
  /** Of all messages: what a second of walking can read. */
  fields: 3_000_000,
  /** Subgraphs within subgraphs, and protobuf groups. */
  depth: 16,
  /** The runtimes support 8 or fewer axes for most operators. */
  rank: 32,
  /** Sizes that a person would have to give. */
  openAxes: 1024,
  /** Bytes of one name. */
  nameBytes: 8192,
  /** Bytes of all names together. */
  textBytes: 64 * 2 ** 20,
  /** Elements of a tensor whose content is kept for shape arithmetic. */
  constantElements: 4096,
  /** Elements kept of all tensors together. */
  keptElements: 2_000_000,
  /** Elements computed in folding constants; all sizes of a model are some thousands. */
  foldedElements: 500_000,
  /** Nodes run in building the graph: functions and loops are written out. */
  steps: 40_000,
  /** Of the tries with other sizes, where the usual ones do not fit. */
  trialSteps: 20_000,
} as const;

/** Of one tensor: beyond it, counts are not exact numbers any more. */
export const MOST_ELEMENTS = Number.MAX_SAFE_INTEGER;
