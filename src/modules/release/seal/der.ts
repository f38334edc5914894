/** ASN.1 in DER (ITU-T X.690), as much of it as certificates and signatures need. */
const SEQUENCE = 0x30;
const SET = 0x31;

function tagged(tag: number, content: Buffer): Buffer {
  const n = content.length;
  if (n < 0x80) return Buffer.concat([Buffer.from([tag, n]), content]);
  const length = Buffer.from(n.toString(16).padStart(n > 0xffff ? 6 : n > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
}

export const sequence = (...parts: readonly Buffer[]) => tagged(SEQUENCE, Buffer.concat(parts));
/** DER sorts the members of a set by their bytes. */
export const setOf = (...parts: readonly Buffer[]) =>
  tagged(SET, Buffer.concat([...parts].sort((a, b) => Buffer.compare(a, b))));
export const octets = (bytes: Buffer) => tagged(0x04, bytes);
export const bits = (bytes: Buffer, unused = 0) => tagged(0x03, Buffer.concat([Buffer.from([unused]), bytes]));
export const utf8 = (text: string) => tagged(0x0c, Buffer.from(text, 'utf8'));
export const truth = (value: boolean) => tagged(0x01, Buffer.from([value ? 0xff : 0]));
export const nothing = () => Buffer.from([0x05, 0x00]);
/** `[n]` around, or in place of the tag where it is implicit. */
export const context = (n: number, content: Buffer) => tagged(0xa0 | n, content);

/** A number of any length that is not negative. */
export function integer(value: number | Buffer): Buffer {
  const hex = typeof value === 'number' ? value.toString(16) : value.toString('hex').replace(/^(00)+(?=..)/, '');
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return tagged(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const group = [part & 0x7f];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128))
      group.unshift(0x80 | (left & 0x7f));
    bytes.push(...group);
  }
  return tagged(0x06, Buffer.from(bytes));
}

/** RFC 5280, 4.1.2.5: two digits of the year until 2049. */
export function moment(at: Date): Buffer {
  const text = at.toISOString().replace(/[-:T]|\.\d+/g, '');
  return at.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(text.slice(2), 'latin1'))
    : tagged(0x18, Buffer.from(text, 'latin1'));
}

export interface DerNode {
  readonly tag: number;
  readonly content: Buffer;
  /** With tag and length. */
  readonly whole: Buffer;
}

/** The values one after another in `bytes`. @throws where it is not DER. */
export function readDer(bytes: Buffer): DerNode[] {
  const nodes: DerNode[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at + 1];
    const tag = bytes[at];
    if (tag === undefined || first === undefined) throw new Error('cut off');
    const count = first < 0x80 ? 0 : first & 0x7f;
    if (count > 4 || first === 0x80) throw new Error('not DER');
    const length = count === 0 ? first : bytes.readUIntBE(at + 2, count);
    const from = at + 2 + count;
    if (from + length > bytes.length) throw new Error('cut off');
    nodes.push({ tag, content: bytes.subarray(from, from + length), whole: bytes.subarray(at, from + length) });
    at = from + length;
  }
  return nodes;
}

/** The one value at the beginning; what follows it (the zeros of a reserved place) is left. */
export function readFirst(bytes: Buffer): DerNode {
  const first = bytes[1] ?? 0;
  const count = first < 0x80 ? 0 : first & 0x7f;
  const length = count === 0 ? first : bytes.readUIntBE(2, Math.min(count, 4));
  const [node] = readDer(bytes.subarray(0, 2 + count + length));
  if (node === undefined) throw new Error('cut off');
  return node;
}
