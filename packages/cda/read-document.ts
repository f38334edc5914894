import { type Body, readBody } from './body.ts';
import { type Header, readHeader } from './header.ts';
import type { Refusal } from './refusal.ts';
import { readXml } from './read-xml.ts';

export interface ClinicalDocument {
  readonly header: Header;
  readonly body: Body;
}

/** One CDA R2 document, from its bytes. Whatever its templates demand beyond that is not checked: it is read, not certified. */
export function readDocument(bytes: Uint8Array): ClinicalDocument | Refusal {
  const root = readXml(bytes);
  if ('refused' in root) return root;
  const header = readHeader(root);
  return 'refused' in header ? header : { header, body: readBody(root) };
}

/** By the first bytes of a file: whether it says that it is a CDA document. Says nothing about the rest. */
export function looksLikeDocument(head: Uint8Array): boolean {
  const wide = head[0] === 0xff || head[0] === 0xfe || head[0] === 0 || head[1] === 0;
  const text = wide ? Buffer.from(head).toString('latin1').replaceAll('\0', '') : Buffer.from(head).toString('latin1');
  return /^[^<]{0,16}<[?!A-Za-z]/.test(text) && /<(?:[A-Za-z_][\w.-]{0,60}:)?ClinicalDocument[\s>]/.test(text);
}
