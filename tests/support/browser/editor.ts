import { expect, type Page } from '@playwright/test';
import { EditorPayloadSchema, type EditorPayload } from '@/lib/domain/editor-payload';
import type { Box } from '@/lib/domain/geometry/box';

/** Drives the editor as a person does, and looks at what happened through its read-only probe. */
export class EditorDriver {
  constructor(private readonly page: Page) {}

  /** Waits until a formula is open and can be worked on. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => (window.__formularyEditor?.symbols().length ?? -1) >= 0);
    await this.saved();
  }

  get formulaId(): string {
    const [, id] = /formulas\/([0-9a-f-]{36})/.exec(this.page.url()) ?? [];
    if (!id) throw new Error(`no formula in ${this.page.url()}`);
    return id;
  }

  /** What the server knows. */
  async stored(): Promise<EditorPayload> {
    const response = await this.page.request.get(`/api/v1/formulas/${this.formulaId}`);
    expect(response.status()).toBe(200);
    return EditorPayloadSchema.parse(await response.json());
  }

  /** Everything that was done is acknowledged by the server. */
  async saved(): Promise<void> {
    await this.page.waitForFunction(() => window.__formularyEditor?.saveState()?.name === 'saved');
  }

  symbols(): Promise<{ id: string; class: string }[]> {
    return this.page.evaluate(() => window.__formularyEditor!.symbols());
  }

  async rect(id: string): Promise<Box> {
    const rect = await this.page.evaluate((symbol) => window.__formularyEditor!.boxRect(symbol), id);
    if (!rect) throw new Error(`symbol ${id} is not on the canvas`);
    return rect;
  }

  /** Where a point of the image is in the window: reckoned from a symbol whose place is known in both. */
  async imagePoint({ x, y }: { x: number; y: number }): Promise<{ x: number; y: number }> {
    const { annotation } = await this.stored();
    const [known] = Object.values(annotation.value.symbols);
    if (!known) throw new Error('there is no symbol to reckon from');
    const rect = await this.rect(known.id);
    const scale = rect.width / known.box.width;
    return { x: rect.x + (x - known.box.x) * scale, y: rect.y + (y - known.box.y) * scale };
  }

  async stage(stage: string): Promise<void> {
    await this.page.locator(`[data-stage-tab=${stage}]`).click();
  }

  /** Clicks a symbol until it is the one that is selected: what lies on it, as a numerator's signs on a bar, is turned over first. */
  async select(id: string): Promise<void> {
    const rect = await this.rect(id);
    const selected = this.page.locator(`[data-editor-region=canvas][data-selection$="${id}"]`);
    for (let layer = 0; layer < 5; layer += 1) {
      await this.page.mouse.click(rect.x + rect.width / 2, rect.y + rect.height / 2);
      const shown = selected.waitFor({ timeout: 2_000 });
      if (await shown.then(() => true).catch(() => false)) return;
    }
    throw new Error(`symbol ${id} cannot be selected by clicking it`);
  }

  async drag(from: { x: number; y: number }, by: { x: number; y: number }): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    for (const part of [0.3, 0.7, 1]) await this.page.mouse.move(from.x + by.x * part, from.y + by.y * part);
    await this.page.mouse.up();
  }

  /** Types part of a class name into the filter and takes the first that fits. */
  async chooseClass(name: string): Promise<void> {
    const filter = this.page.locator('[data-editor-field=class-filter]');
    await filter.click();
    await filter.fill(name);
    await filter.press('Enter');
  }

  /** Presses a key with the focus on the picture. */
  async key(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }
}
