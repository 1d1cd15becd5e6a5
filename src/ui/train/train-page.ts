// Train: how long does a real training run take on this device?
import { html, LitElement } from 'lit';
class TrainPage extends LitElement {
  override render() {
    return html`<p>Train</p>`;
  }
}
customElements.define('fs-train-page', TrainPage);
