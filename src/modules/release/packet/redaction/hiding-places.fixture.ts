import { samplePdf } from '../sample-pdf.fixture.ts';

/** What must not be found again; each hiding place has its own word after it. */
export const CANARY = 'CANARY';
/** Where the visible one stands, in fractions of a Letter page: Td 72 400, 12 points. */
export const VISIBLE_PLACE = { page: 1, x: 0.1, y: 0.47, w: 0.5, h: 0.035 } as const;
export const STAYS = ['harmless', 'remark', 'stays'] as const;

const stream = (body: string, header = '') => `<< ${header} /Length ${body.length} >>\nstream\n${body}\nendstream`;

/**
 * A page that tells a secret once to the eye, and again in every place a file has for things that are not seen. Objects:
 * 1 catalogue, 2 pages, 3 font, 4 content, 5 page, then the further ones in the order below.
 */
export function pageOfHidingPlaces(): Buffer {
  const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange
1 beginbfchar <41> <${Buffer.from('CANARYFONT', 'utf16le').swap16().toString('hex')}> endbfchar endcmap end end`;
  const picture = 'CANARYPICTURE'.padEnd(48, 'x');
  const operators = [
    'BT /F 12 Tf 72 700 Td (A harmless remark stays here) Tj ET',
    'BT 1 1 1 rg /F 12 Tf 72 600 Td (CANARYWHITE) Tj ET 0 g',
    'BT /F 12 Tf -500 300 Td (CANARYOFFPAGE) Tj ET',
    'BT 3 Tr /F 12 Tf 72 700 Td (CANARYINVISIBLE) Tj ET BT 0 Tr ET',
    'BT /F 12 Tf 72 560 Td (CANARYCOVERED) Tj ET 1 g 60 550 300 30 re f 0 g',
    'BT /F 12 Tf 72 520 Td (CANARY-7731) Tj ET q 300 0 0 20 60 515 cm /P Do Q',
    '/Span << /ActualText (CANARYACTUAL) /Alt (CANARYALT) >> BDC BT /F 12 Tf 72 480 Td (dots) Tj ET EMC',
    '/OC /L BDC BT /F 12 Tf 72 440 Td (CANARYLAYER) Tj ET EMC',
    'BT /U 12 Tf 72 404 Td (A) Tj ET',
  ].join('\n');
  const extra = [
    '/Outlines << /Type /Outlines /Count 1 /First 12 0 R /Last 12 0 R >>',
    '/AcroForm << /Fields [10 0 R] /DA (/F 12 Tf) /DR << /Font << /F 3 0 R >> >> >>',
    '/Names << /EmbeddedFiles << /Names [(CANARYNAME) 11 0 R] >> /JavaScript << /Names [(CANARYSCRIPTNAME) << /S /JavaScript /JS (CANARYSCRIPT) >>] >> >>',
    '/Metadata 13 0 R',
    '/OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] >> >>',
    '/PieceInfo << /App << /Private (CANARYPIECE) >> >>',
  ].join(' ');
  const whole = samplePdf(
    [
      {
        text: 'CANARY-7731 to the eye',
        operators,
        annotations:
          '<< /Type /Annot /Subtype /Text /Rect [300 300 320 320] /Contents (CANARYNOTE) /T (CANARYAUTHOR) >> 10 0 R',
      },
    ],
    extra,
    [
      `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>`, // 6
      stream(toUnicode), // 7
      '<< /Type /OCG /Name (CANARYGROUP) >>', // 8
      stream(picture, '/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceRGB /BitsPerComponent 8'), // 9
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (CANARYFIELD) /V (CANARYVALUE) /Rect [72 385 300 420] /P 5 0 R >>', // 10
      '<< /Type /Filespec /F (CANARYFILE.txt) /EF << /F 14 0 R >> >>', // 11
      '<< /Title (CANARYBOOKMARK) /Parent 1 0 R /Dest [5 0 R /Fit] >>', // 12
      stream('<x:xmpmeta>CANARYMETADATA</x:xmpmeta>', '/Type /Metadata /Subtype /XML'), // 13
      stream('CANARYATTACHED', '/Type /EmbeddedFile'), // 14
    ],
  );
  const resources = '/Resources << /Font << /F 3 0 R /U 6 0 R >> /XObject << /P 9 0 R >> /Properties << /L 8 0 R >> >>';
  const page = whole.toString('latin1');
  // A second revision whose page is what counts: the first lies before it in the file.
  const body = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [<< /Type /Annot /Subtype /FreeText /Rect [250 394 360 418] /Contents (CANARYNOTE) /T (CANARYAUTHOR) >> 10 0 R] /Contents 4 0 R ${resources} >>`;
  const at = whole.length;
  const former = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(page)?.[1] ?? '0';
  const size = /\/Size (\d+)/.exec(page)?.[1] ?? '0';
  const object = `5 0 obj\n${body}\nendobj\n`;
  const update = `${object}xref\n5 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size} /Root 1 0 R /Prev ${former} /Info << /Title (CANARYTITLE) >> >>\nstartxref\n${at + object.length}\n%%EOF\n`;
  return Buffer.concat([whole, Buffer.from(update, 'latin1')]);
}
