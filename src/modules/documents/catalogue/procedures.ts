import { type DocumentType, inSection } from './document-type.ts';

const surgery = inSection('surgery', { authentication: ['author'] });
const anesthesia = inSection('anesthesia', { authentication: ['author'] });
const obstetrics = inSection('obstetrics', { authentication: ['author'] });
const newborn = inSection('newborn', { authentication: ['author'] });

/** Operations, anesthesia, birth. */
export const PROCEDURES: readonly DocumentType[] = [
  surgery(400, 'operative-report', 'Operative report', ['operation note', 'op report', 'operative note'], {
    loinc: '11504-8',
  }),
  surgery(401, 'brief-operative-note', 'Brief operative note', ['immediate post-op note', 'brief op note'], {}),
  surgery(402, 'procedure-note', 'Procedure note', ['procedure report'], { loinc: '28570-0' }),
  surgery(403, 'preoperative-evaluation', 'Preoperative evaluation', ['pre-op note', 'preoperative note'], {
    loinc: '67862-3',
  }),
  surgery(404, 'postoperative-evaluation', 'Postoperative evaluation', ['post-op note', 'postoperative note'], {
    loinc: '67860-7',
  }),
  surgery(405, 'preoperative-checklist', 'Preoperative checklist', ['pre-op checklist', 'surgical checklist'], {}),
  surgery(406, 'perioperative-record', 'Perioperative record', ['intraoperative record', 'operating room record'], {
    loinc: '29752-3',
  }),
  surgery(407, 'time-out-and-counts', 'Time-out and counts', ['surgical count', 'time out form'], {}),
  surgery(408, 'implant-log', 'Implant log', ['implant record', 'implant stickers'], { authentication: [] }),
  surgery(409, 'interventional-procedure', 'Interventional procedure note', ['interventional radiology note'], {
    loinc: '34121-4',
  }),
  surgery(410, 'cardiac-intervention', 'Cardiac interventional procedure', ['pci report', 'stent procedure'], {
    loinc: '34896-1',
  }),
  surgery(411, 'sedation-record', 'Sedation record', ['moderate sedation record', 'conscious sedation'], {}),

  anesthesia(420, 'preanesthesia-evaluation', 'Preanesthesia evaluation', ['pre-anesthesia assessment'], {
    loinc: '34751-8',
  }),
  anesthesia(421, 'anesthesia-record', 'Anesthesia record', ['anesthesia graphic', 'intraoperative anesthesia'], {
    loinc: '11485-0',
  }),
  anesthesia(422, 'postanesthesia-evaluation', 'Postanesthesia evaluation', ['post-anesthesia note'], {}),
  anesthesia(423, 'recovery-room-record', 'Recovery room record', ['pacu record', 'post anesthesia care unit'], {}),

  obstetrics(430, 'prenatal-record', 'Prenatal record', ['antepartum record', 'prenatal flow sheet'], {
    loinc: '57055-6',
  }),
  obstetrics(431, 'labor-admission', 'Labor admission history', ['labor and delivery h&p', 'ob admission'], {
    loinc: '57056-4',
  }),
  obstetrics(432, 'labor-record', 'Labor and delivery record', ['labor flow sheet', 'partogram'], { loinc: '15508-5' }),
  obstetrics(433, 'delivery-note', 'Delivery note', ['delivery summary', 'labor and delivery summary'], {
    loinc: '57057-2',
  }),
  obstetrics(434, 'fetal-monitor-strip', 'Fetal monitor strip', ['fetal heart tracing', 'ctg'], {
    authentication: [],
    series: 'fetal-monitoring',
  }),
  obstetrics(435, 'postpartum-record', 'Postpartum record', ['postpartum flow sheet'], {}),
  obstetrics(436, 'contraception-note', 'Contraception and reproductive health', ['family planning note'], {
    sensitivity: ['reproductive'],
  }),
  obstetrics(437, 'pregnancy-termination', 'Pregnancy termination record', ['abortion procedure note'], {
    sensitivity: ['reproductive'],
  }),

  newborn(450, 'newborn-exam', 'Newborn examination', ['newborn h&p', 'newborn physical'], {}),
  newborn(451, 'newborn-record', 'Nursery record', ['newborn flow sheet', 'nursery flow sheet'], { loinc: '11543-6' }),
  newborn(452, 'newborn-screening', 'Newborn screening', ['metabolic screening', 'newborn screen report'], {
    loinc: '57129-9',
    authentication: [],
    series: 'laboratory-report',
  }),
  newborn(453, 'newborn-hearing', 'Newborn hearing screening', ['hearing screen'], {}),
  newborn(454, 'newborn-identification', 'Newborn identification', ['footprints', 'newborn id bands'], {
    authentication: [],
  }),
  newborn(455, 'apgar-record', 'Birth record', ['apgar score sheet', 'delivery room record'], {}),
  newborn(456, 'nicu-record', 'Neonatal intensive care record', ['nicu flow sheet'], { loinc: '29750-7' }),
  newborn(457, 'birth-worksheet', 'Birth certificate worksheet', ['birth registration worksheet'], {
    authentication: [],
    inLegalHealthRecord: false,
  }),
];
