import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyRoot,
  formatVerifierKey,
  hashLeafData,
  noteSigner,
  noteVerifier,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  signNote,
  splitCheckpoints,
} from './index.ts';

// The example that Go's golang.org/x/mod/sumdb/note publishes, key, text and signature.
const NEUMANN_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const NEUMANN_SEED = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const NEUMANN_TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NEUMANN_NOTE = `${NEUMANN_TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const hospital = noteSigner('riverside.example/audit', generateKeyPairSync('ed25519').privateKey);
const witness = noteSigner('witness.example/one', generateKeyPairSync('ed25519').privateKey);
const checkpoint = { origin: 'riverside.example/audit', size: 20852163, root: hashLeafData(Buffer.from('x')) };
const signed = signCheckpoint(checkpoint, hospital);

describe('a signed note', () => {
  it('is the published one, byte for byte', () => {
    const verifier = parseVerifierKey(NEUMANN_KEY);
    expect(formatVerifierKey(verifier)).toBe(NEUMANN_KEY);
    expect(openNote(NEUMANN_NOTE, [verifier])).toMatchObject({ ok: true, text: NEUMANN_TEXT });
    const pkcs8 = Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      Buffer.from(NEUMANN_SEED, 'base64').subarray(1),
    ]);
    const signer = noteSigner('PeterNeumann', createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
    expect(signNote(NEUMANN_TEXT, signer)).toBe(NEUMANN_NOTE);
  });

  it('opens when one of several signatures is ours and the others are unknown', () => {
    const note = signNote('the text\n', witness, hospital);
    expect(openNote(note, [hospital.verifier])).toMatchObject({ ok: true, text: 'the text\n' });
    expect(openNote(note, [hospital.verifier, witness.verifier])).toMatchObject({ ok: true });
  });

  it('is refused whole when a known signature fails, even beside a good one', () => {
    const good = signNote('one\n', hospital, witness);
    const other = signNote('two\n', witness);
    const mixed = good.replace(/— witness.*\n/, /— witness.*\n/.exec(other)?.[0] ?? '');
    expect(openNote(mixed, [hospital.verifier, witness.verifier])).toEqual({
      ok: false,
      reason: 'a signature does not verify',
    });
  });

  it('is refused without a known signature, with broken lines, or with control characters', () => {
    const keys = [hospital.verifier];
    const note = signNote('a\n', hospital);
    expect(openNote(note, [])).toMatchObject({ ok: false, reason: 'no known key signed the note' });
    expect(openNote(note, [noteVerifier('other.example', hospital.verifier.publicKey)])).toMatchObject({ ok: false });
    for (const broken of [
      '',
      'a\n',
      'a\n\n',
      note.slice(0, -1),
      `${note}\n`,
      note.replace('\n', '\r\n'),
      note.replace('— ', '- '),
      note.replace('— ', '—  '),
      note.replace(/\n$/, ' \n'),
      note.replace(/=\n$/, '\n'),
      note + note.slice(note.indexOf('—')),
      `\u0000${note}`,
      `${'x'.repeat(70_000)}${note}`,
    ]) {
      expect(openNote(broken, keys).ok, JSON.stringify(broken.slice(0, 40))).toBe(false);
    }
  });

  it('takes no key whose id, type or spelling is off', () => {
    const line = formatVerifierKey(hospital.verifier);
    expect(parseVerifierKey(line).keyId).toBe(hospital.verifier.keyId);
    const [name, id, key] = line.split(/\+(.{8})\+/);
    for (const bad of [
      '',
      'x',
      `${name}+${id}`,
      `${name}+00000000+${key}`,
      `x${line}`,
      `${line}=`,
      `${line}\n`,
      ` ${line}`,
    ]) {
      expect(() => parseVerifierKey(bad), bad).toThrow();
    }
    expect(() => noteVerifier('two words', hospital.verifier.publicKey)).toThrow('key name');
    expect(() => noteSigner('p256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)).toThrow('Ed25519');
    expect(() => signNote('no newline', hospital)).toThrow('newline');
  });
});

describe('a checkpoint', () => {
  it('says which log, how many entries and which root, and comes back as it was', () => {
    expect(signed.split('\n').slice(0, 4)).toEqual([
      'riverside.example/audit',
      '20852163',
      Buffer.from(checkpoint.root).toString('base64'),
      '',
    ]);
    expect(openCheckpoint(signed, [hospital.verifier])).toEqual({ ok: true, checkpoint });
  });

  it('is signed by the log it names and by nobody else', () => {
    expect(() => signCheckpoint(checkpoint, witness)).toThrow('another log');
    const stolen = signNote(`${checkpoint.origin}\n1\n${Buffer.from(emptyRoot()).toString('base64')}\n`, witness);
    expect(openCheckpoint(stolen, [hospital.verifier, witness.verifier])).toMatchObject({ ok: false });
  });

  it('has one spelling', () => {
    const root = Buffer.from(emptyRoot()).toString('base64');
    expect(parseCheckpoint(`log\n0\n${root}\n`)).toEqual({ origin: 'log', size: 0, root: emptyRoot() });
    for (const text of [
      `log\n00\n${root}\n`,
      `log\n01\n${root}\n`,
      `log\n+1\n${root}\n`,
      `log\n-1\n${root}\n`,
      `log\n1e3\n${root}\n`,
      `log\n 1\n${root}\n`,
      `log\n9007199254740993\n${root}\n`,
      `log\n1\n${root}`,
      `log\n1\n${root}\n\n`,
      `log\n1\n${root}\nextension\n`,
      `log\n1\n${root.slice(0, -1)}\n`,
      `log\n1\n${root.slice(4)}\n`,
      `log\n1\n${root.replace(/.=$/, (end) => (end === 'U=' ? 'V=' : 'U='))}\n`,
      `\n1\n${root}\n`,
    ]) {
      expect(parseCheckpoint(text), JSON.stringify(text)).toBeUndefined();
    }
  });

  it('survives no change of any bit', () => {
    const bytes = Buffer.from(signed);
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(openCheckpoint(changed.toString('utf8'), [hospital.verifier]).ok, `byte ${at} bit ${bit}`).toBe(false);
      }
    }
  });

  it('is cut out of a file of many', () => {
    const oneMore = signNote('witnessed\n', hospital, witness);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(signed, oneMore), { maxLength: 8 }), (notes) => {
        expect(splitCheckpoints(notes.join(''))).toEqual(notes);
      }),
    );
    expect(splitCheckpoints(`${signed}rest`)).toEqual([signed, 'rest']);
  });
});
