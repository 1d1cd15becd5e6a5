// How many invocations a workgroup of an assembled shader has, read from its own text: what was compiled
// cannot disagree with what was declared.
import { evaluateInteger } from './integer-expression.ts';

const CONSTANT = /^const (\w+) = ([^;]+);/gm;
const SIZE = /@workgroup_size\(([^@{]*?)\)\s*\n?\s*fn/;

/** @returns undefined when the shader has no workgroup size that whole-number arithmetic can follow. */
export function workgroupInvocations(code: string): number | undefined {
  const size = SIZE.exec(code)?.[1];
  if (size === undefined) return undefined;
  const constants = new Map(
    [...code.matchAll(CONSTANT)].map(([, name = '', value = '']) => [name, value]),
  );
  const lookup = (name: string): number | undefined => {
    const value = constants.get(name);
    return value === undefined ? undefined : evaluate(value);
  };
  const evaluate = (text: string): number =>
    evaluateInteger(text.replaceAll(/(\d)u\b/g, '$1'), lookup);
  try {
    return size
      .split(',')
      .map((dimension) => dimension.trim())
      .filter((dimension) => dimension !== '')
      .reduce((product, dimension) => product * evaluate(dimension), 1);
  } catch {
    return undefined;
  }
}
