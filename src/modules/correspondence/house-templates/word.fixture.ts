import { strToU8, zipSync } from 'fflate';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPACES = `xmlns:w="${W}" xmlns:r="${OFFICE}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="mc" xmlns:wps="wps"`;

/** A paragraph; each further text is a run of its own, as Word splits them. */
export const p = (...runs: readonly string[]): string =>
  `<w:p w:rsidR="00AB12">${runs.map((text) => r(text)).join('')}</w:p>`;
export const r = (text: string, look = ''): string =>
  `<w:r>${look === '' ? '' : `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

export interface WordParts {
  readonly body: string;
  readonly header?: string;
  readonly footer?: string;
  readonly rels?: string;
  readonly styles?: string;
  readonly numbering?: string;
  readonly picture?: Uint8Array;
  /** Anything else that hostile documents have. */
  readonly more?: Readonly<Record<string, string>>;
  readonly contentTypes?: string;
}

/** A Word document as Word lays it out in its file, written by hand. */
export function wordDocument(parts: WordParts): Buffer {
  const edge = (kind: 'header' | 'footer', there: string | undefined) =>
    there === undefined ? '' : `<w:${kind}Reference w:type="default" r:id="${kind}"/>`;
  const section = `<w:sectPr>${edge('header', parts.header)}${edge('footer', parts.footer)}<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720"/></w:sectPr>`;
  const rel = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const picture = parts.picture === undefined ? '' : rel('picture', 'image', 'media/image1.png');
  const relations = (inside: string) =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>${parts.contentTypes ?? ''}</Types>`,
    '_rels/.rels': relations(rel('rId1', 'officeDocument', 'word/document.xml')),
    'word/document.xml': `${HEAD}<w:document ${SPACES}><w:body>${parts.body}${section}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations(
      `${picture}${parts.header === undefined ? '' : rel('header', 'header', 'header1.xml')}${parts.footer === undefined ? '' : rel('footer', 'footer', 'footer1.xml')}${parts.rels ?? ''}`,
    ),
    ...(parts.header === undefined
      ? {}
      : {
          'word/header1.xml': `${HEAD}<w:hdr ${SPACES}>${parts.header}</w:hdr>`,
          'word/_rels/header1.xml.rels': relations(picture),
        }),
    ...(parts.footer === undefined ? {} : { 'word/footer1.xml': `${HEAD}<w:ftr ${SPACES}>${parts.footer}</w:ftr>` }),
    ...(parts.styles === undefined
      ? {}
      : { 'word/styles.xml': `${HEAD}<w:styles ${SPACES}>${parts.styles}</w:styles>` }),
    ...(parts.numbering === undefined
      ? {}
      : { 'word/numbering.xml': `${HEAD}<w:numbering ${SPACES}>${parts.numbering}</w:numbering>` }),
    'docProps/core.xml': '<secret>Author Name</secret>',
    ...parts.more,
  };
  return Buffer.from(
    zipSync({
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
      ...(parts.picture === undefined ? {} : { 'word/media/image1.png': parts.picture }),
    }),
  );
}

export const drawing = (id = 'picture', kind: 'inline' | 'anchor' = 'inline'): string =>
  `<w:r><w:drawing><wp:${kind}><wp:extent cx="1270000" cy="635000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:${kind}></w:drawing></w:r>`;

export const field = (code: string, shown = '1'): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>${shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

/** A denial in the words of a house: split places, a table row for each ground, the law's sentences whole. */
export const DENIAL = [
  p('{{recipient}}'),
  p('{{recipientAddress}}'),
  p('{{letterDate}}'),
  p('Re: request {{request', 'Num', 'ber}} of {{receivedOn}}'),
  '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Our answer</w:t></w:r></w:p>',
  p('We keep back: {{denied}}'),
  `<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="6000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc>${p('{{#basis}}{{text}}')}</w:tc><w:tc>${p('{{cite}}{{/basis}}')}</w:tc></w:tr></w:tbl>`,
  p('{{#rest}}'),
  p('You still get: {{rest}}'),
  p('{{/rest}}'),
  p('{{reviewRight}}'),
  p('{{complaint}}'),
].join('');
