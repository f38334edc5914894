import { createHash, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { bits, context, integer, moment, octets, oid, nothing, sequence, setOf, truth, utf8 } from './der.ts';
import { OID } from './oids.ts';

/** Years for which one is good: packets are asked about for six. */
const YEARS = 6;
const MOST_LETTERS = 64; // RFC 5280, upper bounds of names
const RSA_BITS = 3_072;

export interface MadeCertificate {
  readonly certificate: Buffer;
  readonly privateKey: KeyObject;
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A certificate that a facility makes for itself: its readers know the seal by the fingerprint, no authority vouches for it. */
export async function makeCertificate(
  names: { readonly custodian: string; readonly facility: string },
  now: Date,
): Promise<MadeCertificate> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS });
  const notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS);
  const custodian = cut(names.custodian);
  const subject = sequence(
    name(OID.organisation, custodian),
    name(OID.organisationalUnit, cut(names.facility)),
    name(OID.commonName, cut(`${names.custodian}, records`)),
  );
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = sequence(oid(OID.sha256WithRsa), nothing());
  const body = sequence(
    context(0, integer(2)),
    integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
    algorithm,
    subject,
    sequence(moment(notBefore), moment(notAfter)),
    subject,
    key,
    context(
      3,
      sequence(
        extension(OID.basicConstraints, true, sequence()),
        // digitalSignature and contentCommitment
        extension(OID.keyUsage, true, bits(Buffer.from([0xc0]), 6)),
        extension(OID.subjectKeyIdentifier, false, octets(createHash('sha1').update(key).digest())),
      ),
    ),
  );
  const certificate = sequence(body, algorithm, bits(sign('sha256', body, privateKey)));
  return { certificate, privateKey, subject: `${custodian}, records`, notBefore, notAfter };
}

function name(type: string, text: string): Buffer {
  return setOf(sequence(oid(type), utf8(text)));
}

function extension(type: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(type), ...(critical ? [truth(true)] : []), octets(value));
}

function cut(text: string): string {
  const clean = text.replaceAll(/\p{Cc}/gu, ' ').trim();
  return [...clean].slice(0, MOST_LETTERS).join('');
}
