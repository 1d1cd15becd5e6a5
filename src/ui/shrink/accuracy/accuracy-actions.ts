// Taking the experiment along as a file, and looking at one that was saved.
import { html, LitElement } from 'lit';
import type { DigitsCosts } from '../../../estimate/shrink/digits-costs.ts';
import { digitsDocument } from '../../../models/digits-shrink/digits-piece.ts';
import type { LabSession } from '../../session/lab-session.ts';
import '../../views/file-actions.ts';
import type { OfferedFile } from '../../views/file-actions.ts';
import { accuracySession, type ShownDigits } from './accuracy-session.ts';

export class AccuracyActions extends LitElement {
  static override properties = {
    session: { attribute: false },
    shown: { attribute: false },
    costs: { attribute: false },
  };

  declare session: LabSession;
  declare shown: ShownDigits | undefined;
  declare costs: readonly DigitsCosts[];

  constructor() {
    super();
    this.costs = [];
  }

  override render() {
    const { shown } = this;
    return html`<fs-file-actions
      .prefix=${'accuracy'}
      .offer=${shown === undefined ? undefined : () => this.#offer(shown)}
      .receive=${this.#receive}
    ></fs-file-actions>`;
  }

  #offer({ plan, pieces, summary }: ShownDigits): OfferedFile {
    return {
      name: `flopscope-digits-${plan.size}-${new Date().toISOString().slice(0, 10)}.json`,
      text: digitsDocument(pieces, { ...summary, costs: this.costs }),
    };
  }

  readonly #receive = async (file: File): Promise<void> => {
    await accuracySession(this.session).open(file);
  };
}

customElements.define('fs-accuracy-actions', AccuracyActions);
