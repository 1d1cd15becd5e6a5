// What the entry points of the package export, as declarations with the comments that stand in the source.
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

export interface ApiExport {
  readonly name: string;
  /** The comment without its tags. */
  readonly summary: string;
  /** `throws`, `param` and the like, in their order. */
  readonly tags: readonly { readonly name: string; readonly text: string }[];
  /** As in a .d.ts file, without what is private. */
  readonly declaration: string;
}

export interface ApiEntry {
  /** Comment of the module. */
  readonly summary: string;
  readonly exports: readonly ApiExport[];
}

const PROJECT = 'tsconfig.ui.json';
const WHOLE_TYPE = (ts.TypeFormatFlags.InTypeAlias |
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.MultilineObjectLiterals |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType) as ts.TypeFormatFlags;

/** Reads the entries together: they share most of their types. */
export class Declarations {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  /** Declaration files that were emitted, by their source. */
  readonly #emitted = new Map<string, ts.SourceFile>();

  /** @param entries paths from the root of the repository. */
  constructor(entries: readonly string[]) {
    const { config } = ts.readConfigFile(PROJECT, (path) => ts.sys.readFile(path)) as {
      readonly config: unknown;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(resolve(PROJECT)));
    this.#program = ts.createProgram({
      rootNames: ['src/env.d.ts', ...entries],
      // `npm run typecheck` checks; here only declarations are wanted.
      options: {
        ...options,
        noEmit: false,
        noCheck: true,
        declaration: true,
        emitDeclarationOnly: true,
      },
    });
    this.#checker = this.#program.getTypeChecker();
  }

  entry(path: string): ApiEntry {
    const file = this.#sourceFile(path);
    const module = this.#checker.getSymbolAtLocation(file);
    const exported = module === undefined ? [] : this.#checker.getExportsOfModule(module);
    return {
      summary: moduleComment(file),
      exports: exported.map((symbol) => this.#export(symbol)),
    };
  }

  /** The class as it stands in the source, for tags that only it has. */
  classNamed(path: string, name: string): ts.ClassDeclaration {
    const found = this.#sourceFile(path).statements.find(
      (each) => ts.isClassDeclaration(each) && each.name?.text === name,
    );
    if (found === undefined || !ts.isClassDeclaration(found)) {
      throw new Error(`${path} has no class ${name}.`);
    }
    return found;
  }

  #sourceFile(path: string): ts.SourceFile {
    const file = this.#program.getSourceFile(path);
    if (file === undefined) throw new Error(`${path} is no part of the program.`);
    return file;
  }

  #export(exported: ts.Symbol): ApiExport {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? this.#checker.getAliasedSymbol(exported) : exported;
    const comment = symbol.getDocumentationComment(this.#checker);
    return {
      name: exported.name,
      summary: ts.displayPartsToString(comment),
      tags: symbol.getJsDocTags(this.#checker).map(({ name, text }) => ({
        name,
        text: ts.displayPartsToString(text),
      })),
      declaration: this.#declaration(symbol),
    };
  }

  #declaration(symbol: ts.Symbol): string {
    const texts = (symbol.declarations ?? []).map((declaration) => {
      // A type that a schema infers would read as the name of the schema.
      if (ts.isTypeAliasDeclaration(declaration) && declaration.getText().includes('Infer')) {
        const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
        return `type ${symbol.name} = ${this.#checker.typeToString(type, declaration, WHOLE_TYPE)};`;
      }
      return this.#emittedText(declaration, symbol.name);
    });
    return [...new Set(texts)].join('\n');
  }

  #emittedText(declaration: ts.Declaration, name: string): string {
    const source = declaration.getSourceFile();
    const emitted = this.#emit(source);
    const statements = emitted.statements.filter((statement) => namesOf(statement).includes(name));
    const text = statements.map((each) => withoutPrivate(each, emitted)).join('\n');
    return (text === '' ? declaration.getText() : text).replaceAll(
      /^(?:export )?(?:default )?(?:declare )?/gmu,
      '',
    );
  }

  #emit(source: ts.SourceFile): ts.SourceFile {
    const known = this.#emitted.get(source.fileName);
    if (known !== undefined) return known;
    let text = source.isDeclarationFile ? source.text : '';
    this.#program.emit(source, (_, written) => (text = written), undefined, true);
    const file = ts.createSourceFile('emitted.d.ts', text, ts.ScriptTarget.Latest, true);
    this.#emitted.set(source.fileName, file);
    return file;
  }
}

/** Members of a class that a caller has no business with are left out. */
function withoutPrivate(statement: ts.Statement, file: ts.SourceFile): string {
  if (!ts.isClassDeclaration(statement)) return statement.getText(file);
  const hidden = statement.members.filter(
    (member) =>
      (member.name !== undefined && ts.isPrivateIdentifier(member.name)) ||
      (ts.getCombinedModifierFlags(member) &
        (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !==
        0,
  );
  return hidden.reduce(
    (text, member) => text.replace(member.getFullText(file), ''),
    statement.getText(file),
  );
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    return statement.name === undefined ? [] : [statement.name.text];
  }
  return [];
}

/** The opening comment of a file: a block with `@module`. */
function moduleComment(file: ts.SourceFile): string {
  const block = /^\/\*\*([\s\S]*?)\*\//u.exec(file.text)?.[1] ?? '';
  return block
    .replaceAll(/^\s*\*? ?/gmu, '')
    .replace('@module', '')
    .trim()
    .replaceAll(/\s*\n\s*/gu, ' ');
}
