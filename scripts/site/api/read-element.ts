// What the comments of an element's class and its reactive properties tell of it.
import ts from 'typescript';

export interface ElementEntry {
  readonly name: string;
  readonly type?: string;
  readonly text: string;
}

export interface ElementAttribute extends ElementEntry {
  readonly property: string;
  readonly reflects: boolean;
}

export interface ElementDescription {
  readonly tag: string;
  readonly summary: string;
  readonly attributes: readonly ElementAttribute[];
  readonly members: readonly ElementEntry[];
  readonly events: readonly ElementEntry[];
  readonly slots: readonly ElementEntry[];
  readonly parts: readonly ElementEntry[];
  readonly customProperties: readonly ElementEntry[];
}

export function readElement(node: ts.ClassDeclaration): ElementDescription {
  const tags = ts.getJSDocTags(node).map((tag) => ({
    name: tag.tagName.text,
    text: (ts.getTextOfJSDocComment(tag.comment) ?? '').replaceAll(/\s+/gu, ' ').trim(),
  }));
  const entries = (wanted: string) =>
    tags.filter(({ name }) => name === wanted).map(({ text }) => entryOf(text));
  const declared = node.members.filter(ts.isPropertyDeclaration);
  return {
    tag: tags.find(({ name }) => name === 'tag')?.text ?? '',
    summary: commentOf(node),
    attributes: reactiveProperties(declared).map(({ property, attribute, reflects }) => {
      const declaration = declared.find((each) => each.name.getText() === property);
      const type = declaration?.type?.getText();
      return {
        ...{ property, reflects, name: attribute },
        ...(type === undefined ? {} : { type }),
        text: declaration === undefined ? '' : commentOf(declaration),
      };
    }),
    members: node.members.filter(isPublic).map((member) => ({
      name: member.name?.getText() ?? '',
      type: signatureOf(member),
      text: commentOf(member),
    })),
    events: entries('fires'),
    slots: entries('slot'),
    parts: entries('csspart'),
    customProperties: entries('cssproperty'),
  };
}

/** "{Type} name - text", of which the type may be missing, and the name of the default slot. */
function entryOf(comment: string): ElementEntry {
  const [, type, name = '', text = ''] = /^(?:\{(.+?)\}\s+)?(\S*?)\s*-\s(.*)$/u.exec(comment) ?? [];
  return {
    name: name === '' && text === '' ? comment : name,
    text,
    ...(type === undefined ? {} : { type }),
  };
}

function reactiveProperties(declared: readonly ts.PropertyDeclaration[]) {
  const properties = declared.find((each) => each.name.getText() === 'properties')?.initializer;
  if (properties === undefined || !ts.isObjectLiteralExpression(properties)) return [];
  return properties.properties.filter(ts.isPropertyAssignment).map((each) => {
    const property = each.name.getText();
    const options = each.initializer.getText();
    const attribute = /attribute: '([^']+)'/u.exec(options)?.[1] ?? property.toLowerCase();
    return { property, attribute, reflects: options.includes('reflect: true') };
  });
}

/** Methods and getters that are the element's own, and said to be so by a comment. */
function isPublic(member: ts.ClassElement): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  const isOwn = (flags & (ts.ModifierFlags.Protected | ts.ModifierFlags.Override)) === 0;
  const isCallable = ts.isMethodDeclaration(member) || ts.isGetAccessorDeclaration(member);
  return isOwn && isCallable && !ts.isPrivateIdentifier(member.name);
}

function signatureOf(member: ts.ClassElement): string {
  if (!ts.isMethodDeclaration(member) && !ts.isGetAccessorDeclaration(member)) return '';
  const result = member.type?.getText() ?? 'void';
  if (ts.isGetAccessorDeclaration(member)) return result;
  return `(${member.parameters.map((each) => each.getText()).join(', ')}) => ${result}`;
}

function commentOf(node: ts.Node): string {
  const found = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return found
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
