// What charts over the years do alike: a picture and a table of what they are given, made once for each.
import { ChartElement, type DrawContext } from '../../charts/chart-element.ts';
import '../long-table.ts';
import type { LongTableContent } from '../long-table.ts';
import { trendsStyles } from '../trends.styles.ts';
import type { YearsPicture } from './years-picture.ts';

export abstract class YearsChart<Pictured> extends ChartElement {
  static override styles = [...ChartElement.styles, trendsStyles];
  static override properties = { pictured: { attribute: false } };

  /** Drawn anew whenever it is another object. */
  declare pictured: Pictured | undefined;
  protected picture: YearsPicture | undefined;
  protected table: LongTableContent | undefined;

  /** Undefined where there is nothing to draw. */
  protected abstract pictureOf(pictured: Pictured): YearsPicture | undefined;
  protected abstract tableOf(pictured: Pictured): LongTableContent;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('pictured')) return;
    const { pictured } = this;
    this.picture = pictured === undefined ? undefined : this.pictureOf(pictured);
    this.table = pictured === undefined ? undefined : this.tableOf(pictured);
  }

  protected override get subject(): unknown {
    return this.picture;
  }

  protected async draw(context: DrawContext) {
    const { picture } = this;
    if (picture === undefined) return undefined;
    const { drawYears } = await import('./draw-years.ts');
    return drawYears(picture, context);
  }
}
