import { css } from 'lit';

export const historyViewStyles = css`
  .runs {
    list-style: none;
  }

  .runs > li {
    display: grid;
    gap: var(--gap-1);
    padding-block: var(--gap-3);
    border-bottom: 1px solid var(--line);
    font-size: 0.9375rem;
  }

  .change {
    color: var(--ink-muted);
  }

  .change.worse {
    color: var(--failure);
    font-weight: 550;
  }

  .change.better {
    color: var(--series-f16);
    font-weight: 550;
  }

  .note {
    padding-inline-start: var(--gap-3);
    border-inline-start: 2px solid var(--line-strong);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .actions {
    align-items: baseline;
    gap: var(--gap-2) var(--gap-4);
  }

  .actions a {
    font-weight: 550;
  }

  .actions details[open] {
    flex-basis: 100%;
  }

  .fields {
    padding-block: var(--gap-2);
  }

  .device + .device {
    margin-top: var(--gap-6);
  }

  .figure {
    max-width: 18rem;
    margin-bottom: var(--gap-4);
  }

  fs-device-trend {
    margin-block: var(--gap-3);
  }

  .undo {
    margin-bottom: var(--gap-4);
  }

  .refusals {
    padding-inline-start: 1.25rem;
  }
`;
