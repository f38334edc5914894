import { X509Certificate } from 'node:crypto';
import type { SourceKind, SourceSettings } from './source.ts';

/** What each kind needs to work; the rest may be left empty. */
const NEEDS_KEY: readonly SourceKind[] = ['folder', 'scanner', 'fax', 'smtp', 'rest'];
const KEY = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const MAX_PATTERN = 200;
/** Folders of our own beside the sources' subfolders. */
const TAKEN = ['done', 'failed'];

export interface SourceFault {
  readonly at: string;
  readonly detail: string;
}

/** What is wrong with the facts of a source, as sentences; empty when nothing is. */
export function decideSourceFacts(facts: {
  kind: SourceKind;
  name: string;
  key: string | null;
  settings: SourceSettings;
}): SourceFault[] {
  const faults: SourceFault[] = [];
  const { kind, key, settings } = facts;
  if (facts.name.trim() === '') faults.push({ at: 'name', detail: 'Give it a name that people at the desk know.' });
  if (key === null && NEEDS_KEY.includes(kind))
    faults.push({ at: 'key', detail: 'Say the subfolder, or the part of the address before the @.' });
  if (key !== null && (!KEY.test(key) || TAKEN.includes(key)))
    faults.push({
      at: 'key',
      detail: 'Use small letters, digits, dots and hyphens, at most 64; done and failed are taken.',
    });
  if (kind === 'mailbox' && ((settings.host ?? '') === '' || (settings.user ?? '') === ''))
    faults.push({ at: 'host', detail: 'A mailbox needs a server and a user name.' });
  if (settings.ca !== undefined && settings.ca !== '' && !isCertificate(settings.ca))
    faults.push({ at: 'ca', detail: 'Paste the certificate as PEM: it begins with -----BEGIN CERTIFICATE-----.' });
  if (settings.senderPattern !== undefined && settings.senderPattern !== '') {
    const fault = decidePattern(settings.senderPattern);
    if (fault !== undefined) faults.push({ at: 'senderPattern', detail: fault });
  }
  return faults;
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

/** A pattern is written by a person of the site and meets text of strangers: repeats inside repeats can take for ever. */
export function decidePattern(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN) return `At most ${MAX_PATTERN} characters.`;
  if (/[*+}]\)?[*+{]|\([^)]*[*+][^)]*\)[*+{]/.test(pattern)) return 'A repeat inside a repeat is not allowed.';
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch {
    return 'This is not a regular expression.';
  }
}
