import type { Consignment, Language } from '../../correspondence/index.ts';

interface MailWords {
  readonly fictional: string;
  readonly subject: (request: string) => string;
  readonly care: (facility: string, request: string) => string;
  readonly packet: (facility: string, request: string) => string;
  readonly encrypted: string;
  readonly astray: string;
}

const WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    fictional: 'FICTIONAL: made for demonstration. No real person is described.',
    subject: (request) => `Health records ${request}`,
    care: (facility, request) =>
      `${facility} sends you the health records that you need to treat a patient (${request}).`,
    packet: (facility, request) => `${facility} sends you the records that were asked for (${request}).`,
    encrypted: 'The attached file is encrypted. We tell you its passcode by telephone.',
    astray: 'If this is not meant for you, do not read it, destroy it, and tell us at once.',
  },
  es: {
    fictional: 'FICTICIO (FICTIONAL): hecho para demostración. No se describe a ninguna persona real.',
    subject: (request) => `Registros de salud ${request}`,
    care: (facility, request) =>
      `${facility} le envía los registros de salud que necesita para tratar a un paciente (${request}).`,
    packet: (facility, request) => `${facility} le envía los registros que se solicitaron (${request}).`,
    encrypted: 'El archivo adjunto está cifrado. Le diremos la clave por teléfono.',
    astray: 'Si esto no es para usted, no lo lea, destrúyalo y avísenos de inmediato.',
  },
};

/** Subject and body: who writes and which request, no name of a patient and nothing about anybody's health. */
export function deriveCareMail(
  kind: 'fax' | 'email',
  what: 'care' | 'packet',
  told: {
    readonly facility: string;
    readonly fictional: boolean;
    readonly request: string;
    readonly language: Language;
  },
): Consignment['text'] {
  const words = WORDS[told.language];
  const facility = told.facility.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
  const lines = [
    ...(told.fictional ? [words.fictional] : []),
    words[what](facility, told.request),
    ...(kind === 'email' ? [words.encrypted] : []),
    words.astray,
  ];
  return { subject: words.subject(told.request), text: `${lines.join('\n\n')}\n` };
}
