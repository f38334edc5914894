/**
 * Extensions of US Core as their definitions say (github.com/HL7/US-Core, input/resources-yaml; HL7, CC0). A line is an extension,
 * how often it may stand in one place, and where (`*`: anywhere). Below it are its parts, `=` its own value: how often, of
 * which type, and the codes of a required binding where these are few.
 */
export const US_CORE_EXTENSIONS = `
us-core-race 1 Patient|RelatedPerson|Person|Practitioner|FamilyMemberHistory
  ombCategory 0..6 Coding 1002-5|2028-9|2054-5|2076-8|2106-3|2131-1|UNK|ASKU
  detailed 0..* Coding
  text 1..1 string
us-core-ethnicity 1 Patient|RelatedPerson|Person|Practitioner|FamilyMemberHistory
  ombCategory 0..1 Coding 2135-2|2186-5|UNK|ASKU
  detailed 0..* Coding
  text 1..1 string
us-core-tribal-affiliation * Patient|RelatedPerson|Person|Practitioner|FamilyMemberHistory
  tribalAffiliation 1..1 CodeableConcept
  isEnrolled 0..1 boolean
us-core-birthsex 1 Patient
  = 1..1 code F|M|UNK|ASKU|OTH
us-core-sex 1 Patient
  = 1..1 code
us-core-individual-sex 1 Patient|RelatedPerson|Person|Practitioner|FamilyMemberHistory
  = 1..1 Coding
us-core-genderIdentity * Patient|RelatedPerson|Person|Practitioner
  = 1..1 CodeableConcept
us-core-interpreter-needed 1 Encounter|Patient|RelatedPerson|Practitioner
  = 1..1 Coding
us-core-direct 1 ContactPoint
  = 1..1 boolean
us-core-jurisdiction * *
  = 1..1 CodeableConcept
us-core-medication-adherence * MedicationRequest
  medicationAdherence 1..1 CodeableConcept
  dateAsserted 0..1 dateTime
  informationSource 0..* CodeableConcept|Reference
us-core-authentication-time * DocumentReference
  = 1..1 dateTime
us-core-familymemberhistory-recorder 1 FamilyMemberHistory
  = 1..1 Reference
us-core-extension-questionnaire-uri 1 Element
  = 1..1 uri
`;
