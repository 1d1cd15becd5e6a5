import { css } from 'lit';

export const resultHistoryStyles = css`
  ul {
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--gap-4);
    padding-block: var(--gap-1);
    border-bottom: 1px solid var(--line);
    font-size: 0.9375rem;
  }

  li > span:first-child {
    flex: 1 1 16rem;
  }

  li[aria-current] {
    font-weight: 600;
  }

  .undo {
    margin-top: var(--gap-2);
    font-size: 0.9375rem;
  }
`;
