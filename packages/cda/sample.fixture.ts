/** One of us, as any exporter would write her; parts may be replaced. */
export function sampleDocument(parts: Partial<Record<keyof typeof PARTS, string>> = {}): string {
  const { prolog, header, id, code, confidentiality, effectiveTime, set, target, more, body } = { ...PARTS, ...parts };
  return `${prolog}<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="US"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>${header}${id}${code}
<title>Discharge Summary</title>${effectiveTime}${confidentiality}<languageCode code="en-US"/>${set}${target}
<author><time value="20260301101500-0500"/><assignedAuthor><id root="2.16.840.1.113883.4.6" extension="1234567893"/>
<assignedPerson><name><prefix>Dr.</prefix><given>Henry</given><family>Levin</family></name></assignedPerson></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization><id root="1.2.3.4"/><name>Good Health Hospital</name></representedCustodianOrganization></assignedCustodian></custodian>
${more}<component>${body}</component></ClinicalDocument>`;
}

export function sampleTarget(patient: {
  number?: string;
  root?: string;
  given?: string;
  family?: string;
  born?: string;
}) {
  const { number = 'MRN-1', root = '1.2.3.4', given = 'Ada', family = 'Ashe', born = '19470501' } = patient;
  return `<recordTarget><patientRole><id root="${root}" extension="${number}"/><patient><name use="L"><given>${given}</given><family>${family}</family></name>
<administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${born}"/></patient></patientRole></recordTarget>`;
}

export function sampleSection(code: string, title: string, text: string, entries = '', template = '1.2.3'): string {
  return `<component><section><templateId root="${template}"/><code code="${code}" codeSystem="2.16.840.1.113883.6.1" displayName="${title}"/><title>${title}</title><text>${text}</text>${entries}</section></component>`;
}

const ALLERGIES = sampleSection(
  '48765-2',
  'Allergies',
  '<table><thead><tr><th>Substance</th><th>Reaction</th></tr></thead><tbody><tr><td ID="a1">Penicillin G</td><td>Hives<footnoteRef IDREF="f1"/></td></tr></tbody></table>',
  `<entry typeCode="DRIV"><act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.30"/><id root="36e3e930-7b14-11db-9fe1-0800200c9a66"/><code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/><effectiveTime><low value="20200501"/></effectiveTime>
<entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.7"/><id root="4adc1020-7b14-11db-9fe1-0800200c9a66"/><code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/><statusCode code="completed"/><effectiveTime><low value="20200501"/></effectiveTime>
<value xsi:type="CD" code="416098002" codeSystem="2.16.840.1.113883.6.96" displayName="Allergy to drug"/>
<participant typeCode="CSM"><participantRole classCode="MANU"><playingEntity classCode="MMAT"><code code="7980" codeSystem="2.16.840.1.113883.6.88" displayName="Penicillin G"><originalText><reference value="#a1"/></originalText></code></playingEntity></participantRole></participant></observation></entryRelationship></act></entry>`,
  '2.16.840.1.113883.10.20.22.2.6.1',
);

const PARTS = {
  prolog: '<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="CDA.xsl"?>\n',
  header:
    '<templateId root="2.16.840.1.113883.10.20.22.1.1" extension="2015-08-01"/><templateId root="2.16.840.1.113883.10.20.22.1.8" extension="2015-08-01"/>',
  id: '<id root="1.2.3.4.5" extension="DOC-1"/>',
  code: '<code code="18842-5" codeSystem="2.16.840.1.113883.6.1" displayName="Discharge summary"/>',
  effectiveTime: '<effectiveTime value="20260301101500-0500"/>',
  confidentiality: '<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>',
  set: '<setId root="1.2.3.4.6" extension="SET-1"/><versionNumber value="1"/>',
  target: sampleTarget({}),
  more: '',
  body: `<structuredBody>${ALLERGIES}${sampleSection(
    '8648-8',
    'Hospital Course',
    '<paragraph>She <content styleCode="Bold">recovered</content>&#160;well. <linkHtml href="https://example.org/a">Guide</linkHtml></paragraph><list listType="ordered"><item>Rest</item><item>Walk</item></list>',
  )}</structuredBody>`,
};
