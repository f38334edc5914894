import { deflateSync } from 'node:zlib';
import type { PacketDocument, PacketInput } from './packet-input.ts';

export interface SamplePage {
  readonly text?: string;
  readonly rotate?: number;
  readonly box?: readonly [number, number, number, number];
  /** Content of the page's /Annots. */
  readonly annotations?: string;
  /** Operators before the text, e.g. a filled square. */
  readonly operators?: string;
}

/** A plain PDF 1.4 as a word processor would write it. `extra` goes into the catalogue, `more` are further objects. */
export function samplePdf(pages: readonly SamplePage[], extra = '', more: readonly string[] = []): Buffer {
  const objects: Buffer[] = [];
  const add = (body: Buffer | string) => objects.push(Buffer.from(body));
  add('');
  add('');
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const kids = pages.map(({ text = '', rotate = 0, box = [0, 0, 612, 792], operators = '', annotations = '' }) => {
    const packed = deflateSync(`${operators} BT /F 12 Tf ${box[0] + 72} ${box[1] + 400} Td (${text}) Tj ET`);
    const content = add(
      Buffer.concat([
        Buffer.from(`<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
        packed,
        Buffer.from('\nendstream'),
      ]),
    );
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [${box.join(' ')}] /Rotate ${rotate} /Annots [${annotations}] /Contents ${content} 0 R /Resources << /Font << /F ${font} 0 R >> >> >>`,
    );
  });
  more.forEach(add);
  objects[0] = Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${extra} >>`);
  objects[1] = Buffer.from(
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
  );
  let position = 9;
  const offsets: number[] = [];
  const parts = [Buffer.from('%PDF-1.4\n')];
  objects.forEach((body, index) => {
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets.push(position);
    position += whole.length;
    parts.push(whole);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${position}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

export function sampleDocument(number: number, pages: number, parts: Partial<PacketDocument> = {}): PacketDocument {
  return {
    documentId: `document-${number}`,
    title: `Progress note ${number}`,
    date: '2025-03-04',
    author: 'Dr. Ana Müller',
    pages,
    sourceSha256: String(number).padStart(64, '0'),
    bytes: 1_000,
    ...parts,
  };
}

export function sampleInput(documents: readonly PacketDocument[], parts: Partial<PacketInput> = {}): PacketInput {
  return {
    packetNumber: 'P-2026-000017',
    requestNumber: 'R-2026-000009',
    releasedOn: '2026-11-23',
    custodian: {
      name: 'Riverside Health',
      facility: 'Riverside General Hospital',
      address: ['1 River Road', 'Springfield'],
      fictional: true,
    },
    patient: { name: 'Ortega, María José', otherNames: ['Ruiz, María'], birthDate: '1961-05-09', mrns: ['4471120'] },
    requester: { name: 'Dana Whitfield', organisation: 'Whitfield Law', address: ['2 Court Square'] },
    basis: 'Authorization signed 2026-11-02 (45 CFR 164.508)',
    purpose: 'Legal',
    notices: [{ title: 'Confidential', text: 'These records are confidential.' }],
    documents,
    ...parts,
  };
}
