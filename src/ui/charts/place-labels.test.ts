import { describe, expect, it } from 'vitest';
import { type Box, placeLabels } from './place-labels.ts';

const area: Box = { left: 0, top: 0, right: 300, bottom: 100 };

const apart = (a: Box, b: Box) =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

describe('placeLabels', () => {
  it('puts a name to the right of a lone point', () => {
    const [box] = placeLabels([{ x: 50, y: 50, width: 40 }], area, 14);
    expect(box).toEqual({ left: 60, top: 43, right: 100, bottom: 57 });
  });

  it('stays inside the picture', () => {
    const [box] = placeLabels([{ x: 290, y: 50, width: 40 }], area, 14);
    expect(box?.right).toBeLessThanOrEqual(300);
  });

  it('lets no two names overlap, nor a name cover a point', () => {
    const points = [0, 1, 2].map((index) => ({ x: 100 + 12 * index, y: 50, width: 60 }));
    const boxes = placeLabels(points, area, 14).flatMap((box) => box ?? []);
    expect(boxes.length).toBeGreaterThan(1);
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) expect(apart(box, other)).toBe(true);
      for (const { x, y } of points) {
        expect(apart(box, { left: x, top: y, right: x + 1, bottom: y + 1 })).toBe(true);
      }
    }
  });

  it('moves a name off the bar of its own interval', () => {
    const reach = { left: 20, right: 120, top: 50, bottom: 50 };
    const [box] = placeLabels([{ x: 50, y: 50, width: 40, reach }], area, 14);
    expect(box).toBeDefined();
    expect((box?.bottom ?? 50) <= 49 || (box?.top ?? 50) >= 51).toBe(true);
  });

  it('leaves out the names for which there is no room, the last ones first', () => {
    const crowd = Array.from({ length: 30 }, () => ({ x: 150, y: 50, width: 80 }));
    const boxes = placeLabels(crowd, area, 14);
    expect(boxes[0]).toBeDefined();
    expect(boxes.at(-1)).toBeUndefined();
  });
});
