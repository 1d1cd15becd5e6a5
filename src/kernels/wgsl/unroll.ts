// Expands `// #for i in COUNT` … `// #end` into COUNT copies of the lines between, with `$i` replaced by
// 0, 1, … and `$(i * 4 + 1)` by its value; keeps `// #if COUNT` … `// #end` where COUNT is not 0. Some
// drivers, and all CPU adapters, never unroll by themselves nor drop dead branches early.
import { FlopscopeError } from '../../shared/errors.ts';
import { evaluateInteger } from './integer-expression.ts';

const DIRECTIVE = /^\s*\/\/\s*#(\w*)(.*)$/;
const LOOP = /^\s+([a-z]+)\s+in\s+(.+)$/;
/** `$(a * 4 + b)`, without inner parentheses, or `$a`. Names are lower-case, so `sum$i_$j` reads as two. */
const SUBSTITUTION = /\$(?:\(([^()]*)\)|([a-z]+))/g;

/** A longer unrolling is a mistake in a tunable: it would take drivers minutes to compile. */
const LONGEST_UNROLL = 1024;

type Names = ReadonlyMap<string, number>;

interface Loop {
  /** Undefined for an "#if", which is a loop of one turn or none. */
  readonly variable: string | undefined;
  readonly count: string;
  readonly line: number;
  readonly body: Node[];
}

type Node = { readonly text: string; readonly line: number } | Loop;

function failure(line: number, reason: string): FlopscopeError {
  return new FlopscopeError('internal', `Shader line ${line}: ${reason}`);
}

function parse(source: string): readonly Node[] {
  const root: Node[] = [];
  const open: Loop[] = [];
  source.split('\n').forEach((text, index) => {
    const line = index + 1;
    const body = open.at(-1)?.body ?? root;
    const directive = DIRECTIVE.exec(text);
    if (directive === null) {
      body.push({ text, line });
      return;
    }
    const [, keyword = '', rest = ''] = directive;
    if (keyword === 'end') {
      if (open.pop() === undefined)
        throw failure(line, '"#end" without a "#for" or "#if" before it.');
      return;
    }
    const [, variable, count = rest.trim()] = LOOP.exec(rest) ?? [];
    const known = keyword === 'for' ? variable !== undefined : keyword === 'if';
    if (!known) {
      throw failure(
        line,
        `"#${keyword}${rest}" is no directive: write "#for i in COUNT", "#if COUNT" or "#end".`,
      );
    }
    if (variable !== undefined && open.some((loop) => loop.variable === variable)) {
      throw failure(line, `"${variable}" already counts an enclosing "#for".`);
    }
    const loop: Loop = { variable, count, line, body: [] };
    body.push(loop);
    open.push(loop);
  });
  const unclosed = open.at(-1);
  if (unclosed !== undefined)
    throw failure(unclosed.line, '"#for" or "#if" without an "#end" after it.');
  return root;
}

function evaluate(text: string, line: number, names: Names): number {
  try {
    return evaluateInteger(text, (name) => names.get(name));
  } catch (cause) {
    throw failure(line, cause instanceof Error ? cause.message : String(cause));
  }
}

function substitute(text: string, line: number, names: Names): string {
  return text.replace(SUBSTITUTION, (_, expression?: string, variable?: string) =>
    String(evaluate(expression ?? variable ?? '', line, names)),
  );
}

function expand(nodes: readonly Node[], names: Names, output: string[]): void {
  for (const node of nodes) {
    if ('text' in node) {
      output.push(substitute(node.text, node.line, names));
      continue;
    }
    const count = evaluate(node.count, node.line, names);
    if (node.variable === undefined) {
      if (count !== 0) expand(node.body, names, output);
      continue;
    }
    if (count < 0 || count > LONGEST_UNROLL) {
      throw failure(node.line, `"#for" counts to ${count}; it may count to 0 … ${LONGEST_UNROLL}.`);
    }
    for (let value = 0; value < count; value++) {
      expand(node.body, new Map(names).set(node.variable, value), output);
    }
  }
}

/** What was parsed once, and its expansions by the values of the constants that its directives use. */
interface Template {
  readonly nodes: readonly Node[];
  readonly names: readonly string[];
  readonly expanded: Map<string, string>;
}

/**
 * Whoever only asks whether a kernel fits a device assembles it for every problem, and the sizes of the problem hardly
 * ever reach a directive: thousands of questions need a few hundred texts. They may take some tens of megabytes.
 */
const MOST_CHARACTERS = 2 ** 24;

const templates = new Map<string, Template>();
let characters = 0;

function keep(text: string): void {
  characters += text.length;
  if (characters <= MOST_CHARACTERS) return;
  templates.clear();
  characters = 0;
}

function templateOf(source: string): Template {
  const known = templates.get(source);
  if (known !== undefined) return known;
  const nodes = parse(source);
  const template = { nodes, names: [...namesIn(nodes)], expanded: new Map<string, string>() };
  keep(source);
  templates.set(source, template);
  return template;
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/g;

/** Everything that looks like a name in counts and substitutions, variables of loops included. */
function namesIn(nodes: readonly Node[], names = new Set<string>()): Set<string> {
  for (const node of nodes) {
    const expressions =
      'text' in node ? [...node.text.matchAll(SUBSTITUTION)].map(([text]) => text) : [node.count];
    for (const [name] of expressions.flatMap((text) => [...text.matchAll(NAME)])) names.add(name);
    if (!('text' in node)) namesIn(node.body, names);
  }
  return names;
}

/**
 * The source with every directive expanded; `constants` are the names that counts may use.
 * @throws FlopscopeError `internal` naming the line of a malformed directive.
 */
export function unroll(source: string, constants: Readonly<Record<string, number>>): string {
  const { nodes, names, expanded } = templateOf(source);
  const key = names.map((name) => constants[name] ?? '').join();
  const known = expanded.get(key);
  if (known !== undefined) return known;
  const output: string[] = [];
  expand(nodes, new Map(Object.entries(constants)), output);
  const text = output.join('\n');
  keep(text);
  expanded.set(key, text);
  return text;
}
