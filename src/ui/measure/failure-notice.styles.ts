import { css } from 'lit';

export const failureNoticeStyles = css`
  .notice {
    padding: var(--gap-4) var(--gap-5);
    border-inline-start: 4px solid var(--failure);
    background: var(--failure-wash);
  }

  .notice.calm {
    border-inline-start-color: var(--line-strong);
    background: var(--surface-sunken);
  }

  h2 {
    font-size: var(--text-lead);
  }

  h2:focus {
    outline: none;
  }

  p,
  ul {
    margin-top: var(--gap-2);
  }

  ul {
    padding-inline-start: 1.2rem;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2);
    margin-top: var(--gap-4);
  }
`;
