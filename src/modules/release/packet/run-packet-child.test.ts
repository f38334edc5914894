import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assemblePacket, readPacketNumber, verifyPacket } from './assemble.ts';
import { PacketRefused } from './packet-input.ts';
import { PacketChildStopped, runPacketChild } from './run-packet-child.ts';
import { sampleDocument, sampleInput, samplePdf } from './sample-pdf.fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packet-child-'));
  writeFileSync(join(folder, 'a.pdf'), samplePdf([{ text: 'alpha' }]));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const input = () => sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]);

test('a packet is made and verified in a process of its own, which tells how far it is', async () => {
  const heard: number[] = [];
  const packet = await assemblePacket(input(), folder, { onProgress: ({ pages }) => heard.push(pages) });
  if (packet.state !== 'assembled') throw new Error('not assembled');
  expect(heard).toEqual([0, 3]);
  const file = join(folder, 'volume-1.pdf');
  expect(await verifyPacket([file], packet.manifest, folder)).toMatchObject({ pages: 3, verified: 3, mismatches: [] });
  expect(await readPacketNumber(file, folder)).toEqual({ packetNumber: 'P-2026-000017', volume: 1 });
});

test('what the input lacks is said as a refusal, not as a crash', async () => {
  await expect(assemblePacket(sampleInput([]), folder)).rejects.toThrow(PacketRefused);
});

test.each([
  ['silent', { silentMs: 1, memoryMiB: 4096 }],
  ['memory', { silentMs: 60_000, memoryMiB: 1 }],
] as const)('a process that is %s past its limit is ended', async (cause, limits) => {
  const stopped = runPacketChild({ kind: 'assemble', input: input(), folder }, () => {}, limits);
  await expect(stopped).rejects.toMatchObject({ cause });
  await expect(stopped).rejects.toThrow(PacketChildStopped);
});
