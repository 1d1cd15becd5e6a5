// Why a page of a plain network address cannot measure, and what can instead.
import { html, type TemplateResult } from 'lit';
import './copy-field.ts';

/** @param writeLink of the space; undefined where none is known. */
export function insecureNote(writeLink: string | undefined): TemplateResult {
  const link = writeLink ?? 'WRITE-LINK';
  return html`<div class="notices insecure" data-testid="insecure">
    <p>
      <b>This page cannot measure.</b> Its address begins with http:// and names another machine;
      browsers offer the GPU to https:// and to this machine’s own pages only. The command line
      measures and sends, and everything else of the board works here:
    </p>
    <fs-copy-field
      data-testid="insecure-command"
      .label=${'On the machine to measure'}
      .value=${`npx flopscope measure --submit '${link}'`}
      .about=${writeLink === undefined ? 'With the write link of the space in its place.' : ''}
    ></fs-copy-field>
  </div>`;
}
