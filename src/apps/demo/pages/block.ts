/** What a page is made of; `draw-paper.ts` puts it on the page from top to bottom. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph' | 'small' | 'centered'; readonly text: string }
  | { readonly kind: 'items'; readonly items: readonly string[] }
  /** Labels with values, side by side in so many columns. */
  | { readonly kind: 'fields'; readonly columns: number; readonly fields: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table';
      /** Share of the width. */
      readonly columns: readonly (readonly [name: string, share: number])[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'boxes'; readonly boxes: readonly (readonly [ticked: boolean, text: string])[] }
  | { readonly kind: 'barcode'; readonly text: string; readonly caption: string }
  /** Written by hand above a line: the name decides the strokes. */
  | { readonly kind: 'ink'; readonly name: string; readonly caption: string; readonly date: string }
  | { readonly kind: 'electronic'; readonly name: string; readonly when: string }
  | { readonly kind: 'gap'; readonly points: number }
  | { readonly kind: 'next-page' };

export type Face = 'sans' | 'serif' | 'typewriter';

export interface Paper {
  /** Lines of the letterhead; the first is large. None: the page begins with its title. */
  readonly letterhead: readonly string[];
  readonly title: string;
  /** Between title and text, in a frame: whose page it is. */
  readonly banner: readonly (readonly [string, string])[];
  readonly face: Face;
  readonly blocks: readonly Block[];
  /** Beside FICTIONAL at the foot. */
  readonly footer: string;
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const items = (list: readonly string[]): Block => ({ kind: 'items', items: list });
export const gap = (points: number): Block => ({ kind: 'gap', points });
export const fields = (columns: number, list: readonly (readonly [string, string])[]): Block => ({
  kind: 'fields',
  columns,
  fields: list,
});
