// What the views of experiments share: the job in progress, and the note on an opened file.
import { css } from 'lit';

export const experimentViewStyles = css`
  .clock {
    margin-top: var(--gap-3);
    max-width: 70ch;
    color: var(--ink-muted);
  }

  /* Its figures keep together by themselves. */
  h1 .amount {
    white-space: normal;
  }

  @media (min-width: 60rem) {
    .sheet.wide {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--gap-3);
    }
  }

  .job {
    display: grid;
    gap: var(--gap-3);
    margin-top: var(--gap-5);
  }

  .opened {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-3) var(--gap-5);
    align-items: center;
    justify-content: space-between;
    margin-bottom: var(--gap-5);
    padding: var(--gap-3) var(--gap-4);
    border: 1.5px dashed var(--accent);
    background: var(--accent-wash);
    overflow-wrap: anywhere;
  }

  .outlook {
    display: grid;
    gap: var(--gap-2);
    margin-top: var(--gap-3);
    padding-inline-start: 1.5rem;
  }

  .outlook span {
    display: block;
  }

  .sheet p + p,
  .sheet ul + p {
    margin-top: var(--gap-3);
  }
`;
