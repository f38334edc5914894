/**
 * Who may import whom. A module may import what it lists and what those list; `test/architecture` holds every import,
 * foreign key and join against it, and `docs/map.md` is printed from it.
 */
export const MODULE_MAP = {
  audit: { purpose: 'Who did what to which record, provably', imports: [] },
  directory: { purpose: 'Legal entities, facilities, units, practitioners, organisations', imports: [] },
  accounts: { purpose: 'People, machine clients, sign-in, roles held', imports: ['directory'] },
  regulations: { purpose: 'The law as data, and the deadlines that follow from it', imports: ['directory'] },
  worklist: { purpose: 'What waits for a person', imports: ['directory'] },
  access: { purpose: 'The one access decision, with its reasons', imports: ['accounts', 'worklist'] },
  patients: {
    purpose: 'Who the records are about: names, numbers, merges, search, who acts for them',
    imports: ['access', 'directory', 'regulations'],
  },
  encounters: { purpose: 'Visits and stays that documents belong to', imports: ['patients'] },
  documents: {
    purpose: 'The record: units, types, versions, signatures, holds, full text',
    imports: ['encounters', 'worklist'],
  },
  correspondence: { purpose: 'Letters and the one outbound port', imports: ['documents'] },
  intake: {
    purpose: 'Everything that arrives, until each page is filed or accounted for',
    imports: ['documents', 'correspondence'],
  },
  release: {
    purpose: 'Requests for records, authority, packets, disclosures',
    imports: ['documents', 'correspondence', 'regulations', 'intake'],
  },
  privacy: {
    purpose: 'Incidents, their assessment and the clock of notification',
    imports: ['audit', 'release'],
  },
  portal: {
    purpose: 'Patients, who acts for them, requesters: their own accounts, what they ask, send in and fetch',
    imports: ['accounts', 'worklist', 'patients', 'documents', 'correspondence', 'intake', 'release', 'privacy'],
  },
  identity: {
    purpose: 'Who is who: duplicates, overlaps, overlays, merges and their undoing, quality of the register',
    imports: ['audit', 'portal'],
  },
} as const satisfies Record<string, { purpose: string; imports: readonly string[] }>;

export type ModuleName = keyof typeof MODULE_MAP;
