// Registers `<flop-scope>`. Does nothing where there is no DOM, and leaves a name that is taken to whoever was first.
import { FlopScope } from './flop-scope.component.ts';

const NAME = 'flop-scope';

if (typeof customElements !== 'undefined' && customElements.get(NAME) === undefined) {
  customElements.define(NAME, FlopScope);
}

declare global {
  interface HTMLElementTagNameMap {
    [NAME]: FlopScope;
  }
}
