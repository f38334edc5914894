import { FICTIONAL_MARK } from '../fiction/hospital.ts';
import { birthDateOf, type Person } from '../fiction/person.ts';

const LOINC = '2.16.840.1.113883.6.1';
const SNOMED = '2.16.840.1.113883.6.96';
const RXNORM = '2.16.840.1.113883.6.88';

/** What another hospital's system writes when a patient moves on: a Continuity of Care Document, C-CDA R2.1, as XML. */
export function writeOutsideSummary(person: Person, day: string): string {
  const [name] = person.facts.names;
  const on = day.replaceAll('-', '');
  const born = birthDateOf(person).replaceAll('-', '');
  return `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="US"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.10.20.22.1.1" extension="2015-08-01"/><templateId root="2.16.840.1.113883.10.20.22.1.2" extension="2015-08-01"/>
<id root="2.25.4711" extension="CCD-${person.mrn}"/><code code="34133-9" codeSystem="${LOINC}" displayName="Summarization of Episode Note"/>
<title>Continuity of Care Document</title><effectiveTime value="${on}"/><confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="en-US"/>
<recordTarget><patientRole><id root="2.25.4712" extension="CP-${person.mrn}"/><patient><name use="L">${(name?.given ?? []).map((given) => `<given>${given}</given>`).join('')}<family>${name?.family ?? ''}</family></name>
<administrativeGenderCode code="${person.facts.sex === 'male' ? 'M' : 'F'}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${born}"/></patient></patientRole></recordTarget>
<author><time value="${on}"/><assignedAuthor><id nullFlavor="UNK"/><assignedPerson><name><prefix>Dr.</prefix><given>Imogen</given><family>Fictional-Vale</family></name></assignedPerson></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization><id root="2.25.4713"/><name>Cedar Point Medical Center (fictional)</name></representedCustodianOrganization></assignedCustodian></custodian>
<component><structuredBody>${[allergies(), problems(), medications(), plan()].join('')}</structuredBody></component></ClinicalDocument>`;
}

function section(template: string, code: string, title: string, text: string, entries = ''): string {
  return `<component><section><templateId root="${template}"/><code code="${code}" codeSystem="${LOINC}"/><title>${title}</title><text>${text}</text>${entries}</section></component>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string) => row.map((cell) => `<${tag}>${cell}</${tag}>`).join('');
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table>`;
}

function allergies(): string {
  const entry = `<entry typeCode="DRIV"><act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.30"/><id root="2.25.4714"/><code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/><effectiveTime><low value="2019"/></effectiveTime>
<entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.7"/><id root="2.25.4715"/><code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/><statusCode code="completed"/><effectiveTime><low value="2019"/></effectiveTime>
<value xsi:type="CD" code="416098002" codeSystem="${SNOMED}" displayName="Allergy to drug"/><participant typeCode="CSM"><participantRole classCode="MANU"><playingEntity classCode="MMAT"><code code="7980" codeSystem="${RXNORM}" displayName="Penicillin G"/></playingEntity></participantRole></participant></observation></entryRelationship></act></entry>`;
  const text = table(['Substance', 'Reaction', 'Since'], [['Penicillin G', 'Hives', '2019']]);
  return section('2.16.840.1.113883.10.20.22.2.6.1', '48765-2', 'Allergies', text, entry);
}

function problems(): string {
  const entry = `<entry typeCode="DRIV"><act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.3"/><id root="2.25.4716"/><code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/><effectiveTime><low value="2021"/></effectiveTime>
<entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.4"/><id root="2.25.4717"/><code code="55607006" codeSystem="${SNOMED}" displayName="Problem"/><statusCode code="completed"/><effectiveTime><low value="2021"/></effectiveTime>
<value xsi:type="CD" code="38341003" codeSystem="${SNOMED}" displayName="Hypertensive disorder"/></observation></entryRelationship></act></entry>`;
  const text = table(['Problem', 'Status', 'Since'], [['High blood pressure', 'Active', '2021']]);
  return section('2.16.840.1.113883.10.20.22.2.5.1', '11450-4', 'Problems', text, entry);
}

function medications(): string {
  const text = table(['Medication', 'Directions'], [['Lisinopril 10 mg tablet', 'One each morning']]);
  return section('2.16.840.1.113883.10.20.22.2.1.1', '10160-0', 'Medications', text);
}

function plan(): string {
  const text = `<paragraph>Blood pressure at the family practice in two weeks.</paragraph><list><item>Little salt</item><item>Walk every day</item></list><paragraph>${FICTIONAL_MARK}</paragraph>`;
  return section('2.16.840.1.113883.10.20.22.2.10', '18776-5', 'Plan of Treatment', text);
}
