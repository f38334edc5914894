import type { Turn } from '../../../platform/reading/index.ts';

export type { Turn };

/** One page of a batch: the file it came in and its number there. */
export interface PageKey {
  readonly itemId: string;
  readonly number: number;
}

export interface LaidPage extends PageKey {
  /** Degrees clockwise by which a person turned it. */
  readonly turn: Turn;
}

export const BIN_REASONS = ['blank', 'separator', 'test', 'replaced', 'duplicate', 'not-a-record', 'other'] as const;
export type BinReason = (typeof BIN_REASONS)[number];

export const CUTTERS = ['file', 'separator', 'cover', 'heading', 'patient', 'person'] as const;
export type Cutter = (typeof CUTTERS)[number];

/** A document to be. */
export interface LaidPart {
  readonly id: string;
  /** Why it begins where it begins. */
  readonly cutBy: Cutter;
  /** The cover or type sheet that stood before it. */
  readonly cover?: PageKey | undefined;
  readonly pages: readonly LaidPage[];
}

export interface BinnedPage extends LaidPage {
  readonly reason: BinReason;
}

/** How the open pages of a batch are cut: each of them stands in one part or in the bin. */
export interface Layout {
  readonly parts: readonly LaidPart[];
  readonly bin: readonly BinnedPage[];
}

export const keyOf = (page: PageKey): string => `${page.itemId}/${page.number}`;

export function pagesOf(layout: Layout): LaidPage[] {
  return [...layout.parts.flatMap((part) => part.pages), ...layout.bin];
}
