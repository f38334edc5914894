import type { XmlElement } from './read-xml.ts';

/** The first child of that name, by the first name, then its child by the next. */
export function child(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of names) found = found === undefined ? undefined : childrenOf(found, name)[0];
  return found;
}

export function childrenOf(element: XmlElement | undefined, ...names: readonly string[]): XmlElement[] {
  return (element?.children ?? []).filter(
    (each): each is XmlElement => typeof each !== 'string' && names.includes(each.name),
  );
}

/** All its words, one space for any white space. */
export function wordsOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const text = rawWords(element).replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

export function rawWords(element: XmlElement): string {
  return element.children.map((each) => (typeof each === 'string' ? each : rawWords(each))).join('');
}

/** Of an attribute; what is empty says nothing. */
export function said(element: XmlElement | undefined, attribute: string): string | undefined {
  const value = element?.attributes[attribute]?.trim();
  return value === undefined || value === '' ? undefined : value;
}
