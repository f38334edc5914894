import { findType } from '../../documents/index.ts';
import type { LabelPattern } from './label-pattern.ts';
import { type CodeMeaning, deriveCodeMeaning, isNotUnderstood } from './derive-code-meaning.ts';

interface SeenCode {
  readonly format: string;
  readonly text: string;
}

/** What a code says by this product's catalogue of types and the label patterns of the site. */
export function meaningOf(code: SeenCode, patterns: readonly LabelPattern[]): CodeMeaning {
  return deriveCodeMeaning(code, { isType: (typeCode) => findType(typeCode) !== undefined, patterns });
}

/** What a code says if it is one of ours; no label of a site is looked at. */
export function ownMeaningOf(code: SeenCode): CodeMeaning {
  return meaningOf(code, []);
}

/** A sheet of ours that is no page of a record: it says where something begins. */
export type OwnSheet = 'separator' | 'cover' | 'batch' | 'test';

/** A label of ours on a page of a record makes no sheet of it. */
export function deriveOwnSheet(codes: readonly SeenCode[]): OwnSheet | undefined {
  const kinds = new Set(codes.map((code) => ownMeaningOf(code).kind));
  if (kinds.has('test')) return 'test';
  if (kinds.has('cover') || kinds.has('type')) return 'cover';
  if (kinds.has('separator')) return 'separator';
  return kinds.has('batch') || kinds.has('box') || kinds.has('volume') ? 'batch' : undefined;
}

/** Facts of a page that can be asked for without opening what it says. */
export function deriveCodeFacts(
  codes: readonly SeenCode[],
  patterns: readonly LabelPattern[],
): { own_sheet: OwnSheet | null; unknown_codes: number } {
  return {
    own_sheet: deriveOwnSheet(codes) ?? null,
    unknown_codes: codes.map((code) => meaningOf(code, patterns)).filter(isNotUnderstood).length,
  };
}

/** The numbers by which a code tells whom or which visit a page is of. */
export function identifiersOf(
  meaning: CodeMeaning,
): { readonly kind: 'mrn' | 'visit' | 'account'; readonly value: string }[] {
  switch (meaning.kind) {
    case 'patient':
      return [{ kind: 'mrn', value: meaning.mrn }];
    case 'cover':
      return [
        { kind: 'mrn', value: meaning.mrn },
        ...(meaning.visit === undefined ? [] : [{ kind: 'visit' as const, value: meaning.visit }]),
      ];
    case 'visit':
    case 'account':
      return [{ kind: meaning.kind, value: meaning.number }];
    default:
      return [];
  }
}
