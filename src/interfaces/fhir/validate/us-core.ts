/**
 * What US Core (6.1.0, differentials; HL7, CC0) demands beyond base R4, profile by profile: the elements that must be there
 * at least once, in each of what holds them where they lie deeper. `element=code`: one of its codings has that code, or one
 * of several. `element<8`: before version 8 of US Core. Laboratory and vital signs are unverified: their definitions were not
 * in what was read, only published examples were held against them.
 */
export const US_CORE = `
us-core-patient Patient
  identifier identifier.system identifier.value name gender<8 telecom.system telecom.value
us-core-encounter Encounter
  type subject identifier.system identifier.value
us-core-documentreference DocumentReference
  type category subject
us-core-diagnosticreport-note DiagnosticReport
  category subject
us-core-condition-encounter-diagnosis Condition
  category=encounter-diagnosis code
us-core-condition-problems-health-concerns Condition
  category=problem-list-item|health-concern code
us-core-procedure Procedure
  code
us-core-coverage Coverage
  relationship
us-core-location Location
  name
us-core-organization Organization
  active name
us-core-practitioner Practitioner
  identifier name name.family
us-core-relatedperson RelatedPerson
  active
us-core-observation-lab Observation
  category=laboratory subject
us-core-vital-signs Observation
  category=vital-signs subject
`;
