import { createHash, verify, X509Certificate } from 'node:crypto';
import { type DerNode, oid, readDer, readFirst } from './der.ts';
import { OID } from './oids.ts';
import { issuerAndSerial } from './sign-digest.ts';

export interface SignatureAnswer {
  /** false: the content is not what was signed, or the signature is not of the certificate inside. */
  readonly good: boolean;
  /** SHA-256 of the certificate that signed. */
  readonly fingerprint: string;
}

/** Whether a CMS signature is over content with this digest. @throws where it is none that we can read. */
export function evaluateSignature(cms: Buffer, digest: Buffer): SignatureAnswer {
  const outer = readFirst(cms);
  // What follows in the place that was kept is zeros, or somebody hid something there.
  if (outer.tag !== 0x30 || cms.subarray(outer.whole.length).some((byte) => byte !== 0)) throw new Error('not CMS');
  const [type, wrapped] = readDer(outer.content);
  if (type === undefined || !type.whole.equals(oid(OID.signedData))) throw new Error('not signed data');
  const [body] = readDer(wrapped?.content ?? Buffer.alloc(0));
  const parts = readDer(body?.content ?? Buffer.alloc(0));
  const certificates = readDer(parts.find(({ tag }) => tag === 0xa0)?.content ?? Buffer.alloc(0));
  const [signer] = readDer(parts.at(-1)?.content ?? Buffer.alloc(0));
  const [, sid, , attributes, , signature] = readDer(signer?.content ?? Buffer.alloc(0));
  if (sid === undefined || attributes?.tag !== 0xa0 || signature === undefined) throw new Error('not a signer');
  const own = certificates.find((each) => issuerAndSerial(each.whole).equals(sid.whole));
  if (own === undefined) throw new Error('without its certificate');
  const set = Buffer.from(attributes.whole);
  set[0] = 0x31;
  const good =
    attributeOf(attributes, OID.contentType)?.equals(oid(OID.data)) === true &&
    attributeContent(attributes, OID.messageDigest)?.equals(digest) === true &&
    verify('sha256', set, new X509Certificate(own.whole).publicKey, signature.content);
  return { good, fingerprint: createHash('sha256').update(own.whole).digest('hex') };
}

function valueOf(attributes: DerNode, type: string): DerNode | undefined {
  for (const each of readDer(attributes.content)) {
    const [name, values] = readDer(each.content);
    if (name?.whole.equals(oid(type)) === true) return readDer(values?.content ?? Buffer.alloc(0))[0];
  }
  return undefined;
}

const attributeOf = (attributes: DerNode, type: string) => valueOf(attributes, type)?.whole;
const attributeContent = (attributes: DerNode, type: string) => valueOf(attributes, type)?.content;
