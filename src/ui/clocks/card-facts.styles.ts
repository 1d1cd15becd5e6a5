import { css } from 'lit';

export const cardFactsStyles = css`
  .count {
    color: var(--caution);
    font-weight: 550;
  }

  table {
    margin-top: var(--gap-2);
  }

  td b {
    font-weight: 600;
    white-space: nowrap;
  }

  td.memory {
    color: var(--caution);
  }

  .source {
    margin-top: var(--gap-3);
    color: var(--ink-muted);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }
`;
