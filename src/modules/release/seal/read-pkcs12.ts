import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { sealProblems } from './problems.ts';
import { belongTogether } from './sign-digest.ts';

const MOST_CERTIFICATES = 8;
const MIN_RSA_BITS = 2_048;
/** A chain that would not go into the place that a volume keeps. */
const MOST_BYTES = 12_000;

export interface LoadedSeal {
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
  readonly privateKey: KeyObject;
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * The key and certificates of a PKCS#12 file (RFC 7292). What cannot seal is refused with what to do about it.
 * @throws release/seal-unreadable, release/seal-password, release/seal-without-key, release/seal-expired, release/seal-too-weak
 */
export function readPkcs12(file: Buffer, password: string, now: Date): LoadedSeal {
  const bags = openBags(file, password);
  const keys = bags.filter(({ type }) => type === KEY || type === SHROUDED);
  if (keys.length === 0)
    throw sealProblems.sealWithoutKey({
      detail:
        'Nothing was changed. The file holds certificates and no private key: export it anew together with its key.',
    });
  const certificates = bags.filter(({ type }) => type === CERTIFICATE).map(({ der }) => der);
  if (certificates.length === 0 || certificates.length > MOST_CERTIFICATES) throw unreadable();
  for (const { der } of keys) {
    const privateKey = keyOf(der);
    const certificate = certificates.find((each) => belongTogether(each, privateKey));
    if (certificate === undefined) continue;
    return fit(certificate, certificates, privateKey, now);
  }
  throw sealProblems.sealWithoutKey({
    detail: 'Nothing was changed. No certificate in the file belongs to its key: export it anew with both.',
  });
}

function fit(certificate: Buffer, all: readonly Buffer[], privateKey: KeyObject, now: Date): LoadedSeal {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = privateKey;
  if ((type !== 'rsa' && type !== 'ec') || (type === 'rsa' && (details?.modulusLength ?? 0) < MIN_RSA_BITS))
    throw sealProblems.sealTooWeak({
      detail: `Nothing was changed. A seal needs an RSA key of at least ${MIN_RSA_BITS} bits, or one on an elliptic curve.`,
    });
  const read = new X509Certificate(certificate);
  const [notBefore, notAfter] = [new Date(read.validFrom), new Date(read.validTo)];
  if (notAfter <= now || notBefore > now)
    throw sealProblems.sealExpired({
      detail: `Nothing was changed. The certificate is valid from ${day(notBefore)} to ${day(notAfter)}: ask your authority for a new one.`,
    });
  const chain = chainOf(
    read,
    all.filter((each) => !each.equals(certificate)),
  );
  if ([certificate, ...chain].reduce((sum, each) => sum + each.length, 0) > MOST_BYTES) throw unreadable();
  return { certificate, chain, privateKey, subject: subjectOf(read), notBefore, notAfter };
}

/** Nearest first; a root vouches for itself and is known to whoever trusts it. */
function chainOf(of: X509Certificate, others: readonly Buffer[]): Buffer[] {
  const chain: Buffer[] = [];
  let current = of;
  for (let step = 0; step < MOST_CERTIFICATES; step++) {
    const next = others.find((each) => {
      const other = new X509Certificate(each);
      return !chain.includes(each) && current.checkIssued(other) && !other.checkIssued(other);
    });
    if (next === undefined) break;
    chain.push(next);
    current = new X509Certificate(next);
  }
  return chain;
}

const KEY = '1.2.840.113549.1.12.10.1.1';
const SHROUDED = '1.2.840.113549.1.12.10.1.2';
const CERTIFICATE = '1.2.840.113549.1.12.10.1.3';

interface Bag {
  readonly type: string;
  readonly der: Buffer;
}

function openBags(file: Buffer, password: string): Bag[] {
  let p12: forge.pkcs12.Pkcs12Pfx;
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(file.toString('binary')));
    p12 = forge.pkcs12.pkcs12FromAsn1(asn1, false, password);
  } catch (error) {
    // The library says it in words only; what it says of anything else may quote the file.
    if (error instanceof Error && /password|MAC could not be verified/i.test(error.message))
      throw sealProblems.sealPassword({
        detail: 'Nothing was changed. The password does not open the file: check it, and that it is the right file.',
      });
    throw unreadable();
  }
  try {
    return p12.safeContents
      .flatMap(({ safeBags }) => safeBags)
      .flatMap((bag): Bag[] => {
        const asn1 =
          bag.cert != null
            ? forge.pki.certificateToAsn1(bag.cert)
            : bag.key != null
              ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key))
              : bag.asn1;
        // The bag of a certificate that the library does not understand (of a curve) is given as it lies.
        return asn1 == null ? [] : [{ type: bag.type, der: Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary') }];
      });
  } catch {
    throw unreadable();
  }
}

function keyOf(der: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } catch {
    throw unreadable();
  }
}

function subjectOf(certificate: X509Certificate): string {
  const lines = certificate.subject.split('\n');
  const named = (key: string) => lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);
  return (named('CN') ?? named('O') ?? certificate.subject).replaceAll(/\p{Cc}/gu, ' ').slice(0, 200) || 'unnamed';
}

function day(at: Date): string {
  return Number.isNaN(at.getTime()) ? 'an unknown day' : at.toISOString().slice(0, 10);
}

function unreadable() {
  return sealProblems.sealUnreadable({
    detail:
      'Nothing was changed. The file is no PKCS#12 file (.p12 or .pfx) with one certificate, its key and at most a short chain.',
  });
}
