// What the comments of an element's class and of its members tell of it: accessors with `@attr` are attributes.
import ts from 'typescript';

export interface ElementEntry {
  readonly name: string;
  readonly type?: string;
  readonly text: string;
}

export interface ElementAttribute extends ElementEntry {
  readonly property: string;
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
  const own = node.members.filter(isPublic);
  return {
    tag: tags.find(({ name }) => name === 'tag')?.text ?? '',
    summary: commentOf(node),
    attributes: own.flatMap((member) => {
      const attribute = attributeOf(member);
      return attribute === undefined
        ? []
        : [{ ...describe(member), name: attribute, property: describe(member).name }];
    }),
    members: own.filter((member) => attributeOf(member) === undefined).map(describe),
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

/** `@attr worker-url`, or `@attr` alone for the name of the property. */
function attributeOf(member: ts.ClassElement): string | undefined {
  const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'attr');
  if (tag === undefined) return undefined;
  const named = (ts.getTextOfJSDocComment(tag.comment) ?? '').trim();
  return named === '' ? member.name?.getText() : named;
}

function describe(member: ts.ClassElement) {
  return {
    name: member.name?.getText() ?? '',
    type: signatureOf(member),
    text: commentOf(member),
  };
}

/** Methods and getters that a page may call. */
function isPublic(member: ts.ClassElement): boolean {
  const isCallable = ts.isMethodDeclaration(member) || ts.isGetAccessorDeclaration(member);
  if (!isCallable || ts.isPrivateIdentifier(member.name)) return false;
  const hidden = ts.ModifierFlags.Protected | ts.ModifierFlags.Private;
  const isHidden = (ts.getCombinedModifierFlags(member) & hidden) !== 0;
  return !isHidden && !isCallback(member.name.getText());
}

/** The browser calls these. */
function isCallback(name: string): boolean {
  return name.endsWith('Callback');
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
