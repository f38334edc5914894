import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobContext } from '../../../test/world/job.ts';
import { putBlob } from '../../../test/world/chart.ts';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  identifyAndVerify,
  openCase,
  queuesOf,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { JobContext } from '../../platform/module.ts';
import { blobProblems } from '../../platform/blobs/problems.ts';
import { addAddendum, fileDocument, markEnteredInError } from '../documents/index.ts';
import { assemblePacketJob } from './assemble-packet.ts';
import type { ReadStructured } from './structured/source.ts';

const NO_DATA: ReadStructured = () => Promise.resolve({ entries: [], more: false });
let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

const scratch = () =>
  readdirSync(join(world.services.settings.data, 'scratch')).filter((name) => name.startsWith('release-'));

/** Approved, and the job not yet run. */
async function approved(patientId: string, scope: Record<string, unknown> = {}) {
  const id = await receive(world, desk);
  await identifyAndVerify(world, desk, id, patientId);
  await recordAuthority(world, desk, id);
  const { scopeId } = await chooseScope(world, desk, id, scope);
  const { packetId } = await step<{ packetId: string }>(world, {
    actor: desk.approver,
    path: `/release/requests/${id}/approval`,
    body: { scopeId },
  });
  return { id, packet: { patientId, packetId } };
}

const context = (parts: Partial<JobContext> = {}) => jobContext(world.services, 'release.assemble-packet', parts);

/** The same job in a process that dies at its n-th step: before or after an act, a key, a blob read or written. */
function dyingAt(n: number): JobContext {
  let steps = 0;
  const pass = () => {
    steps += 1;
    if (steps === n) throw new Error(`died at step ${n}`);
  };
  const whole = context();
  const { services } = whole;
  return context({
    act: async (request, fn) => {
      pass();
      const result = await whole.act(request, fn);
      pass();
      return result;
    },
    services: {
      ...services,
      keyring: {
        ...services.keyring,
        newSlot: () => {
          pass();
          return services.keyring.newSlot();
        },
      },
      blobs: {
        ...services.blobs,
        open: (ref, range) => {
          pass();
          return services.blobs.open(ref, range);
        },
        read: (ref, maxBytes) => {
          pass();
          return services.blobs.read(ref, maxBytes);
        },
        put: async (slot, source, limits) => {
          const ref = await services.blobs.put(slot, source, limits);
          pass();
          return ref;
        },
      },
    },
  });
}

describe('assembling a packet', () => {
  it('survives a crash between any two of its steps', async () => {
    const patient = await arrangePerson(world, 'Kill', 'Kira');
    await arrangePaper(world, patient, ['First']);
    await arrangePaper(world, patient, ['Second', 'and its back']);
    const { id, packet } = await approved(patient);
    let crashes = 0;
    for (let n = 1; n <= 30; n++) {
      try {
        await assemblePacketJob(dyingAt(n), packet, NO_DATA);
        break;
      } catch (error) {
        expect(String(error)).toContain(`died at step ${n}`);
        crashes += 1;
        expect(scratch()).toEqual([]);
      }
    }
    expect(crashes).toBeGreaterThanOrEqual(8);
    await assemblePacketJob(context(), packet, NO_DATA);
    const { packet: made } = await openCase(world, desk.specialist, id);
    expect(made).toMatchObject({ state: 'ready', pages: 5, volumes: [{ volume: 1 }] });
    const [units] = await world.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM documents.unit WHERE patient_id = $1 AND kind = 'dataset'`,
      [patient],
    );
    expect(units?.n).toBe(1);
    await world.stack.drain();
    expect((await openCase(world, desk.specialist, id)).packet).toEqual(made);
  });

  it('waits out a full disk, and at last is given up for a person to mend and try again', async () => {
    const patient = await arrangePerson(world, 'Full', 'Fred');
    await arrangePaper(world, patient, ['A page']);
    const { id, packet } = await approved(patient);
    const full = (lastAttempt: boolean) =>
      context({
        lastAttempt,
        services: {
          ...world.services,
          blobs: {
            ...world.services.blobs,
            put: () => Promise.reject(blobProblems.full({ detail: 'There is no room left.' })),
          },
        },
      });
    await expect(assemblePacketJob(full(false), packet, NO_DATA)).rejects.toMatchObject({ code: 'blobs/full' });
    expect((await openCase(world, desk.specialist, id)).packet?.state).toBe('assembling');
    await assemblePacketJob(full(true), packet, NO_DATA);
    expect(await openCase(world, desk.specialist, id)).toMatchObject({
      next: 'repair-packet',
      packet: { state: 'failed', failedCode: 'blobs/full' },
    });
    expect(await queuesOf(world, id)).toEqual(['release.to-work']);
    await step(world, { actor: desk.specialist, path: `/release/requests/${id}/packet` });
    await world.stack.drain();
    const { packet: again } = await openCase(world, desk.specialist, id);
    expect(again).toMatchObject({ state: 'ready', number: expect.stringMatching(/-2$/) });
  });

  it('names the documents that have no pages to print, and makes the packet once they are left out', async () => {
    const patient = await arrangePerson(world, 'Ton', 'Toni');
    await arrangePaper(world, patient, ['A page']);
    const audio = await arrangePaper(world, patient, [], { original: { mediaType: 'audio/mpeg', content: 'sound' } });
    const id = await releaseUpToPacket(world, desk, patient);
    expect((await openCase(world, desk.specialist, id)).packet).toMatchObject({
      state: 'failed',
      failedCode: 'release/documents-unusable',
      failedDocuments: [{ documentId: audio.documentId }],
    });
    const { scopeId } = await chooseScope(world, desk, id);
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/scope/documents/${audio.documentId}`,
      body: { decision: 'withhold', reason: 'A recording; handed over on a medium of its own' },
    });
    await step(world, { actor: desk.approver, path: `/release/requests/${id}/approval`, body: { scopeId } });
    await world.stack.drain();
    expect((await openCase(world, desk.specialist, id)).packet).toMatchObject({ state: 'ready', pages: 3 });
  });

  it('takes a document whose original is damaged from its page images', async () => {
    const patient = await arrangePerson(world, 'Bild', 'Bina');
    const keySlot = world.services.keyring.newSlot();
    const image = await sharp({ create: { width: 850, height: 1100, channels: 3, background: 'white' } })
      .webp()
      .toBuffer();
    const page = await putBlob(world, keySlot, image);
    const original = await putBlob(world, keySlot, '%PDF-1.4 and then nothing of use');
    await world.system((act) =>
      fileDocument(act, {
        patientId: patient,
        typeCode: 'progress-note',
        date: '2026-11-01',
        receivedVia: 'scan',
        origin: 'desk',
        keySlot,
        signatures: [{ role: 'author', signer: { name: 'Dr. M' }, signedAt: new Date('2026-11-01'), how: 'ink' }],
        pages: [{ renditions: [{ kind: 'page-image', mediaType: 'image/webp', blob: page }] }],
        renditions: [{ kind: 'original', mediaType: 'application/pdf', blob: original }],
      }),
    );
    const id = await releaseUpToPacket(world, desk, patient);
    const { packet } = await openCase(world, desk.specialist, id);
    expect(packet).toMatchObject({ state: 'ready', pages: 3, fromImages: [{ reason: 'damaged' }] });
  });

  it('carries the addenda of a document, and notes that came as plain text', async () => {
    const patient = await arrangePerson(world, 'Nachtrag', 'Nele');
    const note = await arrangePaper(world, patient, ['The note']);
    await arrangePaper(world, patient, [], {
      original: { mediaType: 'text/plain', content: 'Called the patient.\nAll well.' },
    });
    const slot = await world.sql<{ key_slot: string }>(
      `SELECT u.key_slot FROM documents.unit u JOIN documents.document d ON d.unit_id = u.id WHERE d.id = $1`,
      [note.documentId],
    );
    const text = 'The dose was 5 mg, not 50.';
    const blob = await putBlob(world, slot[0]?.key_slot ?? '', text);
    await world.system((act) =>
      addAddendum(act, {
        patientId: patient,
        documentId: note.documentId,
        author: { name: 'Dr. Ana Müller' },
        reason: 'Wrong dose',
        text,
        blob,
      }),
    );
    const id = await releaseUpToPacket(world, desk, patient);
    expect((await openCase(world, desk.specialist, id)).packet).toMatchObject({ state: 'ready', pages: 5 });
  });

  it('stops when a document was struck through after the approval', async () => {
    const patient = await arrangePerson(world, 'Falsch', 'Fanny');
    const wrong = await arrangePaper(world, patient, ['Another patient’s']);
    await arrangePaper(world, patient, ['Right']);
    const { id } = await approved(patient);
    await world.system((act) =>
      markEnteredInError(act, {
        patientId: patient,
        documentId: wrong.documentId,
        cause: 'wrong-patient',
        reason: 'x',
      }),
    );
    await world.stack.drain();
    expect((await openCase(world, desk.specialist, id)).packet).toMatchObject({
      state: 'failed',
      failedCode: 'release/scope-outdated',
    });
  });

  it('encrypts when asked: only the passcode opens it, and both are verified', async () => {
    const patient = await arrangePerson(world, 'Geheim', 'Gabi');
    await arrangePaper(world, patient, ['A page']);
    const id = await releaseUpToPacket(world, desk, patient, { scope: { encrypt: true } });
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/deliveries`,
      body: { channel: 'print' },
    });
    const { body: bytes } = await world.callAs<Buffer>(
      desk.specialist,
      'GET',
      `/release/requests/${id}/packet/volumes/1`,
    );
    expect(bytes.includes('/Encrypt')).toBe(true);
    const { passcode } = await step<{ passcode: string }>(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/packet/passcode`,
    });
    const verify = (file: Buffer, word: string) =>
      world.callAs<{ code?: string; verified?: number; mismatches?: { reason: string }[] }>(
        desk.specialist,
        'POST',
        '/release/packets/verify',
        Buffer.concat([
          Buffer.from(`--x\r\nContent-Disposition: form-data; name="passcode"\r\n\r\n${word}\r\n`),
          Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'),
          file,
          Buffer.from('\r\n--x--\r\n'),
        ]),
        { 'content-type': 'multipart/form-data; boundary=x' },
      );
    expect((await verify(bytes, 'not it')).body).toMatchObject({ verified: 3, mismatches: [] });
    const longer = Buffer.concat([bytes, Buffer.from('\n% saved by a mail scanner\n')]);
    expect((await verify(longer, passcode)).body).toMatchObject({ verified: 3, mismatches: [{ reason: 'rewritten' }] });
    expect((await verify(longer, 'not it')).body).toMatchObject({ code: 'release/not-ours' });
    expect((await verify(Buffer.from('%PDF-1.7 nothing'), passcode)).body).toMatchObject({ code: 'release/not-ours' });
  });
});
