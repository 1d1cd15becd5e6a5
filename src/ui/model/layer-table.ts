// Every layer with its figures: grouped, sorted, opened group by group, so that a model of thousands of layers
// costs no more than what is looked at. What repeats stands once, with how often.
import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LayerCount } from '../../models/count.ts';
import { formatAmount, formatCount, formatScientific, formatShare } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import {
  type Grouping,
  groupLayers,
  intensity,
  type LayerGroup,
  type LayerRow,
  type SortKey,
  sortGroups,
  total,
  type Work,
} from './layer-groups.ts';
import { layerTableStyles } from './layer-table.styles.ts';

export interface LayerView {
  readonly group: Grouping;
  readonly sort: SortKey;
  readonly ascending: boolean;
}

/** The page makes a new one whenever it renders. */
function differs(view: LayerView, before: LayerView | undefined): boolean {
  return (
    view.group !== before?.group || view.sort !== before.sort || view.ascending !== before.ascending
  );
}

/** Rows of a group that are drawn at once; more are asked for. A hundred take a few milliseconds. */
const ROWS_AT_ONCE = 100;

const columns: readonly { readonly key: SortKey; readonly name: string; readonly short: string }[] =
  [
    { key: 'params', name: 'Parameters', short: 'parameters' },
    { key: 'macs', name: 'MACs', short: 'MACs' },
    { key: 'flops', name: 'FLOPs', short: 'FLOPs' },
    { key: 'bytes', name: 'Bytes moved', short: 'bytes' },
    { key: 'intensity', name: 'FLOP/byte', short: 'FLOP per byte' },
  ];

const groupings: Readonly<Record<Grouping, string>> = {
  block: 'By block',
  operator: 'By operator',
  none: 'Layer by layer',
};

export class LayerTable extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, layerTableStyles];
  static override properties = {
    layers: { attribute: false },
    alike: { attribute: false },
    labels: { attribute: false },
    view: { attribute: false, hasChanged: differs },
    expanded: { state: true },
    shown: { state: true },
  };

  declare layers: readonly LayerCount[];
  /** As `alikeLayers` numbers them. */
  declare alike: Uint32Array;
  /** What operators are called, by their names. */
  declare labels: Readonly<Record<string, string>>;
  declare view: LayerView;
  /** Keys of the groups that are open. */
  declare expanded: ReadonlySet<string>;
  /** How many rows of a group are drawn, by its key; the groups themselves by the empty key. */
  declare shown: ReadonlyMap<string, number>;
  #groups: readonly LayerGroup[] = [];
  #total: Work = { params: 0, macs: 0, flops: 0, bytes: 0 };

  constructor() {
    super();
    this.layers = [];
    this.alike = new Uint32Array();
    this.labels = {};
    this.view = { group: 'block', sort: 'order', ascending: true };
    this.expanded = new Set();
    this.shown = new Map();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('layers')) this.#total = total(this.layers);
    if (changed.has('layers') || changed.has('view')) {
      const { group, sort, ascending } = this.view;
      this.#groups = sortGroups(groupLayers(this.layers, this.alike, group), sort, ascending);
      this.shown = new Map();
    }
  }

  override render() {
    const limit = this.#limit('');
    const groups = this.#groups.slice(0, limit);
    return html`
      ${this.#controls()}
      <div
        class="table-frame"
        role="region"
        aria-label="Table of layers"
        tabindex="0"
        data-testid="layer-table"
      >
        <table>
          <thead>
            <tr>
              ${this.#orderHeader()}
              <th scope="col">Output</th>
              ${columns.map(({ key, name }) => this.#header(key, name))}
              <th scope="col" class="share-column">Share of ${this.#shareOf().short}</th>
            </tr>
          </thead>
          ${repeat(
            groups,
            ({ key }) => key,
            (group) => this.#group(group),
          )}
          <tfoot>
            <tr>
              <th scope="row">${formatCount(this.layers.length)} layers</th>
              <td></td>
              ${figures(this.#total)}
              <td></td>
            </tr>
          </tfoot>
        </table>
      </div>
      ${this.#more('', this.#groups.length, 'blocks')}
    `;
  }

  #controls() {
    const { group, sort, ascending } = this.view;
    return html`<div class="controls screen-only">
      <fieldset>
        <legend class="visually-hidden">Sum up layers</legend>
        ${(['block', 'operator', 'none'] as const).map(
          (each) =>
            html`<label>
              <input
                type="radio"
                name="grouping"
                value=${each}
                data-testid="group-${each}"
                .checked=${each === group}
                @change=${() => {
                  this.#ask({ group: each });
                }}
              />
              ${groupings[each]}
            </label>`,
        )}
      </fieldset>
      <div class="sort">
        <label for="sort">Sort by</label>
        <select id="sort" data-testid="sort-select" @change=${this.#sortChosen}>
          <option value="order" ?selected=${sort === 'order'}>order in the model</option>
          ${columns.map(
            ({ key, short }) =>
              html`<option value=${key} ?selected=${key === sort && !ascending}>
                most ${short}
              </option>`,
          )}
        </select>
      </div>
      ${
        group === 'none'
          ? nothing
          : html`<button
              type="button"
              class="plain"
              data-testid="expand-all"
              @click=${this.#toggleAll}
            >
              ${this.expanded.size > 0 ? 'Close all' : 'Open all'}
            </button>`
      }
    </div>`;
  }

  #orderHeader() {
    const { sort, ascending } = this.view;
    return html`<th
      scope="col"
      class="name-column"
      aria-sort=${sort === 'order' ? (ascending ? 'ascending' : 'descending') : nothing}
    >
      ${this.#sortButton('order', 'Layer')}
    </th>`;
  }

  #header(key: SortKey, name: string) {
    const { sort, ascending } = this.view;
    return html`<th
      scope="col"
      class="number"
      aria-sort=${sort === key ? (ascending ? 'ascending' : 'descending') : nothing}
    >
      ${this.#sortButton(key, name)}
    </th>`;
  }

  #sortButton(key: SortKey, name: string) {
    const { sort, ascending } = this.view;
    const arrow = sort === key ? (ascending ? '↑' : '↓') : '';
    return html`<button
      type="button"
      class="sorter"
      data-testid="sort-${key}"
      @click=${() => {
        // The first press puts the largest first; the order of the model starts at its beginning.
        const first = key === 'order';
        this.#ask({ sort: key, ascending: sort === key ? !ascending : first });
      }}
    >
      ${name}<span class="arrow" aria-hidden="true">${arrow}</span>
    </button>`;
  }

  #group(group: LayerGroup) {
    const { key, name, times } = group;
    if (this.view.group === 'none')
      return html`<tbody>
        ${this.#rows(group)}
      </tbody>`;
    const open = this.expanded.has(key);
    const label = this.view.group === 'operator' ? this.#operatorLabel(name) : name;
    return html`<tbody class="group">
      <tr class="head">
        <th scope="rowgroup">
          <button
            type="button"
            class="opener"
            aria-expanded=${open ? 'true' : 'false'}
            data-testid="layer-group"
            @click=${() => {
              this.#toggle(key);
            }}
          >
            <svg viewBox="0 0 10 10" aria-hidden="true"><path d="M3 1.5 L7 5 L3 8.5" /></svg>
            <span class="label">${label}</span>
            ${times > 1 ? html`<span class="times">× ${times}</span>` : nothing}
          </button>
        </th>
        <td class="shape">${layerCount(group.layers)}</td>
        ${figures(group)} ${this.#share(group)}
      </tr>
      ${open ? this.#rows(group) : nothing}
    </tbody>`;
  }

  #rows({ key, rows }: LayerGroup) {
    const all = rows();
    return html`${all.slice(0, this.#limit(key)).map((row) => this.#row(row))}
    ${this.#moreRow(key, all.length)}`;
  }

  #row(row: LayerRow) {
    return html`<tr class="layer">
      <th scope="row">
        <span class="label">${row.name}</span>
        ${row.times > 1 ? html`<span class="times">× ${row.times}</span>` : nothing}
        <span class="operator">${this.#operatorLabel(row.operator)}</span>
      </th>
      <td class="shape">${row.shape === '' ? 'scalar' : row.shape}</td>
      ${figures(row)} ${this.#share(row)}
    </tr>`;
  }

  #share(item: Work) {
    const { key } = this.#shareOf();
    const all = this.#total[key];
    const part = all === 0 ? 0 : item[key] / all;
    return html`<td class="share-column">
      <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" width="100" height="10" />
        <rect class="part" width=${part * 100} height="10" /></svg
      ><span class="share-value">${item[key] === 0 ? '–' : formatShare(part)}</span>
    </td>`;
  }

  /** Of what the bars show the share: of what it is sorted by, where that adds up. */
  #shareOf(): { readonly key: keyof Work; readonly short: string } {
    const { sort } = this.view;
    if (sort === 'order' || sort === 'intensity') return { key: 'flops', short: 'FLOPs' };
    return { key: sort, short: columns.find(({ key }) => key === sort)?.short ?? '' };
  }

  #operatorLabel(operator: string): string {
    return (Object.hasOwn(this.labels, operator) ? this.labels[operator] : undefined) ?? operator;
  }

  #limit(key: string): number {
    return this.shown.get(key) ?? ROWS_AT_ONCE;
  }

  #moreRow(key: string, count: number) {
    if (count <= this.#limit(key)) return nothing;
    return html`<tr>
      <td colspan="8">${this.#more(key, count, 'layers')}</td>
    </tr>`;
  }

  #more(key: string, count: number, what: string) {
    const limit = this.#limit(key);
    if (count <= limit) return nothing;
    return html`<button
      type="button"
      class="plain"
      @click=${() => {
        this.shown = new Map(this.shown).set(key, limit + ROWS_AT_ONCE);
      }}
    >
      Show ${Math.min(ROWS_AT_ONCE, count - limit)} more of ${formatCount(count)} ${what}
    </button>`;
  }

  #toggle(key: string): void {
    const expanded = new Set(this.expanded);
    if (!expanded.delete(key)) expanded.add(key);
    this.expanded = expanded;
  }

  #toggleAll(): void {
    this.expanded =
      this.expanded.size > 0
        ? new Set()
        : new Set(this.#groups.slice(0, this.#limit('')).map(({ key }) => key));
  }

  #sortChosen(event: Event): void {
    if (!(event.currentTarget instanceof HTMLSelectElement)) return;
    const { value } = event.currentTarget;
    const sort = columns.find(({ key }) => key === value)?.key ?? 'order';
    this.#ask({ sort, ascending: sort === 'order' });
  }

  #ask(change: Partial<LayerView>): void {
    const detail: LayerView = { ...this.view, ...change };
    this.dispatchEvent(new CustomEvent('layer-view', { detail, bubbles: true, composed: true }));
  }
}

function layerCount(layers: number): string {
  return layers === 1 ? '1 layer' : `${formatCount(layers)} layers`;
}

function figures(item: Work) {
  const ratio = intensity(item);
  return html`
    <td class="number" data-label="Parameters">${amount(item.params, '')}</td>
    <td class="number" data-label="MACs">${amount(item.macs, '')}</td>
    <td class="number" data-label="FLOPs">${amount(item.flops, '')}</td>
    <td class="number" data-label="Bytes moved">${amount(item.bytes, 'B')}</td>
    <td class="number" data-label="FLOP/byte">
      ${ratio === undefined || ratio === 0 ? '–' : formatScientific(ratio)}
    </td>
  `;
}

function amount(value: number, unit: string): string {
  return value === 0 ? '–' : formatAmount(value, unit).trim();
}

customElements.define('fs-layer-table', LayerTable);
