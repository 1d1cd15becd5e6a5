// The shape of a kernel family in every chart and legend; colour says the precision, shape says the family.
import { svg, type SVGTemplateResult } from 'lit';

export type Mark = 'circle' | 'triangle' | 'rect' | 'rectRot';

/** The names of Chart.js point styles, what they stand for, and their picture in a legend. */
export const marks: Readonly<Record<Mark, { name: string; picture: SVGTemplateResult }>> = {
  circle: {
    name: 'matrix product',
    picture: svg`<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  },
  triangle: {
    name: 'convolution',
    picture: svg`<path d="M8 2.5 L14 13 H2 Z" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  },
  rect: {
    name: 'quantized',
    picture: svg`<rect x="3" y="3" width="10" height="10" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  },
  rectRot: {
    name: 'other',
    picture: svg`<path d="M8 2 L14 8 L8 14 L2 8 Z" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  },
};

export function familyMark(family: string): Mark {
  if (family === 'matmul') return 'circle';
  if (family === 'convolution' || family === 'conv2d') return 'triangle';
  return family === 'quantized' ? 'rect' : 'rectRot';
}

/** Operators of models whose work is matrix products: they have the mark of the measured ones. */
const products: ReadonlySet<string> = new Set(['linear', 'matmul']);

export function layerMark(operator: string): Mark {
  return familyMark(products.has(operator) ? 'matmul' : operator);
}
