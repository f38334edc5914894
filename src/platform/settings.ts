import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { declareProblems } from './problem.ts';

export const settingsProblems = declareProblems('settings', {
  wrong: { kind: 'invalid', title: 'A setting has a value that Chartkeeper does not understand' },
});

interface Setting<T> {
  readonly variable: string;
  readonly fallback: string;
  readonly description: string;
  readonly read: (text: string) => T;
}

/**
 * Every process setting: where it comes from, what it means, what holds when it is not set. Settings of a site (its
 * facilities, policies, thresholds) are rows with history, not settings of a process.
 */
export const SETTINGS = {
  data: setting('CHARTKEEPER_DATA', './data', 'Folder of everything Chartkeeper keeps on this machine', absolute),
  port: setting('CHARTKEEPER_PORT', '8080', 'HTTP port of the browser, API and FHIR', portNumber),
  host: setting(
    'CHARTKEEPER_HOST',
    '127.0.0.1',
    'Address to listen on; anything but loopback needs TLS or a proxy',
    text,
  ),
  mllpPort: setting('CHARTKEEPER_MLLP_PORT', '2575', 'HL7 v2 MLLP port; 0: none is opened', portNumber),
  mllpHost: setting(
    'CHARTKEEPER_MLLP_HOST',
    '127.0.0.1',
    'Address on which HL7 v2 messages are received; anything but loopback needs TLS or a closed network',
    text,
  ),
  mllpAllow: setting(
    'CHARTKEEPER_MLLP_ALLOW',
    '',
    'Addresses or networks that may send HL7 v2 messages, e.g. 10.0.0.5,192.168.0.0/16; empty: this machine only',
    networks,
  ),
  mllpCertificate: setting(
    'CHARTKEEPER_MLLP_CERTIFICATE',
    '',
    'PEM file of the certificate chain of the MLLP port; empty: without TLS',
    text,
  ),
  mllpKey: setting('CHARTKEEPER_MLLP_KEY', '', 'PEM file of the private key of the MLLP port', text),
  mllpClientAuthority: setting(
    'CHARTKEEPER_MLLP_CLIENT_AUTHORITY',
    '',
    'PEM file of the authority that signs the certificates of senders; empty: none is asked for',
    text,
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    '',
    'PostgreSQL 15 or newer; empty: the PostgreSQL that Chartkeeper brings along',
    text,
  ),
  blobs: setting(
    'CHARTKEEPER_BLOBS',
    '',
    'Where document bytes lie: empty for a folder in the data, or s3://bucket/prefix?endpoint=...',
    text,
  ),
  kekFile: setting(
    'CHARTKEEPER_KEK_FILE',
    '',
    'File of the key-encryption key; empty: in the key folder of the data',
    text,
  ),
  logLevel: setting(
    'CHARTKEEPER_LOG_LEVEL',
    'info',
    'fatal, error, warn, info, debug or trace',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  ),
  ocr: setting(
    'CHARTKEEPER_OCR',
    'auto',
    'auto: native tesseract when installed, else the bundled engine',
    oneOf('auto', 'native', 'bundled'),
  ),
  roles: setting('CHARTKEEPER_ROLES', 'web,jobs,feeds', 'What this process does', roles),
  watch: setting('CHARTKEEPER_WATCH', '', 'Folder whose files are taken in; empty: DATA/inbox', text),
  smtpPort: setting('CHARTKEEPER_SMTP_PORT', '0', 'Port on which mail is received; 0: none is', portNumber),
  smtpHost: setting(
    'CHARTKEEPER_SMTP_HOST',
    '127.0.0.1',
    'Address on which mail is received; put the mail server of the house before anything but loopback',
    text,
  ),
  smtpMegabytes: setting('CHARTKEEPER_SMTP_MEGABYTES', '100', 'Largest message that is received, in MB', wholeNumber),
  clamd: setting(
    'CHARTKEEPER_CLAMD',
    '',
    'Virus scanner clamd: host:port or the path of its socket; empty: files are not scanned, and that is said',
    text,
  ),
  publicUrl: setting(
    'CHARTKEEPER_PUBLIC_URL',
    '',
    'Address that links in letters and releases begin with; empty: http://localhost:PORT',
    text,
  ),
  trustProxy: setting(
    'CHARTKEEPER_TRUST_PROXY',
    '',
    'Addresses or networks of the proxies whose X-Forwarded-For is believed, e.g. 10.0.0.5,192.168.0.0/16; empty: none',
    networks,
  ),
  tlsCertificate: setting(
    'CHARTKEEPER_TLS_CERTIFICATE',
    '',
    'PEM file of the certificate chain, also for STARTTLS of received mail; empty: plain http',
    text,
  ),
  tlsKey: setting('CHARTKEEPER_TLS_KEY', '', 'PEM file of the private key', text),
  smtpUrl: setting('CHARTKEEPER_SMTP_URL', '', 'smtp:// or smtps:// server for outgoing mail; empty: mail waits', text),
  faxGateway: setting(
    'CHARTKEEPER_FAX_GATEWAY',
    '',
    'Domain of the gateway that takes mail to NUMBER@domain as a fax; empty: faxes are sent by hand',
    text,
  ),
  careApproval: setting(
    'CHARTKEEPER_CARE_APPROVAL',
    'one-person',
    'Records for continuity of care: one-person sends what needs no decision, or two-people always',
    oneOf('one-person', 'two-people'),
  ),
  sealPackets: setting(
    'CHARTKEEPER_SEAL_PACKETS',
    'certified',
    'Packets that bear the seal of the facility unless their case says otherwise: certified copies, or all',
    oneOf('certified', 'all'),
  ),
  keyHosts: setting(
    'CHARTKEEPER_KEY_HOSTS',
    '',
    'Hosts that public keys of machine clients may be fetched from, e.g. ehr.example.org; empty: from none',
    hosts,
  ),
  fhirHosts: setting(
    'CHARTKEEPER_FHIR_HOSTS',
    '',
    'Hosts of FHIR servers, and of where they hand out tokens, that may be read from, e.g. fhir.example.org; empty: none',
    hosts,
  ),
  mailFrom: setting('CHARTKEEPER_MAIL_FROM', 'chartkeeper@localhost', 'Sender address of outgoing mail', text),
} as const;

type Raw = typeof SETTINGS;
export type Settings = { readonly [K in keyof Raw]: ReturnType<Raw[K]['read']> };
export type ServerRole = 'web' | 'jobs' | 'feeds';

/**
 * Reads the environment, over the lines `NAME=value` of the file `CHARTKEEPER_SETTINGS` where that is set.
 * @throws settings/wrong naming the variable, its value's form and what is understood.
 */
export function readSettings(
  environment: NodeJS.ProcessEnv,
  overrides: Partial<Record<keyof Raw, string>> = {},
): Settings {
  const file = environment['CHARTKEEPER_SETTINGS'];
  const fromFile = file === undefined || file === '' ? {} : parseFile(readFileSync(file, 'utf8'));
  const entries = (Object.keys(SETTINGS) as (keyof Raw)[]).map((key) => {
    const { variable, fallback, read } = SETTINGS[key];
    const value = overrides[key] ?? environment[variable] ?? fromFile[variable] ?? fallback;
    try {
      return [key, read(value)] as const;
    } catch (error) {
      throw settingsProblems.wrong(
        {
          detail: `${variable} is "${value}". ${error instanceof Error ? error.message : ''} Nothing was started.`,
          at: variable,
        },
        error,
      );
    }
  });
  return Object.fromEntries(entries) as Settings;
}

function setting<T>(variable: string, fallback: string, description: string, read: (text: string) => T): Setting<T> {
  return { variable, fallback, description, read };
}

function text(value: string): string {
  return value.trim();
}

function absolute(value: string): string {
  return resolve(value);
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('It must be a port number from 0 to 65535.');
  return port;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 10_000)
    throw new Error('It must be a whole number from 1 to 10000.');
  return number;
}

function oneOf<const T extends string>(...allowed: readonly T[]): (value: string) => T {
  return (value) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) throw new Error(`It must be one of ${allowed.join(', ')}.`);
    return found;
  };
}

/** Each an address, a network or `loopback`; never everybody, since then anybody may claim any address. */
function networks(value: string): readonly string[] {
  const words = value.split(',').map((word) => word.trim());
  if (value.trim() === '') return [];
  for (const word of words) {
    const [address = '', bits, ...rest] = word.split('/');
    const family = isIP(address);
    const widest = family === 4 ? 32 : 128;
    const good =
      family !== 0 &&
      rest.length === 0 &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= widest));
    if (word !== 'loopback' && !good)
      throw new Error(
        'It must be addresses or networks separated by commas, e.g. 10.0.0.5,192.168.0.0/16, or loopback.',
      );
  }
  return words;
}

/** Each a host name, with a port where it is not 443. */
function hosts(value: string): readonly string[] {
  const words = value.split(',').map((word) => word.trim().toLowerCase());
  if (value.trim() === '') return [];
  if (words.some((word) => !/^[a-z0-9][a-z0-9.-]*(:\d{1,5})?$/.test(word)))
    throw new Error('It must be host names separated by commas, e.g. ehr.example.org,keys.example.net:8443.');
  return words;
}

function roles(value: string): ReadonlySet<ServerRole> {
  const read = oneOf('web', 'jobs', 'feeds');
  return new Set(value.split(',').map((word) => read(word.trim())));
}

function parseFile(content: string): Record<string, string> {
  const lines = content.split('\n').filter((line) => /^\s*[A-Z_]+\s*=/.test(line));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}
