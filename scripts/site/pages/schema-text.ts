// JSON Schema as a type that a person can read.

type Json = Readonly<Record<string, unknown>>;

/** Bounds that matter to a caller, after the type. */
const bounds = [
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'maxItems',
  'default',
];

export function schemaText(schema: unknown, indent = ''): string {
  if (!isObject(schema)) return 'anything';
  const { $ref: reference, const: only, enum: choices, type, properties, items } = schema;
  if (typeof reference === 'string') return reference.slice(reference.lastIndexOf('/') + 1);
  if ('const' in schema) return JSON.stringify(only);
  if (Array.isArray(choices)) return choices.map((each) => JSON.stringify(each)).join(' | ');
  for (const [key, joint] of [
    ['anyOf', ' | '],
    ['oneOf', ' | '],
    ['allOf', ' & '],
  ] as const) {
    const parts = schema[key];
    if (Array.isArray(parts)) return parts.map((each) => schemaText(each, indent)).join(joint);
  }
  if (isObject(properties)) return objectText(properties, schema['required'], indent);
  if (type === 'array') return `${schemaText(items, indent)}[]`;
  const name = Array.isArray(type)
    ? type.join(' | ')
    : typeof type === 'string'
      ? type
      : 'anything';
  const known = bounds.filter((key) => key in schema);
  return known.length === 0
    ? name
    : `${name} (${known.map((key) => `${key} ${String(schema[key])}`).join(', ')})`;
}

function objectText(properties: Json, required: unknown, indent: string): string {
  const inner = `${indent}  `;
  const needed = Array.isArray(required) ? required : [];
  const lines = Object.entries(properties).map(
    ([name, value]) =>
      `${inner}${name}${needed.includes(name) ? '' : '?'}: ${schemaText(value, inner)}`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
