// What a person chose goes into the address, in the place of what it said before: going back leaves the view, and does not undo
// one choice after the other.
import { type Parameters, routeHash } from '../../route/route.ts';

export function changeAddress(parameters: Parameters, changed: Parameters): void {
  history.replaceState(null, '', routeHash('compare', { ...parameters, ...changed }));
  // The shell reads the address again.
  dispatchEvent(new HashChangeEvent('hashchange'));
}
