// Where the names of points go so that they cover neither each other nor a point: beside it, above or below; a name
// that fits nowhere is left out, as the tooltip and the table have it too.

export interface Named {
  /** Centre of the point, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Of the name as it is set. */
  readonly width: number;
  /** How far the bars of its intervals reach. */
  readonly reach?: Box;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Of a point with its outline. */
const RADIUS = 7;
const GAP = 3;

/**
 * @param points the most telling first: they choose first.
 * @param height of a name.
 * @returns for each point the box of its name, or undefined where there is no room.
 */
export function placeLabels(
  points: readonly Named[],
  area: Box,
  height: number,
): readonly (Box | undefined)[] {
  const taken: Box[] = points.flatMap((point) => [around(point.x, point.y), ...barsOf(point)]);
  return points.map((point) => {
    const free = placesOf(point, height).find(
      (box) => inside(box, area) && taken.every((other) => !overlap(box, other)),
    );
    if (free !== undefined) taken.push(free);
    return free;
  });
}

function around(x: number, y: number): Box {
  return { left: x - RADIUS, top: y - RADIUS, right: x + RADIUS, bottom: y + RADIUS };
}

function barsOf({ x, y, reach }: Named): readonly Box[] {
  if (reach === undefined) return [];
  const { left, right, top, bottom } = reach;
  return [
    { left, right, top: y - 1, bottom: y + 1 },
    { left: x - 1, right: x + 1, top, bottom },
  ];
}

/** Right, left, above, below, then the corners. */
function placesOf({ x, y, width }: Named, height: number): readonly Box[] {
  const far = RADIUS + GAP;
  const box = (left: number, top: number): Box => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  });
  const middle = y - height / 2;
  return [
    box(x + far, middle),
    box(x - far - width, middle),
    box(x - width / 2, y - far - height),
    box(x - width / 2, y + far),
    box(x + GAP, y - far - height),
    box(x + GAP, y + far),
    box(x - GAP - width, y - far - height),
    box(x - GAP - width, y + far),
  ];
}

function inside(box: Box, area: Box): boolean {
  return (
    box.left >= area.left &&
    box.right <= area.right &&
    box.top >= area.top &&
    box.bottom <= area.bottom
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
