import { expect, it } from 'vitest';
import { encodeSummary } from '../../results/link/result-link.ts';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import { parseRoute, routeHash } from '../route/route.ts';
import { idOfOpened } from '../session/opened-result.ts';
import { openResultFile, openResultLink } from './open-beside.ts';

it('opens a link as an address or alone, and through the route of the page', async () => {
  const payload = await encodeSummary(exampleProfile);
  const hash = routeHash('compare', { reference: 'x', result: payload });
  const { parameters, warnings } = parseRoute(hash);
  expect(warnings).toEqual([]);
  for (const text of [payload, ` https://lab.test/${hash}`, parameters['result'] ?? '']) {
    expect(idOfOpened(await openResultLink(text))).toBe(exampleProfile.id);
  }
  await expect(openResultLink(payload.slice(0, -5))).rejects.toThrow(/cut off or changed/);
});

it('opens a file, and says what is wrong with another', async () => {
  const file = new File([JSON.stringify(exampleProfile)], 'own.json');
  expect(await openResultFile(file)).toMatchObject({ name: 'own.json', profile: exampleProfile });
  await expect(openResultFile(new File(['{}'], 'other.json'))).rejects.toThrow(/not a Flopscope/);
});
