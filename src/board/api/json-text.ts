// An answer whose JSON is text already: what was stored as JSON is not read and written again on its way out.
import type { Context } from 'hono';

export function jsonText(context: Context, text: string): Response {
  return context.body(text, 200, { 'Content-Type': 'application/json' });
}
