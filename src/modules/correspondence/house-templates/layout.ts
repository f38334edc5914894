/** A letter as it is set in type: what of a Word document is carried over. Lengths in points. */

export interface Face {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly serif: boolean;
  readonly capitals: boolean;
  readonly size: number;
  readonly colour: string;
  /** Above (1) or below (-1) the line, smaller. */
  readonly raised: -1 | 0 | 1;
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly face: Face }
  | { readonly kind: 'count'; readonly of: 'page' | 'pages'; readonly face: Face }
  | { readonly kind: 'tab' }
  | { readonly kind: 'line' }
  | { readonly kind: 'new-page' }
  | { readonly kind: 'picture'; readonly at: number; readonly width: number; readonly height: number };

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly align: 'left' | 'center' | 'right' | 'justify';
  readonly left: number;
  readonly right: number;
  /** Of the first line against the others; negative hangs out. */
  readonly first: number;
  readonly before: number;
  readonly after: number;
  /** Line height against the type's own. */
  readonly leading: number;
  readonly keepWithNext: boolean;
  readonly newPage: boolean;
  readonly heading: boolean;
  readonly marker: string | null;
  readonly pieces: readonly Piece[];
  /** The face of an empty paragraph: it takes the room of a line. */
  readonly face: Face;
  readonly rule: { readonly above: boolean; readonly below: boolean };
}

export interface Cell {
  readonly span: number;
  readonly shade: string | null;
  readonly blocks: readonly Block[];
}

export interface Table {
  readonly kind: 'table';
  readonly left: number;
  readonly widths: readonly number[];
  readonly ruled: boolean;
  readonly rows: readonly { readonly heads: boolean; readonly cells: readonly Cell[] }[];
}

export type Block = Paragraph | Table;

export interface Layout {
  readonly page: {
    readonly width: number;
    readonly height: number;
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
    readonly header: number;
    readonly footer: number;
  };
  readonly firstDiffers: boolean;
  readonly header: readonly Block[];
  readonly footer: readonly Block[];
  readonly firstHeader: readonly Block[];
  readonly firstFooter: readonly Block[];
  readonly body: readonly Block[];
}
