import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDocument, sampleInput, samplePdf } from '../packet/sample-pdf.fixture.ts';
import { verifyPacketHere } from '../packet/verify-packet.ts';
import { writePacket } from '../packet/write-packet.ts';
import { makeCertificate, type MadeCertificate } from './make-certificate.ts';
import { readPkcs12 } from './read-pkcs12.ts';
import { readSeal } from './read-seal.ts';
import { newNonce } from './reserved-place.ts';
import { sealFile } from './seal-file.ts';
import { signDigest } from './sign-digest.ts';

const NOW = new Date('2026-11-28T15:00:00Z');
const has = (tool: string) => spawnSync(tool, ['--help']).error === undefined;
/** Tools of others, where they are installed (poppler-utils, qpdf, openssl): without them these checks say that they were skipped. */
const POPPLER = has('pdfsig') && has('pdftotext');
const QPDF = has('qpdf');
const OPENSSL = has('openssl');

let folder: string;
let made: MadeCertificate;
let ours: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seal-'));
  made = await makeCertificate({ custodian: 'Riverside Health “Ärzte”', facility: 'Riverside General' }, NOW);
  ours = createHash('sha256').update(made.certificate).digest('hex');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function sealed(passcode?: string) {
  const nonce = newNonce();
  writeFileSync(join(folder, 'a.pdf'), samplePdf([{ text: 'alpha one' }, { text: 'alpha two' }]));
  const input = {
    ...sampleInput([sampleDocument(1, 2, { original: 'a.pdf' })]),
    seal: { nonce, name: 'Riverside Health', reason: 'Certified copy', at: NOW.toISOString() },
    ...(passcode === undefined ? {} : { passcode }),
  };
  const packet = await writePacket(input, folder);
  if (packet.state !== 'assembled') throw new Error('not assembled');
  const file = join(folder, `sealed-${passcode ?? 'plain'}.pdf`);
  copyFileSync(join(folder, 'volume-1.pdf'), file);
  const key = { certificate: made.certificate, chain: [], privateKey: made.privateKey };
  const sha256 = await sealFile(file, nonce, (digest) => signDigest(key, digest, NOW));
  const manifest = {
    ...packet.manifest,
    volumes: packet.manifest.volumes.map((volume) => ({ ...volume, sha256 })),
    seal: { fingerprint: ours },
  };
  return { file, sha256, manifest };
}

describe.each([undefined, 'AAAA-BBBB'])('a sealed volume (passcode %s)', (passcode) => {
  test('is valid as it lies, and every page of it is as released', async () => {
    const { file, sha256, manifest } = await sealed(passcode);
    expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(sha256);
    expect(await readSeal(file, [ours])).toEqual({ state: 'valid', fingerprint: ours });
    expect(await readSeal(file, [])).toEqual({ state: 'foreign', fingerprint: ours });
    const proof = await verifyPacketHere([file], manifest, folder, passcode, [ours]);
    expect(proof).toMatchObject({ mismatches: [], seals: [{ volume: 1, state: 'valid' }] });
  });

  test('is told from one in which a byte was changed, something was added, or the seal was taken off', async () => {
    const { file, manifest } = await sealed(passcode);
    const bytes = readFileSync(file);
    const changed = Buffer.from(bytes);
    changed.writeUInt8((changed[200] ?? 0) ^ 1, 200);
    const added = Buffer.concat([bytes, Buffer.from('\n1 0 obj << >> endobj\n')]);
    const gap = Buffer.from(bytes.toString('latin1').replace(/\/Contents <3/, '/Contents <2'), 'latin1');
    expect(gap.equals(bytes)).toBe(false);
    for (const [at, broken] of [changed, added, gap].entries()) {
      const path = join(folder, `broken-${at}.pdf`);
      writeFileSync(path, broken);
      expect((await readSeal(path, [ours])).state, String(at)).toBe('changed');
    }
    const bare = join(folder, 'bare.pdf');
    writeFileSync(bare, bytes.toString('latin1').replaceAll('/ByteRange', '/ByteRanqe'), 'latin1');
    const proof = await verifyPacketHere([bare], manifest, folder, passcode, [ours]);
    expect(proof.seals).toEqual([{ volume: 1, state: 'missing' }]);
    expect(proof.mismatches).toMatchObject([{ reason: 'rewritten' }]);
  });

  test('is found valid by pdfsig, and read by pdftotext', async (context) => {
    if (!POPPLER) return context.skip('pdfsig and pdftotext (poppler-utils) are not here');
    const { file } = await sealed(passcode);
    const told = spawnSync('pdfsig', [...(passcode === undefined ? [] : ['-upw', passcode]), '-nocert', file]);
    const text = `${told.stdout.toString()}${told.stderr.toString()}`;
    expect(text).toContain('Signature is Valid');
    expect(text).toContain('Total document signed');
    const words = execFileSync('pdftotext', [...(passcode === undefined ? [] : ['-upw', passcode]), file, '-']);
    expect(words.toString()).toContain('alpha two');
  });

  test('is whole for qpdf', async (context) => {
    if (!QPDF) return context.skip('qpdf is not here');
    const { file } = await sealed(passcode);
    const checked = spawnSync('qpdf', [
      ...(passcode === undefined ? [] : [`--password=${passcode}`]),
      ...['--check', file],
    ]);
    expect(checked.status, checked.stderr.toString()).toBe(0);
  });
});

test('what merely looks like a place for a seal is not taken for it', async () => {
  const nonce = newNonce();
  writeFileSync(join(folder, 'f.pdf'), samplePdf([{ text: 'alpha' }]));
  const seal = { nonce, name: 'R', reason: 'C', at: NOW.toISOString() };
  await writePacket({ ...sampleInput([sampleDocument(1, 1, { original: 'f.pdf' })]), seal }, folder);
  const fake = '%/ByteRange [0 9999999999 9999999999 9999999999] /Contents <0000>\n';
  const file = join(folder, 'fake.pdf');
  writeFileSync(file, Buffer.concat([Buffer.from(fake), readFileSync(join(folder, 'volume-1.pdf'))]));
  const key = { certificate: made.certificate, chain: [], privateKey: made.privateKey };
  await sealFile(file, nonce, (digest) => signDigest(key, digest, NOW));
  expect((await readSeal(file, [ours])).state).toBe('valid');
  expect(readFileSync(file, 'latin1').startsWith(fake)).toBe(true);
});

describe.skipIf(!OPENSSL)('a PKCS#12 file', () => {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  function keyAndCertificate(name: string, kind: 'rsa' | 'ec', days = '30') {
    const algorithm = kind === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    openssl('req', '-x509', '-newkey', ...algorithm, '-nodes', '-days', days, '-subj', `/O=Riverside/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`); // prettier-ignore
    openssl('pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.pem`, '-out', `${name}.p12`, '-passout', 'pass:right'); // prettier-ignore
    return readFileSync(join(folder, `${name}.p12`));
  }

  test.each(['rsa', 'ec'] as const)('with an %s key seals', async (kind) => {
    const loaded = readPkcs12(keyAndCertificate(`good-${kind}`, kind), 'right', new Date());
    expect(loaded.subject).toBe(`good-${kind}`);
    const nonce = newNonce();
    writeFileSync(join(folder, 'a.pdf'), samplePdf([{ text: 'alpha' }]));
    const seal = { nonce, name: 'R', reason: 'C', at: NOW.toISOString() };
    await writePacket({ ...sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]), seal }, folder);
    const file = join(folder, 'volume-1.pdf');
    await sealFile(file, nonce, (digest) => signDigest(loaded, digest, new Date()));
    const fingerprint = createHash('sha256').update(loaded.certificate).digest('hex');
    expect((await readSeal(file, [fingerprint])).state).toBe('valid');
    if (POPPLER) expect(execFileSync('pdfsig', ['-nocert', file]).toString()).toContain('Signature is Valid');
  });

  test('with a wrong password, without a key, out of date, or no such file at all is refused with what to do', () => {
    const good = keyAndCertificate('good', 'rsa');
    const code = (file: Buffer, password: string, now = new Date()) => {
      try {
        readPkcs12(file, password, now);
        return 'read';
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
    };
    expect(code(good, 'wrong')).toBe('release/seal-password');
    expect(code(good, '')).toBe('release/seal-password');
    openssl('pkcs12', '-export', '-nokeys', '-in', 'good.pem', '-out', 'bare.p12', '-passout', 'pass:right');
    expect(code(readFileSync(join(folder, 'bare.p12')), 'right')).toBe('release/seal-without-key');
    expect(code(good, 'right', new Date('2031-01-01'))).toBe('release/seal-expired');
    expect(code(Buffer.from('no such thing'), 'right')).toBe('release/seal-unreadable');
    expect(code(good.subarray(0, 200), 'right')).toBe('release/seal-unreadable');
  });
});
