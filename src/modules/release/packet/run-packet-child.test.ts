import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { assemblePacket, readPacketNumber, verifyPacket } from './assemble.ts';
import { PacketRefused } from './packet-input.ts';
import { askKeptChild } from './kept-children.ts';
import { openPacketChild, PacketChildStopped, runPacketChild } from './run-packet-child.ts';
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

test('a process does one task after the other, and says of a refused one no more than that', async () => {
  const child = openPacketChild();
  try {
    await expect(child.ask({ kind: 'assemble', input: sampleInput([]), folder })).rejects.toThrow(PacketRefused);
    expect((await child.ask({ kind: 'assemble', input: input(), folder })).kind).toBe('assembled');
    const two = [
      child.ask({ kind: 'assemble', input: input(), folder }),
      child.ask({ kind: 'number', file: '', folder }),
    ];
    expect((await Promise.allSettled(two)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    const open = child.ask({ kind: 'assemble', input: input(), folder });
    child.close();
    await expect(open).rejects.toThrow(PacketChildStopped);
    expect(child.isAlive).toBe(false);
  } finally {
    child.close();
  }
});

test('what belongs together is done by one process, anything else by another', async () => {
  const [document] = input().documents;
  if (document === undefined) throw new Error('no document');
  const opened = vi.fn(() => openPacketChild());
  for (const key of ['one', 'one', 'two', 'one']) {
    const answer = await askKeptChild(key, { kind: 'words', document, folder }, opened);
    expect(answer).toMatchObject({ kind: 'words', pages: [[{ text: 'alpha' }]] });
  }
  expect(opened).toHaveBeenCalledTimes(2);
});
