/** What somebody asks for in the portal, as answered question by question. */
export interface Asked {
  readonly what: readonly RecordKind[];
  readonly words?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly goesTo: 'me' | 'named';
  readonly named?: { readonly name: string; readonly address: string } | undefined;
  readonly delivery: 'portal' | 'mail' | 'pick-up';
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
}

export const RECORD_KINDS = ['summary', 'visits', 'results', 'images', 'bills', 'everything', 'other'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export interface Signing {
  readonly language: 'en' | 'es';
  readonly signedName: string;
  readonly personName: string;
  readonly patientName: string;
  readonly actsForAnother: boolean;
  readonly custodian: string;
  readonly day: string;
}

/** What was asked for, in the desk's language: what stands in the case. */
export function deriveAskedFor(asked: Asked): string {
  const kinds = asked.what.map((kind) => WORDS.en.kinds[kind]).join('; ');
  return asked.words === undefined || asked.words.trim() === '' ? kinds : `${kinds}. ${asked.words.trim()}`;
}

/**
 * The statement that is read and signed, in the language of the person. Its text is kept letter by letter: changing a word
 * here changes nothing that was signed. Pure.
 */
export function deriveStatement(asked: Asked, signing: Signing): string {
  const w = WORDS[signing.language];
  const dates =
    asked.from === undefined && asked.to === undefined
      ? w.allDates
      : w.dates(
          asked.from === undefined ? w.earliest : dayIn(signing.language, asked.from),
          asked.to === undefined ? w.today : dayIn(signing.language, asked.to),
        );
  const lines = [
    w.asks(signing.custodian, signing.patientName),
    ...(signing.actsForAnother ? [w.actsFor(signing.patientName)] : []),
    `${w.what}: ${asked.what.map((kind) => w.kinds[kind]).join('; ')}`,
    ...(asked.words === undefined || asked.words.trim() === '' ? [] : [`${w.words}: ${asked.words.trim()}`]),
    dates,
    asked.goesTo === 'me' ? w.toMe : w.toNamed(asked.named?.name ?? '', asked.named?.address ?? ''),
    w.delivery[asked.delivery],
    ...(asked.address === undefined ? [] : [`${w.address}: ${asked.address}`]),
    ...(asked.phone === undefined ? [] : [`${w.phone}: ${asked.phone}`]),
    ...(asked.email === undefined ? [] : [`${w.email}: ${asked.email}`]),
    w.signed(signing.signedName, dayIn(signing.language, signing.day)),
  ];
  return lines.join('\n');
}

/** As people write a day: in Spanish with its article. */
function dayIn(language: 'en' | 'es', day: string): string {
  const locale = language === 'es' ? 'es-US' : 'en-US';
  const written = new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return language === 'es' ? `el ${written}` : written;
}

/** The name as typed is the person's, whatever the case, the accents and the spaces. */
export function isSignature(typed: string, name: string): boolean {
  return folded(typed) !== '' && folded(typed) === folded(name);
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const WORDS = {
  en: {
    asks: (custodian: string, patient: string) => `I ask ${custodian} for a copy of health records of ${patient}.`,
    actsFor: (patient: string) => `I act for ${patient}.`,
    what: 'Records',
    words: 'In my own words',
    allDates: 'Of all dates.',
    dates: (from: string, to: string) => `From ${from} to ${to}.`,
    earliest: 'the earliest',
    today: 'today',
    toMe: 'The records are for me.',
    toNamed: (name: string, address: string) => `Send the records to: ${name}, ${address}`,
    delivery: {
      portal: 'I want to download them in the portal.',
      mail: 'I want them by postal mail.',
      'pick-up': 'I want to pick them up.',
    },
    address: 'Address',
    phone: 'Telephone',
    email: 'E-mail',
    signed: (name: string, day: string) => `Signed by typing my name: ${name}, ${day}`,
    kinds: {
      summary: 'A summary of my care',
      visits: 'Visit and hospital notes',
      results: 'Test and lab results',
      images: 'X-rays and other images',
      bills: 'Bills',
      everything: 'Everything you keep',
      other: 'Something else',
    },
  },
  es: {
    asks: (custodian: string, patient: string) =>
      `Pido a ${custodian} una copia de los registros de salud de ${patient}.`,
    actsFor: (patient: string) => `Actúo en nombre de ${patient}.`,
    what: 'Registros',
    words: 'En mis propias palabras',
    allDates: 'De todas las fechas.',
    dates: (from: string, to: string) => `Desde ${from} hasta ${to}.`,
    earliest: 'el principio',
    today: 'hoy',
    toMe: 'Los registros son para mí.',
    toNamed: (name: string, address: string) => `Envíen los registros a: ${name}, ${address}`,
    delivery: {
      portal: 'Quiero descargarlos en el portal.',
      mail: 'Los quiero por correo postal.',
      'pick-up': 'Quiero recogerlos.',
    },
    address: 'Dirección',
    phone: 'Teléfono',
    email: 'Correo electrónico',
    signed: (name: string, day: string) => `Firmado al escribir mi nombre: ${name}, ${day}`,
    kinds: {
      summary: 'Un resumen de mi atención',
      visits: 'Notas de consultas y de hospital',
      results: 'Resultados de pruebas y de laboratorio',
      images: 'Radiografías y otras imágenes',
      bills: 'Facturas',
      everything: 'Todo lo que guardan',
      other: 'Otra cosa',
    },
  },
} as const;
