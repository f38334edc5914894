import { child, childrenOf, said } from './find.ts';
import { CDA_LIMITS } from './limits.ts';
import { type Form, type Narrative, type Style, STYLES } from './narrative-forms.ts';
import type { XmlElement } from './read-xml.ts';

const FORMS: Readonly<Record<string, Form>> = {
  content: 'words',
  paragraph: 'paragraph',
  item: 'item',
  caption: 'caption',
  table: 'table',
  tr: 'row',
  th: 'heading-cell',
  td: 'cell',
  br: 'break',
  sub: 'lower',
  sup: 'raised',
  linkHtml: 'link',
  renderMultiMedia: 'picture',
  footnote: 'footnote',
  footnoteRef: 'footnote-mark',
};
/** Of these nothing is shown, not even their words. */
const UNSHOWN = new Set(['col', 'colgroup', 'other:script', 'other:style', 'script', 'style']);
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif']);
const MOST_SPAN = 100;

/** The narrative blocks of one section. `media`: observationMedia and regions of the section by ID. */
export function readNarrative(text: XmlElement, section: XmlElement): readonly (Narrative | string)[] {
  let left: number = CDA_LIMITS.shownNodes;
  const pictures = new Map<string, Narrative['picture']>();
  // Kept once, however often it is shown: one large picture and many references would fill the memory.
  const pictureOnce = (element: XmlElement) => {
    const wanted = said(element, 'referencedObject') ?? '';
    if (!pictures.has(wanted)) pictures.set(wanted, pictureOf(wanted, section));
    return pictures.get(wanted);
  };
  const inside = (element: XmlElement): (Narrative | string)[] =>
    element.children.flatMap((each) => {
      if (--left < 0) return [];
      if (typeof each === 'string') return [each];
      return UNSHOWN.has(each.name) ? [] : shown(each);
    });
  const shown = (element: XmlElement): (Narrative | string)[] => {
    if (element.name === 'list')
      return [
        { form: said(element, 'listType') === 'ordered' ? 'numbers' : 'list', inside: withoutGaps(inside(element)) },
      ];
    const form = FORMS[element.name];
    // thead, tbody, tfoot, and whatever a sender invented: what stands in them.
    if (form === undefined) return inside(element);
    const parts = inside(element);
    return [
      {
        form,
        ...stylesOf(element),
        ...(form === 'link' ? linkOf(element) : {}),
        ...(form === 'picture' ? { picture: pictureOnce(element) } : {}),
        ...(form === 'cell' || form === 'heading-cell' ? spanOf(element) : {}),
        inside: form === 'table' || form === 'row' ? withoutGaps(parts) : parts,
      },
    ];
  };
  return inside(text);
}

function withoutGaps(parts: readonly (Narrative | string)[]): (Narrative | string)[] {
  return parts.filter((each) => typeof each !== 'string' || each.trim() !== '');
}

function stylesOf(element: XmlElement): { styles?: readonly Style[] } {
  const said_ = (said(element, 'styleCode') ?? '').toLowerCase().split(/\s+/);
  const styles = STYLES.filter((style) => said_.includes(style));
  return styles.length === 0 ? {} : { styles };
}

/** Nothing but the web, and in full: no script, no file, no address relative to ours. */
function linkOf(element: XmlElement): { address?: string } {
  const address = said(element, 'href');
  if (address === undefined || !URL.canParse(address)) return {};
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? { address: href } : {};
}

function spanOf(element: XmlElement): { columns?: number; rows?: number } {
  const span = (name: string) => {
    const n = Number(said(element, name));
    return Number.isInteger(n) && n > 1 ? Math.min(n, MOST_SPAN) : undefined;
  };
  const [columns, rows] = [span('colspan'), span('rowspan')];
  return { ...(columns === undefined ? {} : { columns }), ...(rows === undefined ? {} : { rows }) };
}

/** Embedded as base64 (observationMedia); one at an address is not fetched. */
function pictureOf(referenced: string, section: XmlElement): Narrative['picture'] {
  const wanted = referenced.split(/\s+/);
  const media = [...childrenOf(section, 'entry'), ...childrenOf(section, 'component')]
    .flatMap((each) => [
      ...childrenOf(each, 'observationMedia'),
      ...childrenOf(child(each, 'regionOfInterest'), 'entryRelationship').flatMap((inner) =>
        childrenOf(inner, 'observationMedia'),
      ),
    ])
    .find((each) => wanted.includes(said(each, 'ID') ?? ''));
  const value = child(media, 'value');
  const mediaType = said(value, 'mediaType')?.toLowerCase();
  if (value === undefined || mediaType === undefined || !PICTURES.has(mediaType)) return undefined;
  if (said(value, 'representation')?.toUpperCase() !== 'B64') return undefined;
  const base64 = value.children
    .filter((each) => typeof each === 'string')
    .join('')
    .replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? { mediaType, base64 } : undefined;
}
