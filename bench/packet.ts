import { fork } from 'node:child_process';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { copyOut } from '../src/modules/release/copy-out.ts';
import type { AssembledPacket, PacketDocument } from '../src/modules/release/packet/packet-input.ts';
import { sampleInput } from '../src/modules/release/packet/sample-pdf.fixture.ts';
import { CHILD_START, type ChildAnswer, type ChildTask } from '../src/modules/release/packet/run-packet-child.ts';
import { makeCertificate } from '../src/modules/release/seal/make-certificate.ts';
import { newNonce } from '../src/modules/release/seal/reserved-place.ts';
import { sealFile } from '../src/modules/release/seal/seal-file.ts';
import { type SealKey, signDigest } from '../src/modules/release/seal/sign-digest.ts';
import { type BlobRef, type BlobStore, openBlobStore } from '../src/platform/blobs/index.ts';
import { type Keyring, openKeyring } from '../src/platform/keys/index.ts';
import type { Bench } from './lib/bench.ts';
import { type Figure, round } from './lib/figure.ts';
import { watchMachine, watchPeak } from './lib/machine.ts';
import { openMerger } from './lib/merge-reference.ts';
import { makePaper, type Paper } from './lib/packet-paper.ts';
import { withDataFolder } from './lib/product.ts';

/** With cover and index they fill one volume of 1,000 pages. */
const PAGES = 985;
const RUNS = 3;
/** A scope of this many pages leaves in volumes, and takes no more memory than one of them. */
const LARGE_TIMES = 11;
const LARGE_PAGES = 10_000;
/** As the job does. */
const LAID_AT_ONCE = 4;
const MAX_BYTES = 400_000_000;

interface Kept {
  readonly paper: Paper;
  readonly blob: BlobRef;
}

/**
 * What the job does between its two transactions (assemble-packet.ts): originals out of their encrypted blobs, merged,
 * indexed and stamped by the compiled packet process, every page read back, the volume into a blob.
 */
export const packet: Bench = {
  name: 'packet',
  measures: `a packet of ${PAGES} pages from encrypted originals to its encrypted volume: pages a second, memory`,
  run: (options, print) =>
    withDataFolder({}, async (data) => {
      const keyring = await openKeyring({ dir: join(data, 'keys') });
      const blobs = await openBlobStore({ setting: '', dataDir: data, keyring });
      const plain = join(data, 'plain');
      mkdirSync(plain);
      const paper = await makePaper(plain, PAGES);
      const kept: Kept[] = [];
      for (const each of paper)
        kept.push({
          paper: each,
          blob: await blobs.put(keyring.newSlot(), createReadStream(join(plain, each.name)), { maxBytes: MAX_BYTES }),
        });
      const merger = openMerger();
      const names = paper.map(({ name }) => name);
      await merger.merge(plain, names);
      const program = join(dirname(options.program), 'packet-child.js');
      for (let run = 1; run <= RUNS; run++) {
        const bare = await merger.merge(plain, names);
        const end = watchMachine({ bench: process.pid });
        const made = await assemble({ data, program, keyring, blobs, kept });
        const noise = end();
        if (made.volumes !== 1) throw new Error('The packet was not made as one volume.');
        print({
          what: `packet of ${made.pages} pages, run ${run}`,
          measured: made.pages / made.seconds.all,
          unit: 'pages/s',
          more: `${paper.length} documents, ${round(sum(paper) / 1e6)} MB; decrypted in ${round(made.seconds.out)} s, assembled in ${round(made.seconds.assembled)}, encrypted in ${round(made.seconds.sealed)}; processor ${round(((noise.cpu['bench'] ?? 0) * 1000) / made.pages)} ms a page`,
          reference: { what: merger.what, value: PAGES / bare },
          target: { atLeast: 300, goal: 1500 },
          noise,
        });
        print(memoryOf(made));
      }
      const plainly = await assemble({ data, program, keyring, blobs, kept });
      const seal = await makeCertificate({ custodian: 'Bench', facility: 'Bench' }, new Date());
      const certified = await assemble({ data, program, keyring, blobs, kept, seal: { ...seal, chain: [] } });
      print({
        what: '  with a number on every page and the seal of the facility',
        measured: ((certified.seconds.all - plainly.seconds.all) * 1000) / certified.pages,
        unit: 'ms more a page',
        more: `the seal alone ${round(certified.seconds.signed * 1000)} ms a volume`,
        target: { atLeast: 0.3, goal: 0.1, atMost: true },
      });
      const end = watchMachine({ bench: process.pid });
      const large = await assemble({
        data,
        program,
        keyring,
        blobs,
        kept: Array.from({ length: LARGE_TIMES }, () => kept).flat(),
      });
      const noise = end();
      if (large.pages < LARGE_PAGES || large.volumes < LARGE_PAGES / 1_000)
        throw new Error('The scope was not as large as meant.');
      print({
        what: `packet of ${large.pages} pages in ${large.volumes} volumes`,
        measured: large.pages / large.seconds.all,
        unit: 'pages/s',
        more: `assembled in ${round(large.seconds.assembled)} s`,
        target: { atLeast: 300, goal: 1500 },
        noise,
      });
      print(memoryOf(large));
      await keyring.close();
    }),
};

function memoryOf({ peakMiB }: { peakMiB: number }): Figure {
  return {
    what: '  memory of the packet process, peak',
    measured: peakMiB,
    unit: 'MiB',
    target: { atLeast: 150, goal: 100, atMost: true },
  };
}

async function assemble(parts: {
  data: string;
  program: string;
  keyring: Keyring;
  blobs: BlobStore;
  kept: readonly Kept[];
  seal?: SealKey;
}) {
  const folder = join(parts.data, 'packet');
  mkdirSync(folder);
  const begin = performance.now();
  const since = (from: number) => (performance.now() - from) / 1000;
  const one = async ({ paper, blob }: Kept, at: number): Promise<PacketDocument> => {
    const file = `${at}-${paper.name}`;
    return {
      documentId: `document-${at}`,
      title: `Progress note ${at + 1}`,
      date: '2025-03-04',
      author: 'Dr. Ana Müller',
      pages: paper.pages,
      sourceSha256: await copyOut(parts.blobs, blob, join(folder, file)),
      original: file,
      bytes: paper.bytes,
    };
  };
  const documents: PacketDocument[] = [];
  for (let from = 0; from < parts.kept.length; from += LAID_AT_ONCE)
    documents.push(
      ...(await Promise.all(parts.kept.slice(from, from + LAID_AT_ONCE).map((kept, at) => one(kept, from + at)))),
    );
  const out = since(begin);
  const nonce = newNonce();
  const { seal } = parts;
  const options =
    seal === undefined
      ? {}
      : {
          bates: { prefix: 'BENCH', digits: 6, first: 1 },
          seal: { nonce, name: 'Bench', reason: 'Certified copy', at: '2026-11-28T00:00:00Z' },
        };
  const assembling = performance.now();
  const { packet: done, peakMiB } = await runChild(parts.program, {
    kind: 'assemble',
    input: { ...sampleInput(documents), ...options },
    folder,
  });
  const assembled = since(assembling);
  if (done.state !== 'assembled' || done.fromImages.length > 0)
    throw new Error('The packet was not made of its originals.');
  const signing = performance.now();
  if (seal !== undefined)
    for (const { file } of done.manifest.volumes)
      await sealFile(join(folder, file), nonce, (digest) => signDigest(seal, digest, new Date()));
  const signed = since(signing);
  const sealing = performance.now();
  const slot = parts.keyring.newSlot();
  for (const { file } of done.manifest.volumes)
    await parts.blobs.put(slot, createReadStream(join(folder, file)), { maxBytes: MAX_BYTES });
  await parts.blobs.put(slot, Buffer.from(JSON.stringify(done.manifest)), { maxBytes: MAX_BYTES });
  const seconds = { out, assembled, signed, sealed: since(sealing), all: since(begin) };
  rmSync(folder, { recursive: true });
  return { pages: done.manifest.pages, volumes: done.manifest.volumes.length, seconds, peakMiB };
}

/** The compiled child, launched as run-packet-child.ts does: from the sources it would spend its time being compiled. */
function runChild(program: string, task: ChildTask): Promise<{ packet: AssembledPacket; peakMiB: number }> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [], {
      execArgv: [...CHILD_START.heap],
      env: CHILD_START.env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const peak = watchPeak(child.pid ?? 0);
    child.on('message', (answer: ChildAnswer) => {
      if (answer.kind === 'assembled') resolve({ packet: answer.packet, peakMiB: peak() });
      else if (answer.kind !== 'progress') reject(new Error(`The packet process answered ${answer.kind}.`));
    });
    child.on('error', reject);
    child.on('exit', () => {
      peak();
      reject(new Error('The packet process ended without an answer.'));
    });
    child.send(task);
  });
}

const sum = (paper: readonly Paper[]) => paper.reduce((total, { bytes }) => total + bytes, 0);
