import { describe, expect, it } from 'vitest';
import { CDA_LIMITS, deriveMoment, isRefusal, type Narrative, printText, readDocument, readXml } from './index.ts';
import { looksLikeDocument } from './read-document.ts';
import { sampleDocument, sampleSection, sampleTarget } from './sample.fixture.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const refusalOf = (input: Uint8Array) => {
  const read = readDocument(input);
  return isRefusal(read) ? read.refused : 'taken';
};
function taken(input: string | Uint8Array) {
  const read = readDocument(typeof input === 'string' ? bytes(input) : input);
  if (isRefusal(read)) throw new Error(read.detail);
  return read;
}
function sectionsOf(input: string) {
  const { body } = taken(input);
  return body.kind === 'sections' ? body.sections : [];
}
const inBody = (text: string, entries = '') =>
  sampleDocument({ body: `<structuredBody>${sampleSection('1', 'One', text, entries)}</structuredBody>` });

describe('what a document says of itself', () => {
  it('is whose it is, what it is, from whom, of when, and which version of what', () => {
    const { header } = taken(
      sampleDocument({
        more: `<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.3.4.5" extension="DOC-0"/></parentDocument></relatedDocument>
<componentOf><encompassingEncounter><id root="1.9" extension="V-7"/><effectiveTime><low value="20260225"/><high value="20260301"/></effectiveTime></encompassingEncounter></componentOf>`,
      }),
    );
    expect(header).toMatchObject({
      release: 'C-CDA R2.1',
      id: { root: '1.2.3.4.5', extension: 'DOC-1' },
      setId: { extension: 'SET-1' },
      version: 1,
      code: [{ code: '18842-5', display: 'Discharge summary' }],
      title: 'Discharge Summary',
      confidentiality: 'N',
      patient: {
        identifiers: [{ extension: 'MRN-1' }],
        names: [{ text: 'Ada Ashe' }],
        birthTime: '19470501',
        gender: 'F',
      },
      authors: [{ name: 'Dr. Henry Levin' }],
      custodian: 'Good Health Hospital',
      encounter: { identifiers: [{ extension: 'V-7' }], from: '20260225', to: '20260301' },
      related: [{ kind: 'RPLC', id: { extension: 'DOC-0' } }],
    });
  });

  it.each([
    ['20120806103014-0500', '2012-08-06T10:30:14-05:00'],
    ['201208061030', '2012-08-06'],
    ['20120912000000-0000', '2012-09-12'],
    ['20120912103000-0000', '2012-09-12T10:30:00-00:00'],
    ['20120912000000+0000', '2012-09-12T00:00:00+00:00'],
    ['20120230', undefined],
  ])('is of when it says, and of no moment that it cannot know: %s', (said, moment) => {
    expect(deriveMoment(said)).toBe(moment);
  });

  it('is of the kind that its template means, unless it names several', () => {
    const carePlan = '<templateId root="2.16.840.1.113883.10.20.22.1.15" extension="2015-08-01"/>';
    const only = taken(sampleDocument({ header: carePlan, code: '<code code="1"/>' }));
    expect(only.header.template).toBe('Care Plan');
    expect(printText(only)).toMatch(/^Discharge Summary\nCare Plan\n/);
    expect(printText(taken(sampleDocument()))).toMatch(/^Discharge Summary\nDischarge summary\n\n/);
    const both = carePlan + '<templateId root="2.16.840.1.113883.10.20.22.1.8"/>';
    expect(taken(sampleDocument({ header: both })).header.template).toBeUndefined();
  });

  it('is read by namespace, whatever the prefix', () => {
    const prefixed = sampleDocument()
      .replace('xmlns="urn:hl7-org:v3"', 'xmlns:h="urn:hl7-org:v3"')
      .replace(/<(\/?)(?!sdtc:|[?!])([a-zA-Z]+)/g, '<$1h:$2');
    expect(taken(prefixed).header.title).toBe('Discharge Summary');
    expect(looksLikeDocument(bytes(prefixed))).toBe(true);
  });

  it.each([
    ['UTF-8 with its mark', bytes('\ufeff' + named('UTF-8'))],
    ['UTF-16 with its mark', bytes('\ufeff' + named('UTF-16'), 'utf16le')],
    ['UTF-16 big-endian', bytes('\ufeff' + named('UTF-16'), 'utf16le').swap16()],
    ['UTF-16 without a mark', bytes(named('UTF-16'), 'utf16le')],
    ['ISO 8859-1 as declared', bytes(named('ISO-8859-1'), 'latin1')],
    ['Windows-1252 that calls itself UTF-8', bytes(named('UTF-8'), 'latin1')],
    ['UTF-8 that calls itself UTF-16', bytes(named('UTF-16'))],
  ])('keeps its letters: %s', (_what, input) => {
    expect(looksLikeDocument(input)).toBe(true);
    expect(taken(input).header.patient.names[0]?.text).toBe('José Núñez');
  });
});

function named(encoding: string) {
  return sampleDocument({
    prolog: `<?xml version="1.0" encoding="${encoding}"?>`,
    target: sampleTarget({ given: 'José', family: 'Núñez' }),
  });
}

describe('a narrative', () => {
  it('is shown in our own forms, and never in the markup of its sender', () => {
    const [section] = sectionsOf(
      inBody(`<paragraph onclick="alert(1)" style="position:fixed">a<script>alert(2)</script><content styleCode="Bold xLoud">b</content></paragraph>
<linkHtml href="javascript:alert(3)">c</linkHtml><linkHtml href="https://example.org/">d</linkHtml><linkHtml href="/api/v1/x">e</linkHtml>
<iframe src="https://evil.example/">f</iframe><renderMultiMedia referencedObject="no"/><img src="https://evil.example/p.png"/>`),
    );
    const all = JSON.stringify(section?.narrative);
    expect(all).not.toMatch(/alert|javascript|position|evil|api\/v1|Loud/);
    expect(section?.narrative.filter((each) => typeof each !== 'string' && each.form === 'link')).toEqual([
      { form: 'link', inside: ['c'] },
      { form: 'link', address: 'https://example.org/', inside: ['d'] },
      { form: 'link', inside: ['e'] },
    ]);
  });

  it('shows the pictures that came within, and fetches none', () => {
    const media = (value: string) =>
      `<entry><observationMedia classCode="OBS" moodCode="EVN" ID="p1"><value ${value}</value></observationMedia></entry>`;
    const picture = (value: string) => {
      const [section] = sectionsOf(inBody('<renderMultiMedia referencedObject="p1"/>', media(value)));
      return (section?.narrative[0] as Narrative).picture;
    };
    expect(picture('mediaType="image/png" representation="B64">iVBO Rw0K')).toEqual({
      mediaType: 'image/png',
      base64: 'iVBORw0K',
    });
    expect(picture('mediaType="image/svg+xml" representation="B64">PHN2Zz4=')).toBeUndefined();
    expect(picture('mediaType="image/png"><reference value="https://evil.example/p.png"/>')).toBeUndefined();
    expect(picture('mediaType="image/png" representation="B64">"&gt;&lt;script&gt;')).toBeUndefined();
  });

  it('is printed with its tables as columns, and as headings and values where they are too wide', () => {
    expect(printText(taken(sampleDocument()))).toContain('Substance     Reaction\nPenicillin G  Hives');
    const wide = 'A long remark of the nurse that no column of a page would hold. '.repeat(2);
    const text = printText(
      taken(
        inBody(
          `<table><thead><tr><th>Drug</th><th>Remark</th></tr></thead><tbody><tr><td>Aspirin</td><td>${wide}</td></tr></tbody></table>`,
        ),
      ),
    );
    expect(text).toContain(`Drug: Aspirin\nRemark: ${wide.trim()}`);
    expect(printText(taken(sampleDocument()))).toContain('1. Rest\n2. Walk');
  });

  it('has sections within sections, and a body that is a file', () => {
    const inner = sampleSection('2', 'Inner', '<paragraph>deep</paragraph>');
    const nested = sampleSection('1', 'Outer', 'outer').replace('</section>', `${inner}</section>`);
    expect(
      sectionsOf(sampleDocument({ body: `<structuredBody>${nested}</structuredBody>` }))[0]?.sections[0]?.title,
    ).toBe('Inner');
    const { body } = taken(
      sampleDocument({
        body: `<nonXMLBody><text mediaType="application/pdf" representation="B64">JVBERi0x</text></nonXMLBody>`,
      }),
    );
    expect(body).toMatchObject({ kind: 'file', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1') });
  });
});

describe('a file that harms, or is no document', () => {
  const entities = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  const cases: [string, string, string][] = [
    ['external entity', `<!DOCTYPE ClinicalDocument [<!ENTITY x SYSTEM "file:///etc/passwd">]>`, 'document-type'],
    ['entity at an address', `<!DOCTYPE ClinicalDocument [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]>`, 'document-type'],
    ['parameter entity', `<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:1/e.dtd"> %p;]>`, 'document-type'],
    ['external DTD', `<!DOCTYPE ClinicalDocument SYSTEM "http://127.0.0.1:1/cda.dtd">`, 'document-type'],
    ['billion laughs', `<!DOCTYPE a [<!ENTITY l0 "lol">${entities}]>`, 'document-type'],
    ['quadratic blow-up', `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(100_000)}">]>`, 'document-type'],
  ];
  it.each(cases)('is refused: %s', (_what, prolog, refused) => {
    const use = sampleDocument({ prolog, target: sampleTarget({ given: '&x;&l12;&a;' }) });
    expect(refusalOf(bytes(use))).toBe(refused);
  });

  it('is refused: an entity that nobody declared', () => {
    expect(refusalOf(bytes(sampleDocument({ target: sampleTarget({ given: '&xxe;' }) })))).toBe('not-xml');
  });

  it('is refused 100,000 levels deep, at the first one too many', () => {
    expect(refusalOf(bytes(sampleDocument({ body: '<a>'.repeat(100_000) })))).toBe('too-deep');
    expect(refusalOf(bytes('<a>'.repeat(1_000_000)))).toBe('too-deep');
  });

  it('is refused with 100 MB before any of it is read', () => {
    expect(refusalOf(Buffer.alloc(100_000_000, 0x20))).toBe('too-large');
    expect(CDA_LIMITS.bytes).toBeLessThan(100_000_000);
  });

  it('is refused with more attributes than anybody writes', () => {
    const many = Array.from({ length: 2_100 }, (_, n) => ` a${n}="1"`).join('');
    expect(
      refusalOf(bytes(`<ClinicalDocument xmlns="urn:hl7-org:v3">${`<b${many}/>`.repeat(1_000)}</ClinicalDocument>`)),
    ).toBe('too-large');
  });

  it('may name its parts as it likes', () => {
    const root = readXml(bytes('<__proto__ constructor="x" __proto__="y"><hasOwnProperty/></__proto__>'));
    expect(isRefusal(root) ? undefined : root.attributes['__proto__']).toBe('y');
    expect(({} as Record<string, unknown>)['constructor']).toBe(Object);
  });

  it.each([
    ['no XML', 'Dear colleague', 'not-xml'],
    ['cut off', sampleDocument().slice(0, -200), 'not-xml'],
    ['a prefix that nobody bound', sampleDocument().replace('xmlns:xsi=', 'xmlns:other='), 'not-xml'],
    ['another root', '<Bundle xmlns="http://hl7.org/fhir"/>', 'other-root'],
    ['that name in no namespace', '<ClinicalDocument/>', 'other-root'],
    ['no patient', sampleDocument({ target: '' }), 'no-patient'],
    ['two patients', sampleDocument({ target: sampleTarget({}) + sampleTarget({ number: '2' }) }), 'two-patients'],
    [
      'null flavors only',
      sampleDocument({
        target:
          '<recordTarget><patientRole><id nullFlavor="UNK"/><patient><name nullFlavor="UNK"/></patient></patientRole></recordTarget>',
      }),
      'nameless-patient',
    ],
    ['an empty file', '', 'empty'],
    [
      'a character set that nobody knows',
      sampleDocument({ prolog: '<?xml version="1.0" encoding="UTF-7"?>' }),
      'unknown-charset',
    ],
  ])('is refused in words: %s', (_what, text, refused) => {
    const read = readDocument(bytes(text));
    expect(isRefusal(read) && read.refused).toBe(refused);
    expect(isRefusal(read) && read.detail).toMatch(/[.]$/);
  });

  it('never makes the reader throw, whichever of its bytes are turned', () => {
    const whole = bytes(sampleDocument());
    let taken_ = 0;
    for (let at = 0; at < whole.length; at += 7) {
      const turned = Buffer.from(whole);
      turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8));
      if (refusalOf(turned) === 'taken') taken_++;
    }
    expect(taken_).toBeGreaterThan(0);
  });
});
