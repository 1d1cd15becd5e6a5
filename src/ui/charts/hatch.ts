// The hatching of what is predicted, as a pattern for canvases. Measured things are solid everywhere.

/** Distance between two lines of the hatching, CSS pixels. */
const SPACING = 6;

/** Falls back to the plain colour where the browser makes no pattern. */
export function hatch(colour: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  const scale = Math.max(1, Math.round(devicePixelRatio));
  const side = SPACING * scale;
  tile.width = side;
  tile.height = side;
  const context = tile.getContext('2d');
  if (context === null) return colour;
  context.fillStyle = colour;
  context.globalAlpha = 0.22;
  context.fillRect(0, 0, side, side);
  context.globalAlpha = 1;
  context.strokeStyle = colour;
  context.lineWidth = 1.5 * scale;
  context.beginPath();
  // Three strokes, so that the diagonal meets itself at the tile's corners.
  for (const offset of [-side, 0, side]) {
    context.moveTo(offset - scale, side + scale);
    context.lineTo(offset + side + scale, -scale);
  }
  context.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern ?? colour;
}
