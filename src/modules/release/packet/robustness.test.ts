import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemblePacket, verifyPacket } from './assemble.ts';
import { sampleDocument, sampleInput } from './sample-pdf.fixture.ts';

const corpus = resolve('../shared/data/robustness');

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'packet-corpus-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('of 93 hostile originals each is merged or asked for as images, and what is merged is a sound packet', async (context) => {
  if (!existsSync(corpus)) return context.skip('../shared/data/robustness is not here');
  const index = JSON.parse(readFileSync(join(corpus, 'pdf-index.json'), 'utf8')) as unknown;
  const pagesOf = pageCounts(index);
  const names = readdirSync(join(corpus, 'pdf')).sort();
  const documents = names.map((name, number) => {
    const file = `in-${number}.pdf`;
    cpSync(join(corpus, 'pdf', name), join(folder, file));
    return sampleDocument(number, Math.max(pagesOf.get(name) ?? 1, 1), {
      original: file,
      bytes: statSync(join(folder, file)).size,
    });
  });
  const first = await assemblePacket(sampleInput(documents), folder);
  if (first.state !== 'needs-images') throw new Error('some of these files cannot be merged');
  const refused = new Set(first.documents.map(({ documentId }) => documentId));
  expect(refused.size).toBeGreaterThan(20);
  expect(refused.size).toBeLessThan(60);
  const usable = documents.filter(({ documentId }) => !refused.has(documentId));
  const packet = await assemblePacket(sampleInput(usable), folder);
  if (packet.state !== 'assembled') throw new Error(JSON.stringify(packet));
  expect(await verifyPacket([join(folder, 'volume-1.pdf')], packet.manifest, folder)).toMatchObject({
    pages: packet.manifest.pages,
    verified: packet.manifest.pages,
  });
}, 120_000);

function pageCounts(index: unknown): Map<string, number> {
  const rows = Array.isArray(index) ? index : Object.values(index as Record<string, unknown>).find(Array.isArray);
  return new Map(
    (rows as { file?: string; name?: string; path?: string; pages?: number }[]).map((row) => [
      (row.file ?? row.name ?? row.path ?? '').split('/').at(-1) ?? '',
      row.pages ?? 1,
    ]),
  );
}
