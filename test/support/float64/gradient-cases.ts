// Every case whose gradients are held against float64.
import type { GradientCase } from './gradient-case.ts';
import { networkCases } from './network-cases.ts';
import { operatorCases } from './operator-cases.ts';
import { positionCases } from './position-cases.ts';
import { zooCases } from './zoo-cases.ts';

export const gradientCases: readonly GradientCase[] = [
  ...operatorCases,
  ...positionCases,
  ...networkCases,
  ...zooCases,
];
