import { type KeyObject, sign, X509Certificate } from 'node:crypto';
import { context, integer, moment, nothing, octets, oid, readDer, sequence, setOf } from './der.ts';
import { OID } from './oids.ts';

export interface SealKey {
  readonly certificate: Buffer;
  /** Those who vouch for it, nearest first; without the root. */
  readonly chain: readonly Buffer[];
  readonly privateKey: KeyObject;
}

/** CMS SignedData over content that lies elsewhere (RFC 5652): SHA-256, certificate inside, the day signed along. */
export function signDigest(key: SealKey, digest: Buffer, at: Date): Buffer {
  const sha256 = sequence(oid(OID.sha256), nothing());
  const attributes = [
    sequence(oid(OID.contentType), setOf(oid(OID.data))),
    sequence(oid(OID.messageDigest), setOf(octets(digest))),
    sequence(oid(OID.signingTime), setOf(moment(at))),
  ];
  // What is signed is the set as such; in its place it stands under [0].
  const signature = sign('sha256', setOf(...attributes), key.privateKey);
  const algorithm =
    key.privateKey.asymmetricKeyType === 'ec' ? sequence(oid(OID.ecdsaWithSha256)) : sequence(oid(OID.rsa), nothing());
  const signer = sequence(
    integer(1),
    issuerAndSerial(key.certificate),
    sha256,
    implicit(0, setOf(...attributes)),
    algorithm,
    octets(signature),
  );
  return sequence(
    oid(OID.signedData),
    context(
      0,
      sequence(
        integer(1),
        setOf(sha256),
        sequence(oid(OID.data)),
        context(0, Buffer.concat([key.certificate, ...key.chain])),
        setOf(signer),
      ),
    ),
  );
}

export function issuerAndSerial(certificate: Buffer): Buffer {
  const [whole] = readDer(certificate);
  const [body] = readDer(whole?.content ?? Buffer.alloc(0));
  const parts = readDer(body?.content ?? Buffer.alloc(0));
  // version [0], serial, algorithm, issuer: the first is left out in the oldest form
  const from = parts[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer] = parts.slice(from);
  if (serial === undefined || issuer === undefined) throw new Error('not a certificate');
  return sequence(issuer.whole, serial.whole);
}

/** Another tag in place of the set's own. */
function implicit(n: number, set: Buffer): Buffer {
  const copy = Buffer.from(set);
  copy[0] = 0xa0 | n;
  return copy;
}

/** What a key makes its own certificate can check: a pair that does not belong together seals nothing. */
export function belongTogether(certificate: Buffer, privateKey: KeyObject): boolean {
  return new X509Certificate(certificate).checkPrivateKey(privateKey);
}
