/** How fax servers write the number into subject, address or file name, when the site has said nothing else. */
const USUAL = /(?:^|[^\d])(\+?\d[\d().\s-]{5,18}\d)(?!\d)/u;

/** The number or name a fax came from, by the site's pattern; undefined when none of the texts has one. */
export function deriveSender(texts: readonly string[], pattern: string | undefined): string | undefined {
  const search = pattern === undefined || pattern === '' ? USUAL : new RegExp(pattern, 'u');
  for (const text of texts) {
    const found = search.exec(text.slice(0, 500));
    const sender = (found?.[1] ?? found?.[0])?.trim();
    if (sender !== undefined && sender !== '') return sender.replace(/[().\s-]+(?=\d)/g, ' ').trim();
  }
  return undefined;
}
