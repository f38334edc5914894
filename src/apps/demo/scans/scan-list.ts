import { dayPlus } from '../fiction/days.ts';
import type { Person, Visit } from '../fiction/person.ts';
import { type Random, randomFrom } from '../fiction/random.ts';
import type { ChartPaper } from '../charts/chart-paper.ts';
import {
  officeVisit,
  consultation,
  dischargeSummary,
  emergencyNote,
  historyAndPhysical,
  operativeReport,
  laboratoryReport,
  progressNote,
  studyReport,
} from '../charts/clinical-notes.ts';
import { consentToOperation, consentToTreat, faceSheet, referral } from '../charts/forms.ts';
import type { Paper } from '../pages/block.ts';
import type { Handling } from './adorn.ts';
import {
  attorneyLetter,
  authorization,
  type Asking,
  incidentReport,
  insuranceCard,
  junkFax,
  lettersTestamentary,
  livingWill,
  misdirectedFax,
  orphanCover,
  outsideRecords,
  paymentReceipt,
  requestLetter,
  scrawledNote,
  subpoena,
} from './mail.ts';
import type { Scan } from './scan.ts';

/** The daughter who writes for her mother's records: the release of the demonstration. */
export const DAUGHTER: Asking = {
  name: 'Adaeze Oduya',
  standing: 'Daughter, asked by the patient',
  address: '16 Lantern Street, Quillport, OH 00413',
  email: 'adaeze.oduya@example.org',
};

/** What lies on the desk this morning. About fifty pages. */
export function scansOf(people: readonly Person[], today: string): Scan[] {
  const of = (key: string): Person => {
    const found = people.find((person) => person.key === key);
    if (found === undefined) throw new Error(`Nobody is called ${key}.`);
    return found;
  };
  return [...toFile(people, of, today), ...toOthers(of, today), ...toLeave(of, today)];
}

type Of = (key: string) => Person;

/** The newest visit of a kind, or the one with the code. */
function visitOf(person: Person, code: string): Visit {
  const found = person.visits.findLast((visit) => visit.condition.code === code);
  if (found === undefined) throw new Error(`${person.key} has no visit for ${code}.`);
  return found;
}

function asScan(
  fileName: string,
  kind: Scan['kind'],
  taken: Scan['taken'],
  chart: ChartPaper,
  handling?: Handling,
): Scan {
  return {
    fileName,
    kind,
    taken,
    papers: [{ paper: chart.paper, ...(handling === undefined ? {} : { handling }) }],
    verdict: { do: 'file', person: chart.person, visit: chart.visit, typeCode: chart.typeCode, date: chart.date },
  };
}

function toFile(people: readonly Person[], of: Of, today: string): Scan[] {
  const random = randomFrom('scans to file');
  const yesterday = dayPlus(today, -1);
  const punched: Handling = { punched: true };
  const faxed = (pages: number): Handling => ({
    faxedFrom: 'QUILLPORT SPECIALTY 555-555-0131',
    faxedOn: yesterday,
    faxPages: pages,
  });
  const oduya = of('oduya');
  const stay = visitOf(oduya, 'I50.23');
  const wainwright = of('wainwright');
  const fairbanks = of('fairbanks');
  const hip = visitOf(fairbanks, 'S72.001A');
  const knee = of('whitcomb-of-march-4');
  const outside = outsideRecords(oduya, dayPlus(stay.from, -70));
  const will = livingWill(wainwright, dayPlus(today, -900));
  const letters = lettersTestamentary(wainwright, 'Philippa Wainwright', dayPlus(today, -168));
  const card = insuranceCard(of('novotny'));
  const ordinary = people.filter((person) => person.key.startsWith('plain'));
  const emergencies = ordinary.filter((person) =>
    person.visits.some(({ condition }) => condition.setting === 'emergency'),
  );
  const clinics = ordinary.filter((person) => person.visits.some(({ condition }) => condition.setting === 'clinic'));
  const newest = (person: Person, setting: string): Visit => {
    const visit = person.visits.findLast(({ condition }) => condition.setting === setting);
    if (visit === undefined) throw new Error(`${person.key} has no ${setting} visit.`);
    return visit;
  };
  const ofPatient = (person: Person, typeCode: string, date: string) =>
    ({ do: 'file', person, visit: undefined, typeCode, date }) as const;
  return [
    asScan('scan-0001.pdf', 'pdf', 'scanner', faceSheet(oduya, stay), punched),
    asScan('scan-0002.pdf', 'pdf', 'scanner', historyAndPhysical(oduya, stay, random), {
      ...punched,
      stamped: yesterday,
    }),
    asScan('scan-0003.tif', 'tiff', 'fax', consultation(oduya, stay, random), faxed(1)),
    {
      fileName: 'fax-outside-records.tif',
      kind: 'tiff',
      taken: 'fax',
      papers: [{ paper: outside, handling: faxed(2) }],
      verdict: ofPatient(oduya, 'outside-records', dayPlus(stay.from, -70)),
    },
    {
      fileName: 'living-will.pdf',
      kind: 'pdf',
      taken: 'scanner',
      papers: [{ paper: will, handling: { stamped: yesterday } }],
      verdict: ofPatient(wainwright, 'living-will', dayPlus(today, -900)),
    },
    {
      fileName: 'letters-testamentary.pdf',
      kind: 'pdf',
      taken: 'scanner',
      papers: [{ paper: letters, handling: { stamped: yesterday } }],
      verdict: ofPatient(wainwright, 'letters-testamentary', dayPlus(today, -168)),
    },
    {
      fileName: 'IMG_0419.jpg',
      kind: 'jpeg',
      taken: 'telephone',
      papers: [{ paper: card }],
      verdict: ofPatient(of('novotny'), 'insurance-card', today),
    },
    partsOf('batch-hip-fracture.pdf', fairbanks, hip, random),
    asScan('scan-0004.pdf', 'pdf', 'scanner', consentToOperation(knee, visitOf(knee, 'M17.11')), punched),
    asScan('scan-0005.pdf', 'pdf', 'scanner', operativeReport(knee, visitOf(knee, 'M17.11'), random), punched),
    ...emergencies.slice(0, 4).map((person, n) => {
      const visit = newest(person, 'emergency');
      const chart =
        n % 2 === 0 || visit.condition.study === undefined
          ? emergencyNote(person, visit, random)
          : studyReport(person, visit);
      return asScan(
        `scan-001${n}.${n % 2 === 0 ? 'pdf' : 'tif'}`,
        n % 2 === 0 ? 'pdf' : 'tiff',
        n % 2 === 0 ? 'scanner' : 'fax',
        chart,
        n % 2 === 0 ? punched : faxed(1),
      );
    }),
    ...clinics.slice(0, 4).map((person, n) => {
      const visit = newest(person, 'clinic');
      const [panel] = visit.condition.panels;
      const chart =
        n === 0 || panel === undefined ? referral(person, visit) : laboratoryReport(person, visit, panel, random);
      return asScan(`scan-002${n}.tif`, 'tiff', 'fax', chart, faxed(1));
    }),
  ];
}

/** A thin chart of one stay, scanned in one go: the clerk tells the documents apart by their pages. */
function partsOf(fileName: string, person: Person, visit: Visit, random: Random): Scan {
  const charts = [
    faceSheet(person, visit),
    consentToTreat(person, visit),
    operativeReport(person, visit, random),
    progressNote(person, visit, random, 1),
    progressNote(person, visit, random, 2),
    dischargeSummary(person, visit, random),
  ];
  return {
    fileName,
    kind: 'pdf',
    taken: 'scanner',
    papers: charts.map(({ paper }) => ({ paper, handling: { punched: true } })),
    verdict: {
      do: 'file-parts',
      person,
      parts: charts.map(({ typeCode, date }, at) => ({ pages: [at + 1], visit, typeCode, date })),
    },
  };
}

function toOthers(of: Of, today: string): Scan[] {
  const yesterday = dayPlus(today, -1);
  const stamped: Handling = { stamped: yesterday };
  const faxed: Handling = { faxedFrom: '555-555-0166', faxedOn: yesterday, faxPages: 1 };
  const oduya = of('oduya');
  const stay = visitOf(oduya, 'I50.23');
  const fairbanks = of('fairbanks');
  const one = (
    fileName: string,
    kind: Scan['kind'],
    taken: Scan['taken'],
    paper: Paper,
    handling: Handling,
    verdict: Scan['verdict'],
  ): Scan => ({
    fileName,
    kind,
    taken,
    papers: [{ paper, handling }],
    verdict,
  });
  return [
    {
      fileName: 'letter-oduya.pdf',
      kind: 'pdf',
      taken: 'scanner',
      papers: [
        { paper: requestLetter(oduya, stay, DAUGHTER, dayPlus(today, -4)), handling: stamped },
        { paper: authorization(oduya, stay, DAUGHTER, dayPlus(today, -5)) },
      ],
      verdict: { do: 'attach', reason: 'Records request with signed authorization' },
    },
    one('subpoena.pdf', 'pdf', 'scanner', subpoena(of('whitcomb-of-march-14'), dayPlus(today, -3)), stamped, {
      do: 'attach',
      reason: 'Subpoena for the complete record',
    }),
    one(
      'incident.pdf',
      'pdf',
      'scanner',
      incidentReport(fairbanks, dayPlus(visitOf(fairbanks, 'S72.001A').from, 2)),
      {},
      {
        do: 'forward',
        destination: 'risk',
        reason: 'Incident report: not part of the record',
      },
    ),
    one('attorney.pdf', 'pdf', 'scanner', attorneyLetter(fairbanks, dayPlus(today, -2)), stamped, {
      do: 'forward',
      destination: 'legal',
      reason: 'Letter of representation with a demand to preserve',
    }),
    one(
      'statement.pdf',
      'pdf',
      'scanner',
      paymentReceipt(of('whitcomb-of-march-14'), dayPlus(today, -20)),
      {},
      {
        do: 'forward',
        destination: 'billing',
        reason: 'Account statement',
      },
    ),
    one(
      'fax-0301.tif',
      'tiff',
      'fax',
      misdirectedFax(dayPlus(today, -6)),
      { ...faxed, faxedFrom: 'SAINT ORRIN CLINIC 555-555-0170' },
      {
        do: 'return',
        destination: 'Saint Orrin Clinic',
        reason: 'Misdirected fax: not a patient here',
      },
    ),
    one('fax-0302.tif', 'tiff', 'fax', junkFax(), faxed, { do: 'discard', reason: 'Advertisement' }),
    one('fax-0303.tif', 'tiff', 'fax', orphanCover(yesterday), faxed, {
      do: 'discard',
      reason: 'Cover sheet without its pages; sender could not be reached',
    }),
  ];
}

function toLeave(of: Of, today: string): Scan[] {
  const random = randomFrom('scans to leave');
  const quintana = of('quintana');
  const back = visitOf(quintana, 'M54.50');
  const twin = of('kobayashi-elise');
  const novotny = of('novotny');
  const yellowhorse = of('yellowhorse');
  const mixed = [
    emergencyNote(yellowhorse, visitOf(yellowhorse, 'S51.811A'), random),
    officeVisit(quintana, back, random),
    progressNote(novotny, visitOf(novotny, 'O80'), random, 1),
    dischargeSummary(novotny, visitOf(novotny, 'O80'), random),
  ];
  return [
    {
      fileName: 'scan-0100.tif',
      kind: 'tiff',
      taken: 'bad-copy',
      papers: [{ paper: scrawledNote(of('whitcomb-of-march-14')) }],
      verdict: { do: 'leave', because: 'Two patients have this name and nothing else is on the page' },
    },
    {
      fileName: 'scan-0101.pdf',
      kind: 'pdf',
      taken: 'scanner',
      papers: [{ paper: emergencyNote(twin, visitOf(twin, 'J45.41'), random).paper, handling: { across: 'COPY' } }],
      verdict: { do: 'leave', because: 'A twin: the second person looks' },
    },
    {
      fileName: 'scan-0102.pdf',
      kind: 'pdf',
      taken: 'scanner',
      upsideDown: true,
      papers: [{ paper: officeVisit(quintana, back, random).paper, handling: { punched: true } }],
      verdict: { do: 'leave', because: 'Arrived upside down, still to be indexed' },
    },
    {
      fileName: 'loose-filing.pdf',
      kind: 'pdf',
      taken: 'scanner',
      papers: mixed.map(({ paper }) => ({ paper, handling: { punched: true } })),
      verdict: { do: 'leave', because: 'Loose sheets of several patients, to be separated' },
    },
    {
      fileName: 'scan-0103.tif',
      kind: 'tiff',
      taken: 'bad-copy',
      papers: [{ paper: consentToTreat(novotny, visitOf(novotny, 'O80')).paper }],
      verdict: { do: 'leave', because: 'Hardly legible copy of a copy' },
    },
    {
      fileName: 'scan-0104.pdf',
      kind: 'pdf',
      taken: 'scanner',
      cutShort: true,
      papers: [{ paper: faceSheet(of('hargrove'), visitOf(of('hargrove'), 'S51.811A')).paper }],
      verdict: { do: 'leave', because: `Broken off while sent on ${today}: fails and waits to be sent again` },
    },
  ];
}
