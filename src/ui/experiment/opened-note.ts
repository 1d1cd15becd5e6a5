// Said above an experiment that came from a file: it must never pass for this device.
import { html } from 'lit';

/** @param experiment before the test ids. */
export function openedNote(
  experiment: string,
  { name, device }: { readonly name: string; readonly device: string },
  close: () => void,
) {
  return html`<div class="opened" data-testid="${experiment}-opened">
    <p><b>From ${name}</b>, found on ${printDevice(device)}.</p>
    <button type="button" class="screen-only" data-testid="${experiment}-close" @click=${close}>
      Close this file
    </button>
  </div>`;
}

/** The parts of a device's key that tell anything. */
function printDevice(key: string): string {
  return key
    .split(' | ')
    .filter((part) => part !== '')
    .join(', ');
}
