// A number for a layer's name, so that layers draw differently and a layer draws the same forward and backward.

/** FNV-1a, 32 bits: offset basis and prime as published by its authors. */
export function layerSeed(layer: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < layer.length; index++) {
    hash = Math.imul(hash ^ layer.charCodeAt(index), 0x0100_0193);
  }
  return hash >>> 0;
}
