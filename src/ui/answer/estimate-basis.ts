// On whose measurement an estimate rests. An example is said loudly, with the way to a measurement of one's own.
import { html } from 'lit';
import { deviceName } from '../../results/device-name.ts';
import { routeHash } from '../route/route.ts';
import type { ShownResult } from '../session/lab-session.ts';
import { printDay } from './print-date.ts';

export function estimateBasis(shown: ShownResult | null) {
  if (shown === null) {
    return html`<div class="basis" data-testid="basis" data-source="none">
      <p><b>Nothing has been measured yet.</b> An estimate needs the measured rates of a device.</p>
      <a class="button primary screen-only" href=${routeHash('measure')}>Measure this GPU</a>
    </div>`;
  }
  const name = deviceName(shown.profile.identity);
  const day = printDay(shown.profile.createdAt);
  switch (shown.source.kind) {
    case 'example':
      return html`<div class="basis" data-testid="basis" data-source="example">
        <p>
          <b>This is not about your GPU.</b> It is computed from the example result, measured on
          ${name}.
        </p>
        <a class="button primary screen-only" href=${routeHash('measure')}>Measure this GPU</a>
      </div>`;
    case 'file':
      return html`<div class="basis" data-testid="basis" data-source="file">
        <p><b>From ${shown.source.name}</b>, measured on ${name}, ${day}.</p>
        <a class="button screen-only" href=${routeHash('measure')}>See the result</a>
      </div>`;
    case 'own':
      return html`<p class="own small muted" data-testid="basis" data-source="own">
        From your measurement of ${day} on ${name}.
        <a class="screen-only" href=${routeHash('measure')}>See it or measure again</a>
      </p>`;
  }
}
