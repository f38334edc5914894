/**
 * What US Core demands beyond base R4 and can be decided without a terminology server, profile by profile; read from the
 * differentials of 6.1.0 and from their sources (github.com/HL7/US-Core, input/resources-yaml; HL7, CC0), the vital signs
 * also from the profile of R4 on which they stand. A line is a profile, its type, and the profile that it adds to (`+`).
 *
 * `a.b`: b is there in each a. `a=code|code`: a has one of the codes, `loinc:` names their system. `a~x|y`: where a is, it is
 * one of these. `a:type|type`: where the choice a is, it has one of these types. `a>Type|Type`: where a is, it refers to one of these. `a*`: a choice of any type. `a[code]`: those whose code
 * that is. `!rule`: an invariant, by the guide's key. `<8`: before version 8 of US Core. `?` at the end: unverified, since its
 * definition was not in what was read; it warns and never refuses.
 */
export const US_CORE = `
us-core-patient Patient
  identifier identifier.system identifier.value name gender<8 telecom.system telecom.value
us-core-encounter Encounter
  type subject identifier.system identifier.value subject>Patient
us-core-documentreference DocumentReference
  type category subject subject>Patient !us-core-6
us-core-diagnosticreport-note DiagnosticReport
  category subject
us-core-diagnosticreport-lab DiagnosticReport
  category=lab:LAB subject subject>Patient|Group|Device|Location performer>Practitioner|Organization|CareTeam|PractitionerRole result>Observation !us-core-8 !us-core-9
us-core-condition-encounter-diagnosis Condition
  category=encounter-diagnosis code clinicalStatus~active|recurrence|relapse|inactive|remission|resolved
us-core-condition-problems-health-concerns Condition
  category=problem-list-item|health-concern code clinicalStatus~active|recurrence|relapse|inactive|remission|resolved
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
us-core-allergyintolerance AllergyIntolerance
  code patient>Patient clinicalStatus~active|inactive|resolved verificationStatus~unconfirmed|confirmed|refuted|entered-in-error
us-core-careplan CarePlan
  category<8=plan:assess-plan subject>Patient text.status~generated|additional?
us-core-careteam CareTeam
  subject participant participant.role participant.member subject>Patient|Group participant.member>Practitioner|Organization|Patient|PractitionerRole|CareTeam|RelatedPerson
us-core-goal Goal
  subject>Patient|Group|Organization
us-core-immunization Immunization
  patient>Patient encounter>Encounter location>Location
us-core-implantable-device Device
  type patient udiCarrier.deviceIdentifier patient>Patient
us-core-medication Medication
  code
us-core-medicationrequest MedicationRequest
  subject>Patient|Group encounter>Encounter requester>Practitioner|Organization|Patient|PractitionerRole|RelatedPerson|Device !us-core-21
us-core-servicerequest ServiceRequest
  code subject>Patient encounter>Encounter
us-core-specimen Specimen
  type subject>Patient|Group|Device|Substance|Location
us-core-observation-clinical-result Observation
  category subject subject>Patient !us-core-1 !us-core-2 !us-core-3
us-core-observation-lab Observation +us-core-observation-clinical-result
  category=obs:laboratory specimen>Specimen
us-core-observation-screening-assessment Observation
  category=obs:survey subject subject>Patient !us-core-1 !us-core-2 !us-core-3
us-core-simple-observation Observation
  category subject subject>Patient
us-core-smokingstatus Observation
  status~final|entered-in-error category=obs:social-history subject effectiveDateTime value* subject>Patient !us-core-24
us-core-observation-occupation Observation
  code=loinc:11341-5 subject valueCodeableConcept<8 subject>Patient component[86188-0].valueCodeableConcept<8
us-core-observation-pregnancystatus Observation
  code=loinc:82810-3 subject effectiveDateTime valueCodeableConcept subject>Patient
us-core-observation-pregnancyintent Observation
  code=loinc:86645-9 subject effectiveDateTime valueCodeableConcept subject>Patient
us-core-vital-signs Observation
  category=obs:vital-signs subject effective* subject>Patient !vs-1 !vs-2
us-core-measured Observation +us-core-vital-signs
  valueQuantity.value valueQuantity.unit valueQuantity.system valueQuantity.code valueQuantity.system~http://unitsofmeasure.org
us-core-body-weight Observation +us-core-measured
  code=loinc:29463-7 valueQuantity.code~g|kg|[lb_av]
us-core-body-height Observation +us-core-measured
  code=loinc:8302-2 valueQuantity.code~cm|[in_i]
us-core-head-circumference Observation +us-core-measured
  code=loinc:9843-4 valueQuantity.code~cm|[in_i]
us-core-body-temperature Observation +us-core-measured
  code=loinc:8310-5 valueQuantity.code~Cel|[degF]
us-core-bmi Observation +us-core-measured
  code=loinc:39156-5 valueQuantity.code~kg/m2
us-core-heart-rate Observation +us-core-measured
  code=loinc:8867-4 valueQuantity.code~/min
us-core-respiratory-rate Observation +us-core-measured
  code=loinc:9279-1 valueQuantity.code~/min
us-core-pulse-oximetry Observation +us-core-measured
  code=loinc:59408-5 code=loinc:2708-6 valueQuantity.code~% component[3151-8].valueQuantity.value component[3151-8].valueQuantity.code~L/min component[3150-0].valueQuantity.value component[3150-0].valueQuantity.code~%
pediatric-bmi-for-age Observation +us-core-measured
  code=loinc:59576-9 valueQuantity.code~%
pediatric-weight-for-height Observation +us-core-measured
  code=loinc:77606-2 valueQuantity.code~%
head-occipital-frontal-circumference-percentile Observation +us-core-measured
  code=loinc:8289-1 valueQuantity.code~%
us-core-blood-pressure Observation +us-core-vital-signs
  code=loinc:85354-9 component[8480-6] component[8462-4] component[8480-6].valueQuantity.value component[8480-6].valueQuantity.unit component[8480-6].valueQuantity.code component[8480-6].valueQuantity.code~mm[Hg] component[8462-4].valueQuantity.value component[8462-4].valueQuantity.unit component[8462-4].valueQuantity.code component[8462-4].valueQuantity.code~mm[Hg]
us-core-average-blood-pressure Observation
  category=obs:vital-signs code=loinc:96607-7 subject subject>Patient effective* effective:dateTime|Period performer>Practitioner|Organization|Patient|PractitionerRole|CareTeam|RelatedPerson component[96608-5] component[96608-5].valueQuantity.value component[96608-5].valueQuantity.unit component[96608-5].valueQuantity.code component[96608-5].valueQuantity.code~mm[Hg] component[96609-3] component[96609-3].valueQuantity.value component[96609-3].valueQuantity.unit component[96609-3].valueQuantity.code component[96609-3].valueQuantity.code~mm[Hg]
us-core-observation-sexual-orientation Observation
  code=loinc:76690-7 subject subject>Patient value:CodeableConcept !us-core-2
us-core-observation-adi-documentation Observation
  code=loinc:45473-6 subject subject>Patient performer>Practitioner|Organization|Patient|PractitionerRole|CareTeam|RelatedPerson value:CodeableConcept
us-core-care-experience-preference Observation
  code=loinc:95541-9 subject subject>Patient
us-core-treatment-intervention-preference Observation
  code=loinc:75773-2 subject subject>Patient
us-core-practitionerrole PractitionerRole
  practitioner>Practitioner organization>Organization location>Location telecom.system telecom.value !us-core-13 !pd-1
us-core-medicationdispense MedicationDispense
  subject subject>Patient|Group context>Encounter|EpisodeOfCare performer.actor>Organization|Practitioner|Patient|PractitionerRole|RelatedPerson|Device authorizingPrescription>MedicationRequest !us-core-20
us-core-provenance Provenance
  agent.who>Organization|Practitioner|Patient|PractitionerRole|RelatedPerson|Device agent.onBehalfOf>Organization !provenance-1
us-core-questionnaireresponse QuestionnaireResponse
  questionnaire? authored? subject author>Practitioner|Organization|Patient|PractitionerRole|Device|RelatedPerson
us-core-familymemberhistory FamilyMemberHistory
  patient>Patient
us-core-adi-documentreference DocumentReference
  type category subject subject>Patient|Practitioner|Group|Device author>Practitioner|Organization|Patient|PractitionerRole|RelatedPerson|Device authenticator>Practitioner|Organization|PractitionerRole !us-core-6
us-core-device Device
  type udiCarrier.deviceIdentifier patient>Patient
`;

/**
 * Vital signs as base R4 demands them (profiles vitalsigns, bodytemp ...; observation-vitalsigns.html), in the same lines. By `@`
 * the code of LOINC under which every observation must meet its profile, claimed or not.
 */
export const R4_VITAL_SIGNS = `
vitalsigns Observation
  category=obs:vital-signs subject subject>Patient effective* effective:dateTime|Period !vs-1 !vs-2
measured Observation +vitalsigns
  valueQuantity.value valueQuantity.unit valueQuantity.system valueQuantity.code valueQuantity.system~http://unitsofmeasure.org
resprate Observation +measured @9279-1
  code=loinc:9279-1 valueQuantity.code~/min
heartrate Observation +measured @8867-4
  code=loinc:8867-4 valueQuantity.code~/min
oxygensat Observation +measured @2708-6
  code=loinc:2708-6 valueQuantity.code~%
bodytemp Observation +measured @8310-5
  code=loinc:8310-5 valueQuantity.code~Cel|[degF]
bodyheight Observation +measured @8302-2
  code=loinc:8302-2 valueQuantity.code~cm|[in_i]
headcircum Observation +measured @9843-4
  code=loinc:9843-4 valueQuantity.code~cm|[in_i]
bodyweight Observation +measured @29463-7
  code=loinc:29463-7 valueQuantity.code~g|kg|[lb_av]
bmi Observation +measured @39156-5
  code=loinc:39156-5 valueQuantity.code~kg/m2
bp Observation +vitalsigns @85354-9
  code=loinc:85354-9 component[8480-6] component[8462-4] component[8480-6].valueQuantity.code~mm[Hg] component[8462-4].valueQuantity.code~mm[Hg]
`;
