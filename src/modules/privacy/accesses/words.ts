import type { Language } from '../../correspondence/index.ts';
import type { Did, RecordKind } from './record-kinds.ts';

interface Words {
  readonly kinds: Readonly<Record<RecordKind, string>>;
  readonly did: Readonly<Record<Did, string>>;
  readonly purposes: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, string>>;
  readonly staff: string;
  readonly system: string;
  readonly portal: string;
  readonly when: (first: string, last: string, times: number) => string;
}

/** What a patient reads of the log: no codes, no verbs. */
export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    kinds: {
      documents: 'your documents',
      registration: 'your name, address and numbers',
      visits: 'your visits',
      disclosures: 'requests for your records and what was sent',
      letters: 'letters to or about you',
      papers: 'papers that arrived for your record',
      oversight: 'the log of your record, to protect it',
      other: 'other entries about you',
    },
    did: { looked: 'looked at', worked: 'worked on' },
    purposes: {
      treatment: 'your care',
      payment: 'payment for your care',
      operations: 'keeping records',
      emergency: 'an emergency',
      'patient-access': 'your own request',
      authorization: 'your authorization',
      'public-health': 'public health',
      legal: 'a legal duty',
    },
    roles: {
      coordinator: 'Head of medical records',
      'scan-clerk': 'Scanning',
      'index-clerk': 'Filing',
      verifier: 'Checking of filed documents',
      'chart-room-clerk': 'Paper charts',
      'completeness-analyst': 'Completeness of records',
      'release-specialist': 'Release of records',
      'release-approver': 'Release of records',
      clinician: 'Clinician',
      coder: 'Coding',
      'privacy-officer': 'Privacy office',
      auditor: 'Audit',
      administrator: 'Administration',
    },
    staff: 'A member of staff',
    system: 'A connected system',
    portal: 'You, or who acts for you, in the portal',
    when: (first, last, times) => {
      if (times === 1) return `once, on ${first}`;
      return first === last ? `${String(times)} times on ${first}` : `${String(times)} times, from ${first} to ${last}`;
    },
  },
  es: {
    kinds: {
      documents: 'sus documentos',
      registration: 'su nombre, dirección y números',
      visits: 'sus visitas',
      disclosures: 'las solicitudes de sus registros y lo que se envió',
      letters: 'cartas dirigidas a usted o sobre usted',
      papers: 'papeles que llegaron para su registro',
      oversight: 'la bitácora de su registro, para protegerlo',
      other: 'otras anotaciones sobre usted',
    },
    did: { looked: 'consultó', worked: 'trabajó con' },
    purposes: {
      treatment: 'su atención',
      payment: 'el pago de su atención',
      operations: 'la gestión de registros',
      emergency: 'una emergencia',
      'patient-access': 'su propia solicitud',
      authorization: 'su autorización',
      'public-health': 'la salud pública',
      legal: 'una obligación legal',
    },
    roles: {
      coordinator: 'Dirección de registros médicos',
      'scan-clerk': 'Digitalización',
      'index-clerk': 'Archivo',
      verifier: 'Control de documentos archivados',
      'chart-room-clerk': 'Expedientes en papel',
      'completeness-analyst': 'Integridad de los registros',
      'release-specialist': 'Entrega de registros',
      'release-approver': 'Entrega de registros',
      clinician: 'Personal clínico',
      coder: 'Codificación',
      'privacy-officer': 'Oficina de privacidad',
      auditor: 'Auditoría',
      administrator: 'Administración',
    },
    staff: 'Un miembro del personal',
    system: 'Un sistema conectado',
    portal: 'Usted, o quien actúa por usted, en el portal',
    when: (first, last, times) => {
      if (times === 1) return `una vez, el ${first}`;
      return first === last ? `${String(times)} veces el ${first}` : `${String(times)} veces, del ${first} al ${last}`;
    },
  },
};
