import { expect, it } from 'vitest';
import { loadCostClaims } from '../../../facts/cost-claims.ts';
import { type ClaimState, reckonClaims } from './reckon-claims.ts';

const claims = await loadCostClaims();

function grover(text: string | undefined, before: readonly ClaimState[] = []): ClaimState {
  const edits = text === undefined ? [] : [{ claim: 'grover', input: 'price', text }];
  const found = reckonClaims(claims, edits, before).find(({ claim }) => claim.id === 'grover');
  if (found === undefined) throw new Error('There is no claim of Grover.');
  return found;
}

it('keeps the last valid figures of a claim whose input is wrong', () => {
  const cited = grover(undefined);
  const doubled = grover(
    String(2 * (cited.claim.inputs.find(({ name }) => name === 'price')?.value ?? 0)),
  );
  expect(doubled.valid.result.value).toBeCloseTo(2 * cited.valid.result.value, 6);
  const wrong = grover('cheap', [doubled]);
  expect(wrong.check.ok).toBe(false);
  expect(wrong.valid).toBe(doubled.valid);
  // A link may begin with something impossible: then the cited inputs are reckoned with.
  expect(grover('cheap').valid.result.value).toBe(cited.valid.result.value);
});

it('an emptied field is the cited figure', () => {
  expect(grover('').valid.result.value).toBe(grover(undefined).valid.result.value);
});
