import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCostClaims } from '../../facts/cost-claims.ts';
import { countModel } from '../../models/count.ts';
import { shareBetweenTasks } from '../../models/variants/share-between-tasks.ts';
import { buildModel } from '../../models/zoo/zoo.ts';
import { checkCostClaim, type CheckedCostClaim } from './check-cost-claim.ts';
import { withoutSlots } from './fill-template.ts';
import type { ClaimEdits } from './parse-claim-inputs.ts';
import { checkTypedClaim } from './typed-claim.ts';
import { workOf } from './work-of.ts';

const claims = await loadCostClaims();

function check(id: string, edits: ClaimEdits = {}): CheckedCostClaim {
  const claim = claims.find((each) => each.id === id);
  if (claim === undefined) throw new Error(`There is no claim ${id}.`);
  const checked = checkCostClaim(claim, edits);
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return checked;
}

const other = (id: string, name: string): number =>
  check(id).others.find((each) => each.id === name)?.value ?? Number.NaN;

const all = claims.map(({ id }) => check(id));

describe('the claims of cost', () => {
  it.each([
    ['muNet-critic', 57_348.2, true],
    ['muNet-reply', 13_959.87, true],
    ['muNet-units', 17_810, true],
    ['grover', 25_804.8, true],
    ['gpt3-cost', 10_884_146, false],
    ['bert-cost', 6912, true],
    ['mtnlg-cluster', 111_440_000, false],
    ['umass-carbon', 626_155.3, true],
    ['muNet-sparsity', 100 / 43.5, true],
    ['bert-flight', (12.04151 * 79 * 1.58 * 0.954 * 0.45359237) / 570, true],
  ])('%s', (id, value, agrees) => {
    const { result } = check(id);
    expect(result.value / value).toBeCloseTo(1, 4);
    expect(result.published?.agrees).toBe(agrees);
  });

  it('the hours of the critic are the chip-hours of the authors, exactly', () => {
    expect(check('muNet-units').result.value).toBe(17_810);
    expect(check('muNet-units').result.published?.printedDifference).toBe('0\u00a0%');
    expect(check('muNet-units').result.issue).toBeUndefined();
    expect(other('muNet-units', 'likeForLike')).toBeCloseTo(46_361.42, 2);
    expect(other('muNet-units', 'overstated')).toBeCloseTo(57_348.2 / 46_361.42, 9);
    expect(check('muNet-units').unverified).toEqual(['TPU v3 on demand']);
  });

  it('only the critic’s bill has units that do not cancel', () => {
    const odd = all.filter(({ result, others }) =>
      [result, ...others].some(({ issue }) => issue !== undefined),
    );
    expect(odd.map(({ claim }) => claim.id)).toEqual(['muNet-critic']);
    expect(odd[0]?.result.issue).toContain('core/v4-chip is left over');
  });

  it('what follows from them', () => {
    expect(other('muNet-reply', 'perTask')).toBeCloseTo(202.32, 2);
    expect(check('value-for-money').result.value).toBeCloseTo(1_911_600, 0);
    expect(other('value-for-money', 'taskOnly')).toBeCloseTo(6733.33, 2);
    expect(other('gpt3-cost', 'gpuTime')).toBeCloseTo(3.15e23 / 24.6e12 / 3600, 0);
    expect(other('gpt3-cost', 'impliedPrice')).toBeCloseTo(3.374, 3);
    expect(other('bert-cost', 'devices')).toBe(16);
    expect(other('bert-cost', 'asChips')).toBe(27_648);
    expect(other('mtnlg-cluster', 'affordable')).toBeCloseTo(502.5, 1);
    expect(check('dgx-power').result.value).toBeCloseTo(7.28, 9);
    expect(other('dgx-power', 'energy')).toBeCloseTo(5.6056, 9);
    expect(other('umass-carbon', 'energy')).toBeCloseTo(656_347, 0);
    expect(other('umass-carbon', 'cars')).toBeCloseTo(4.97, 2);
    expect(other('umass-carbon', 'correctedTonnes')).toBeCloseTo(3.227, 3);
    expect(other('muNet-sparsity', 'newShare')).toBeCloseTo(1.437, 3);
  });

  it('the differences are printed with their sign', () => {
    const printed = all.map(({ claim, result }) => [claim.id, result.published?.printedDifference]);
    expect(Object.fromEntries(printed)).toMatchObject({
      grover: '+3.2\u00a0%',
      'gpt3-cost': '−9.3\u00a0%',
      'mtnlg-cluster': '+11\u00a0%',
      'umass-carbon': '+0.025\u00a0%',
      'bert-cost': '0\u00a0%',
    });
  });

  it('the shares of muNet are those of the graph, and of a ViT-L/16 shared between tasks', () => {
    const of = (tasks: number) => countModel(buildModel('munet-vit-l-16', { tasks }));
    const [less, more] = [of(68), of(69)];
    expect(check('muNet-sparsity').result.value).toBeCloseTo(
      (more.activeParams / more.params) * 100,
      1,
    );
    const shared = countModel(shareBetweenTasks(buildModel('vit-l-16'), { tasks: 69 }));
    expect((shared.activeParams / shared.params) * 100).toBeCloseTo(2.3, 1);
    expect(other('muNet-sparsity', 'newShare')).toBeCloseTo(
      ((more.params - less.params) / more.params) * 100,
      1,
    );
  });

  it('every claim of work has it, and what was trained', () => {
    const works = all.map((each) => [each.claim.id, workOf(each, all)] as const);
    expect(works.filter(([, work]) => work === undefined).map(([id]) => id)).toEqual([
      'muNet-sparsity',
    ]);
    const byId = Object.fromEntries(works);
    expect(byId['gpt3-cost']?.flop).toBeCloseTo(3.15e23, -15);
    expect(byId['gpt3-cost']?.data).toBe('text');
    expect(byId['muNet-reply']?.data).toBe('images');
    expect(byId['muNet-critic']).toEqual(byId['muNet-reply']);
  });

  it('no figure of an explanation is typed, and the claim prints its published one', () => {
    for (const { claim, why, result } of all) {
      const text = withoutSlots(claim.why).replaceAll(/\bv[34]\b/g, '');
      expect(text, claim.id).not.toMatch(/\d/);
      expect(why, claim.id).not.toMatch(/[{}]|NaN|Infinity/);
      expect(why.length, claim.id).toBeGreaterThan(60);
      expect(result.printed, claim.id).not.toMatch(/NaN|Infinity/);
    }
  });

  it('a changed input is reckoned with, and is no longer unverified', () => {
    const { result, others, unverified, inputs } = check('muNet-units', { v3OnDemand: '2.5' });
    expect(others[0]?.value).toBeCloseTo(12_861 * 3.22 + 2474.5 * 2.5, 6);
    expect(result.value).toBe(17_810);
    expect(unverified).toEqual([]);
    expect(inputs.filter(({ edited }) => edited).map(({ input }) => input.name)).toEqual([
      'v3OnDemand',
    ]);
  });

  it('its explanation stays that of the cited inputs', () => {
    const { why } = check('muNet-units');
    expect(check('muNet-units', { coresInV3: '3' }).why).toBe(why);
    expect(why).toContain('It agrees exactly');
    expect(check('muNet-units', { coresInV3: '3' }).result.published?.agrees).toBe(false);
  });

  it('every formula can be typed with its figures, and gives the same', () => {
    for (const { claim, typed, result } of all) {
      const again = checkTypedClaim(typed);
      if (!again.ok) throw new Error(`${claim.id}: ${again.error}`);
      const unit = checkTypedClaim(`1 ${claim.unit}`);
      if (!unit.ok) throw new Error(unit.error);
      expect(again.quantity.value / unit.quantity.value, claim.id).toBeCloseTo(result.value, 6);
      expect(again.issue !== undefined, claim.id).toBe(result.issue !== undefined);
    }
    expect(check('muNet-critic').typed).toBe('17,810 core-hours × 3.22 USD/v4-chip-hour');
  });

  it('whatever is typed into a field gives figures or sentences', () => {
    const field = fc.constantFrom(
      'hours',
      'v4OnDemand',
      'price',
      'tokens',
      'own',
      'tasks',
      '__proto__',
    );
    const typed = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.double(),
      fc.constantFrom('1e30', '1e-12', '-1', '0'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...claims),
        fc.dictionary(field, typed, { maxKeys: 4 }),
        (claim, edits) => {
          const checked = checkCostClaim(claim, edits);
          if (checked.ok) {
            for (const { value, printed } of [checked.result, ...checked.others]) {
              expect(Number.isFinite(value)).toBe(true);
              expect(printed).not.toMatch(/NaN|Infinity|∞/);
            }
          } else {
            for (const sentence of Object.values(checked.errors))
              expect(sentence).toMatch(/\.\)?$/);
          }
        },
      ),
    );
  });

  it('names the field that is wrong', () => {
    const [critic] = claims;
    if (critic === undefined) throw new Error('There are no claims.');
    expect(checkCostClaim(critic, { hours: 'many' })).toEqual({
      ok: false,
      errors: {
        hours:
          'TPU time as the critic counted it must be a figure above 0. Enter for instance 17810.',
      },
    });
  });
});
