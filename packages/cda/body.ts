import { child, childrenOf, said, wordsOf } from './find.ts';
import { type Coding, codingsOf } from './header.ts';
import { readNarrative } from './narrative.ts';
import type { Narrative } from './narrative-forms.ts';
import type { XmlElement } from './read-xml.ts';

export interface Section {
  readonly code: Coding | undefined;
  readonly templates: readonly string[];
  readonly title: string;
  /** Why there is nothing, where its sender said so (`NI`: no information). */
  readonly nullFlavor: string | undefined;
  readonly narrative: readonly (Narrative | string)[];
  /** Sections within this one. */
  readonly sections: readonly Section[];
  /** With its entries. */
  readonly element: XmlElement;
}

/** The body of a document: sections, or one file of another kind (CDA R2 4.3.1). */
export type Body =
  | { readonly kind: 'sections'; readonly sections: readonly Section[] }
  | {
      readonly kind: 'file';
      readonly mediaType: string;
      readonly bytes: Buffer | undefined;
      readonly text: string | undefined;
    }
  | { readonly kind: 'none' };

const MAX_DEPTH = 12;
const MAX_SECTIONS = 1_000;

export function readBody(root: XmlElement): Body {
  const component = child(root, 'component');
  const structured = child(component, 'structuredBody');
  if (structured !== undefined) return { kind: 'sections', sections: sectionsOf(structured, 0) };
  const text = child(component, 'nonXMLBody', 'text');
  if (text === undefined) return { kind: 'none' };
  const mediaType = said(text, 'mediaType')?.toLowerCase() ?? 'text/plain';
  const words = text.children.filter((each) => typeof each === 'string').join('');
  if (said(text, 'representation')?.toUpperCase() !== 'B64')
    return { kind: 'file', mediaType, bytes: undefined, text: words.trim() === '' ? wordsOf(text) : words };
  const bytes = Buffer.from(words.replace(/\s+/g, ''), 'base64');
  return {
    kind: 'file',
    mediaType,
    bytes: bytes.length === 0 ? undefined : bytes,
    text: mediaType === 'text/plain' ? bytes.toString('utf8') : undefined,
  };
}

function sectionsOf(element: XmlElement, depth: number): Section[] {
  if (depth > MAX_DEPTH) return [];
  return childrenOf(element, 'component')
    .flatMap((each) => childrenOf(each, 'section'))
    .slice(0, MAX_SECTIONS)
    .map((section) => {
      const [code] = codingsOf(child(section, 'code'));
      const text = child(section, 'text');
      return {
        code,
        templates: childrenOf(section, 'templateId').flatMap((each) => said(each, 'root') ?? []),
        title: wordsOf(child(section, 'title')) ?? code?.display ?? '',
        nullFlavor: said(section, 'nullFlavor'),
        narrative: text === undefined ? [] : readNarrative(text, section),
        sections: sectionsOf(section, depth + 1),
        element: section,
      };
    });
}
