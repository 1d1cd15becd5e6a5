// Every group of anchors as a table: what was published, what this page computes, the error and the verdict; how it
// was computed, and what other conventions give, on demand.
import { html, LitElement, nothing, svg, type SVGTemplateResult } from 'lit';
import {
  describeError,
  describeFigure,
  describeTolerance,
  nearestConvention,
  quantityName,
} from '../../estimate/anchors/describe-check.ts';
import type { AnchorCheck, AnchorResult, Verdict } from '../../estimate/anchors/replay-anchors.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { type AnchorGroup, groupAnchors } from './anchor-groups.ts';
import { anchorTableStyles } from './anchor-table.styles.ts';

const verdicts: Readonly<Record<Verdict, { name: string; picture: SVGTemplateResult }>> = {
  pass: { name: 'passes', picture: svg`<path d="M1.5 6 L4.5 9 L10.5 2.5" />` },
  explained: { name: 'explained', picture: svg`<path d="M1 4 H11 M1 8 H11" />` },
  fail: { name: 'fails', picture: svg`<path d="M2 2 L10 10 M10 2 L2 10" />` },
  information: { name: 'no verdict', picture: svg`<path d="M2 6 H10" />` },
};

export class AnchorTable extends LitElement {
  static override styles = [baseStyles, controlStyles, sheetStyles, tableStyles, anchorTableStyles];
  static override properties = { results: { attribute: false } };

  declare results: readonly AnchorResult[];

  constructor() {
    super();
    this.results = [];
  }

  override render() {
    return html`<div data-testid="anchors">${groupAnchors(this.results).map(groupSheet)}</div>`;
  }
}

function groupSheet({ id, title, sentence, results }: AnchorGroup) {
  return html`<section class="sheet" aria-labelledby=${id}>
    <header>
      <h2 id=${id}>${title}</h2>
      <p>${sentence}</p>
    </header>
    <div class="table-frame" role="region" aria-label=${`${title}, figures`} tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" class="number">Published</th>
            <th scope="col" class="number">Ours</th>
            <th scope="col" class="number">Error</th>
            <th scope="col"><span>Verdict</span></th>
          </tr>
        </thead>
        ${results.map(anchorRows)}
      </table>
    </div>
  </section>`;
}

function anchorRows({ id, title, checks, note, source, provenance, verdict }: AnchorResult) {
  return html`<tbody data-anchor=${id} data-verdict=${verdict}>
    <tr class="title">
      <th colspan="5" scope="rowgroup">
        <div>
          ${title}
          <span class="source">${source}${provenance === 'memory' ? ' (unverified)' : ''}</span>
        </div>
      </th>
    </tr>
    ${checks.map(checkRow)}
    <tr class="why">
      <td colspan="5">
        <details>
          <summary class="small">How ours comes about</summary>
          ${checks.map(explanation)}
          ${note === undefined ? nothing : html`<p class="note">${note}</p>`}
        </details>
      </td>
    </tr>
  </tbody>`;
}

function checkRow(check: AnchorCheck) {
  const { quantity, says, expected, computed, errorPercent, verdict, interval } = check;
  const { name, picture } = verdicts[verdict];
  const convention = nearestConvention(check);
  return html`<tr>
    <th scope="row">
      ${quantityName(quantity)}${says === undefined ? nothing : html`<small>${says}</small>`}
    </th>
    <td class="number">${describeFigure(quantity, expected)}</td>
    <td class="number">
      ${describeFigure(quantity, computed)}${
        interval === undefined
          ? nothing
          : html`<small
              >${describeFigure(quantity, interval.low)} to
              ${describeFigure(quantity, interval.high)}</small
            >`
      }${
        convention === undefined || interval !== undefined
          ? nothing
          : html`<small
              >${convention.name}: ${describeFigure(quantity, convention.computed)},
              ${describeError(convention.errorPercent)}</small
            >`
      }
    </td>
    <td class="number">${describeError(errorPercent)}</td>
    <td class="verdict ${verdict}">
      <svg viewBox="0 0 12 12" aria-hidden="true">${picture}</svg><span>${name}</span>
    </td>
  </tr>`;
}

function explanation(check: AnchorCheck) {
  const { quantity, says, tolerance, conventions } = check;
  return html`<div class="explanation">
    <p>
      <b>${quantityName(quantity)}${says === undefined ? '' : `, ${says}`}.</b>
      ${check.explanation} ${describeTolerance(tolerance)}
    </p>
    ${
      conventions.length === 0
        ? nothing
        : html`<ul>
            ${conventions.map(
              (each) =>
                html`<li>
                  ${each.name}: <b>${describeFigure(quantity, each.computed)}</b>,
                  ${describeError(each.errorPercent)}
                </li>`,
            )}
          </ul>`
    }
  </div>`;
}

customElements.define('fs-anchor-table', AnchorTable);
