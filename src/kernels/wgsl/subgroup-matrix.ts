// How shaders spell subgroup matrices: the extension is young, and its names, its order of dimensions and the
// place of the layout differ by the age of the compiler. Kernels carry the spelling as a tunable.
// Sources: Dawn's docs/dawn/features/subgroup_matrix.md and src/tint/lang/core/core.def, and the proposal
// gpuweb/gpuweb proposals/subgroup-matrix.md, as of August 2026.
import { FlopscopeError } from '../../shared/errors.ts';
import type { SubgroupMatrixConfig, SubgroupMatrixTraits } from '../descriptor.ts';

type Dialect = Required<Pick<SubgroupMatrixTraits, 'extension' | 'syntax' | 'rowsFirst'>>;

const DAWN = 'chromium_experimental_subgroup_matrix';

/** Numbered from 1 for ever, since stored tunables refer to them. */
const DIALECTS: readonly Dialect[] = [
  { extension: DAWN, syntax: 'layout-template', rowsFirst: false },
  { extension: DAWN, syntax: 'column-major-argument', rowsFirst: false },
  { extension: DAWN, syntax: 'layout-template', rowsFirst: true },
  { extension: 'subgroup_matrix', syntax: 'layout-template', rowsFirst: false },
  { extension: 'subgroup_matrix', syntax: 'layout-template', rowsFirst: true },
];

/** The numbers of all spellings. */
export const SUBGROUP_MATRIX_SPELLINGS: readonly number[] = DIALECTS.map((_, index) => index + 1);

/** The spellings to try for an extension, the likeliest first. */
export function spellingsOf(
  extension: string,
): readonly (Dialect & { readonly spelling: number })[] {
  return DIALECTS.map((dialect, index) => ({ ...dialect, spelling: index + 1 })).filter(
    (dialect) => dialect.extension === extension,
  );
}

/** The number of a device's spelling, or undefined where none is known. */
export function subgroupMatrixSpelling(traits: SubgroupMatrixTraits): number | undefined {
  const index = DIALECTS.findIndex(
    ({ extension, syntax, rowsFirst }) =>
      extension === traits.extension &&
      syntax === traits.syntax &&
      rowsFirst === (traits.rowsFirst ?? false),
  );
  return index < 0 ? undefined : index + 1;
}

export interface SpelledMatrices {
  readonly enables: readonly string[];
  readonly diagnosticsOff: readonly string[];
  /** The types of fragments: `Left` (m×k), `Right` (k×n) and `Result` (m×n). */
  readonly aliases: { readonly Left: string; readonly Right: string; readonly Result: string };
  /** Whether the layout is a template argument, else it is a boolean argument. */
  readonly layoutTemplate: boolean;
}

/** @throws FlopscopeError `invalid-input` for an unknown spelling. */
export function spellMatrices(spelling: number, config: SubgroupMatrixConfig): SpelledMatrices {
  const dialect = DIALECTS[spelling - 1];
  if (dialect === undefined) {
    throw new FlopscopeError(
      'invalid-input',
      `The tunable "spelling" must be one of ${SUBGROUP_MATRIX_SPELLINGS.join(', ')}, not ${spelling}.`,
    );
  }
  const { extension, syntax, rowsFirst } = dialect;
  const { componentType, resultComponentType, m, n, k } = config;
  const size = (rows: number, columns: number) =>
    rowsFirst ? `${rows}, ${columns}` : `${columns}, ${rows}`;
  return {
    enables: ['subgroups', extension],
    // The analysis wants arguments that are uniform in the workgroup; here they are in the subgroup.
    diagnosticsOff: [
      extension === DAWN ? 'chromium.subgroup_matrix_uniformity' : 'subgroup_matrix_uniformity',
    ],
    aliases: {
      Left: `subgroup_matrix_left<${componentType}, ${size(m, k)}>`,
      Right: `subgroup_matrix_right<${componentType}, ${size(k, n)}>`,
      Result: `subgroup_matrix_result<${resultComponentType}, ${size(m, n)}>`,
    },
    layoutTemplate: syntax === 'layout-template',
  };
}
