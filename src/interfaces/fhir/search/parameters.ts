/**
 * Search parameters of FHIR R4 (4.0.1, search-parameters.json) and of US Core 5.0.1: per type its code, its type, the
 * elements it reads and what a reference may name. `value[x]` stands for every type of that element, `telecom[system=phone]`
 * for those that have this value, `subject>Patient` for references to patients, `?x` for whether x is there and not false.
 * Left out: composite parameters, phonetic, and two of Bundle.
 */
export const PARAMETERS = `
Account
  identifier token identifier
  name string name
  owner reference owner Organization
  patient reference subject>Patient Patient
  period date servicePeriod
  status token status
  subject reference subject Practitioner,Organization,Device,Patient,HealthcareService,PractitionerRole,Location
  type token type
ActivityDefinition
  composed-of reference relatedArtifact[type=composed-of].resource
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  depends-on reference relatedArtifact[type=depends-on].resource|library
  derived-from reference relatedArtifact[type=derived-from].resource
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  predecessor reference relatedArtifact[type=predecessor].resource
  publisher string publisher
  status token status
  successor reference relatedArtifact[type=successor].resource
  title string title
  topic token topic
  url uri url
  version token version
AdverseEvent
  actuality token actuality
  category token category
  date date date
  event token event
  location reference location Location
  recorder reference recorder Practitioner,Patient,PractitionerRole,RelatedPerson
  resultingcondition reference resultingCondition Condition
  seriousness token seriousness
  severity token severity
  study reference study ResearchStudy
  subject reference subject Practitioner,Group,Patient,RelatedPerson
  substance reference suspectEntity.instance Immunization,Device,Medication,Procedure,Substance,MedicationAdministration,MedicationStatement
AllergyIntolerance
  asserter reference asserter Practitioner,Patient,PractitionerRole,RelatedPerson
  category token category
  clinical-status token clinicalStatus
  code token code|reaction.substance
  criticality token criticality
  date date recordedDate
  identifier token identifier
  last-date date lastOccurrence
  manifestation token reaction.manifestation
  onset date reaction.onset
  patient reference patient Patient
  recorder reference recorder Practitioner,Patient,PractitionerRole,RelatedPerson
  route token reaction.exposureRoute
  severity token reaction.severity
  type token type
  verification-status token verificationStatus
Appointment
  actor reference participant.actor Practitioner,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson,Location
  appointment-type token appointmentType
  based-on reference basedOn ServiceRequest
  date date start
  identifier token identifier
  location reference participant.actor>Location Location
  part-status token participant.status
  patient reference participant.actor>Patient Patient
  practitioner reference participant.actor>Practitioner Practitioner
  reason-code token reasonCode
  reason-reference reference reasonReference Condition,Observation,Procedure,ImmunizationRecommendation
  service-category token serviceCategory
  service-type token serviceType
  slot reference slot Slot
  specialty token specialty
  status token status
  supporting-info reference supportingInformation
AppointmentResponse
  actor reference actor Practitioner,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson,Location
  appointment reference appointment Appointment
  identifier token identifier
  location reference actor>Location Location
  part-status token participantStatus
  patient reference actor>Patient Patient
  practitioner reference actor>Practitioner Practitioner
AuditEvent
  action token action
  address string agent.network.address
  agent reference agent.who Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  agent-name string agent.name
  agent-role token agent.role
  altid token agent.altId
  date date recorded
  entity reference entity.what
  entity-name string entity.name
  entity-role token entity.role
  entity-type token entity.type
  outcome token outcome
  patient reference agent.who>Patient|entity.what>Patient Patient
  policy uri agent.policy
  site token source.site
  source reference source.observer Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  subtype token subtype
  type token type
Basic
  author reference author Practitioner,Organization,Patient,PractitionerRole,RelatedPerson
  code token code
  created date created
  identifier token identifier
  patient reference subject>Patient Patient
  subject reference subject
BodyStructure
  identifier token identifier
  location token location
  morphology token morphology
  patient reference patient Patient
Bundle
  identifier token identifier
  timestamp date timestamp
  type token type
CapabilityStatement
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  fhirversion token version
  format token format
  guide reference implementationGuide ImplementationGuide
  jurisdiction token jurisdiction
  mode token rest.mode
  name string name
  publisher string publisher
  resource token rest.resource.type
  resource-profile reference rest.resource.profile StructureDefinition
  security-service token rest.security.service
  software string software.name
  status token status
  supported-profile reference rest.resource.supportedProfile StructureDefinition
  title string title
  url uri url
  version token version
CarePlan
  activity-code token activity.detail.code
  activity-date date activity.detail.scheduled[x]
  activity-reference reference activity.reference Appointment,MedicationRequest,Task,NutritionOrder,RequestGroup,VisionPrescription,DeviceRequest,ServiceRequest,CommunicationRequest
  based-on reference basedOn CarePlan
  care-team reference careTeam CareTeam
  category token category
  condition reference addresses Condition
  date date period
  encounter reference encounter Encounter
  goal reference goal Goal
  identifier token identifier
  instantiates-canonical reference instantiatesCanonical Questionnaire,Measure,PlanDefinition,OperationDefinition,ActivityDefinition
  instantiates-uri uri instantiatesUri
  intent token intent
  part-of reference partOf CarePlan
  patient reference subject>Patient Patient
  performer reference activity.detail.performer Practitioner,Organization,CareTeam,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson
  replaces reference replaces CarePlan
  status token status
  subject reference subject Group,Patient
CareTeam
  category token category
  date date period
  encounter reference encounter Encounter
  identifier token identifier
  participant reference participant.member Practitioner,Organization,CareTeam,Patient,PractitionerRole,RelatedPerson
  patient reference subject>Patient Patient
  role token participant.role
  status token status
  subject reference subject Group,Patient
ChargeItem
  account reference account Account
  code token code
  context reference context EpisodeOfCare,Encounter
  entered-date date enteredDate
  enterer reference enterer Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  factor-override number factorOverride
  identifier token identifier
  occurrence date occurrence[x]
  patient reference subject>Patient Patient
  performer-actor reference performer.actor Practitioner,Organization,CareTeam,Device,Patient,PractitionerRole,RelatedPerson
  performer-function token performer.function
  performing-organization reference performingOrganization Organization
  price-override quantity priceOverride
  quantity quantity quantity
  requesting-organization reference requestingOrganization Organization
  service reference service Immunization,MedicationDispense,SupplyDelivery,Observation,DiagnosticReport,ImagingStudy,MedicationAdministration,Procedure
  subject reference subject Group,Patient
ChargeItemDefinition
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  publisher string publisher
  status token status
  title string title
  url uri url
  version token version
Claim
  care-team reference careTeam.provider Practitioner,Organization,PractitionerRole
  created date created
  detail-udi reference item.detail.udi Device
  encounter reference item.encounter Encounter
  enterer reference enterer Practitioner,PractitionerRole
  facility reference facility Location
  identifier token identifier
  insurer reference insurer Organization
  item-udi reference item.udi Device
  patient reference patient Patient
  payee reference payee.party Practitioner,Organization,Patient,PractitionerRole,RelatedPerson
  priority token priority
  procedure-udi reference procedure.udi Device
  provider reference provider Practitioner,Organization,PractitionerRole
  status token status
  subdetail-udi reference item.detail.subDetail.udi Device
  use token use
ClaimResponse
  created date created
  disposition string disposition
  identifier token identifier
  insurer reference insurer Organization
  outcome token outcome
  patient reference patient Patient
  payment-date date payment.date
  request reference request Claim
  requestor reference requestor Practitioner,Organization,PractitionerRole
  status token status
  use token use
ClinicalImpression
  assessor reference assessor Practitioner,PractitionerRole
  date date date
  encounter reference encounter Encounter
  finding-code token finding.itemCodeableConcept
  finding-ref reference finding.itemReference Condition,Observation,Media
  identifier token identifier
  investigation reference investigation.item RiskAssessment,FamilyMemberHistory,Observation,Media,DiagnosticReport,ImagingStudy,QuestionnaireResponse
  patient reference subject>Patient Patient
  previous reference previous ClinicalImpression
  problem reference problem Condition,AllergyIntolerance
  status token status
  subject reference subject Group,Patient
  supporting-info reference supportingInfo
CodeSystem
  code token concept.code
  content-mode token content
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  identifier token identifier
  jurisdiction token jurisdiction
  language token concept.designation.language
  name string name
  publisher string publisher
  status token status
  supplements reference supplements CodeSystem
  system uri url
  title string title
  url uri url
  version token version
Communication
  based-on reference basedOn
  category token category
  encounter reference encounter Encounter
  identifier token identifier
  instantiates-canonical reference instantiatesCanonical Questionnaire,Measure,PlanDefinition,OperationDefinition,ActivityDefinition
  instantiates-uri uri instantiatesUri
  medium token medium
  part-of reference partOf
  patient reference subject>Patient Patient
  received date received
  recipient reference recipient Practitioner,Group,Organization,CareTeam,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson
  sender reference sender Practitioner,Organization,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson
  sent date sent
  status token status
  subject reference subject Group,Patient
CommunicationRequest
  authored date authoredOn
  based-on reference basedOn
  category token category
  encounter reference encounter Encounter
  group-identifier token groupIdentifier
  identifier token identifier
  medium token medium
  occurrence date occurrenceDateTime
  patient reference subject>Patient Patient
  priority token priority
  recipient reference recipient Practitioner,Group,Organization,CareTeam,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson
  replaces reference replaces CommunicationRequest
  requester reference requester Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  sender reference sender Practitioner,Organization,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson
  status token status
  subject reference subject Group,Patient
CompartmentDefinition
  code token code
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  name string name
  publisher string publisher
  resource token resource.code
  status token status
  url uri url
  version token version
Composition
  attester reference attester.party Practitioner,Organization,Patient,PractitionerRole,RelatedPerson
  author reference author Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  category token category
  confidentiality token confidentiality
  context token event.code
  date date date
  encounter reference encounter Encounter,EpisodeOfCare
  entry reference section.entry
  identifier token identifier
  patient reference subject>Patient Patient
  period date event.period
  related-id token relatesTo.targetIdentifier
  related-ref reference relatesTo.targetReference Composition
  section token section.code
  status token status
  subject reference subject
  title string title
  type token type
ConceptMap
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  dependson uri group.element.target.dependsOn.property
  description string description
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  other reference group.unmapped.url ConceptMap
  product uri group.element.target.product.property
  publisher string publisher
  source reference sourceCanonical ValueSet
  source-code token group.element.code
  source-system uri group.source
  source-uri reference sourceUri ValueSet
  status token status
  target reference targetCanonical ValueSet
  target-code token group.element.target.code
  target-system uri group.target
  target-uri reference targetUri ValueSet
  title string title
  url uri url
  version token version
Condition
  abatement-age quantity abatementAge|abatementRange
  abatement-date date abatementDateTime|abatementPeriod
  abatement-string string abatementString
  asserted-date date extension[url=http://hl7.org/fhir/StructureDefinition/condition-assertedDate].valueDateTime
  asserter reference asserter Practitioner,Patient,PractitionerRole,RelatedPerson
  body-site token bodySite
  category token category
  clinical-status token clinicalStatus
  code token code
  encounter reference encounter Encounter
  evidence token evidence.code
  evidence-detail reference evidence.detail
  identifier token identifier
  onset-age quantity onsetAge|onsetRange
  onset-date date onsetDateTime|onsetPeriod
  onset-info string onsetString
  patient reference subject>Patient Patient
  recorded-date date recordedDate
  severity token severity
  stage token stage.summary
  subject reference subject Group,Patient
  verification-status token verificationStatus
Consent
  action token provision.action
  actor reference provision.actor.reference Practitioner,Group,Organization,CareTeam,Device,Patient,PractitionerRole,RelatedPerson
  category token category
  consentor reference performer Practitioner,Organization,Patient,PractitionerRole,RelatedPerson
  data reference provision.data.reference
  date date dateTime
  identifier token identifier
  organization reference organization Organization
  patient reference patient Patient
  period date provision.period
  purpose token provision.purpose
  scope token scope
  security-label token provision.securityLabel
  source-reference reference source[x] Consent,Contract,QuestionnaireResponse,DocumentReference
  status token status
Contract
  authority reference authority Organization
  domain reference domain Location
  identifier token identifier
  instantiates uri instantiatesUri
  issued date issued
  patient reference subject>Patient Patient
  signer reference signer.party Practitioner,Organization,Patient,PractitionerRole,RelatedPerson
  status token status
  subject reference subject
  url uri url
Coverage
  beneficiary reference beneficiary Patient
  class-type token class.type
  class-value string class.value
  dependent string dependent
  identifier token identifier
  patient reference beneficiary Patient
  payor reference payor Organization,Patient,RelatedPerson
  policy-holder reference policyHolder Organization,Patient,RelatedPerson
  status token status
  subscriber reference subscriber Patient,RelatedPerson
  type token type
CoverageEligibilityRequest
  created date created
  enterer reference enterer Practitioner,PractitionerRole
  facility reference facility Location
  identifier token identifier
  patient reference patient Patient
  provider reference provider Practitioner,Organization,PractitionerRole
  status token status
CoverageEligibilityResponse
  created date created
  disposition string disposition
  identifier token identifier
  insurer reference insurer Organization
  outcome token outcome
  patient reference patient Patient
  request reference request CoverageEligibilityRequest
  requestor reference requestor Practitioner,Organization,PractitionerRole
  status token status
DetectedIssue
  author reference author Practitioner,Device,PractitionerRole
  code token code
  identified date identified[x]
  identifier token identifier
  implicated reference implicated
  patient reference patient Patient
  status token status
Device
  device-name string deviceName.name|type.coding.display|type.text
  identifier token identifier
  location reference location Location
  manufacturer string manufacturer
  model string modelNumber
  organization reference owner Organization
  patient reference patient Patient
  status token status
  type token type
  udi-carrier string udiCarrier.carrierHRF
  udi-di string udiCarrier.deviceIdentifier
  url uri url
DeviceDefinition
  classification token classification.type
  identifier token identifier
  parent reference parentDevice DeviceDefinition
  type token type
DeviceMetric
  category token category
  identifier token identifier
  parent reference parent Device
  source reference source Device
  type token type
DeviceRequest
  authored-on date authoredOn
  based-on reference basedOn
  code token codeCodeableConcept
  device reference codeReference Device
  encounter reference encounter Encounter,EpisodeOfCare
  event-date date occurrenceDateTime|occurrencePeriod
  group-identifier token groupIdentifier
  identifier token identifier
  instantiates-canonical reference instantiatesCanonical PlanDefinition,ActivityDefinition
  instantiates-uri uri instantiatesUri
  insurance reference insurance ClaimResponse,Coverage
  intent token intent
  patient reference subject>Patient Patient
  performer reference performer Practitioner,Organization,CareTeam,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson
  prior-request reference priorRequest
  requester reference requester Practitioner,Organization,Device,PractitionerRole
  status token status
  subject reference subject Group,Device,Patient,Location
DeviceUseStatement
  device reference device Device
  identifier token identifier
  patient reference subject Patient
  subject reference subject Group,Patient
DiagnosticReport
  based-on reference basedOn CarePlan,MedicationRequest,NutritionOrder,ServiceRequest,ImmunizationRecommendation
  category token category
  code token code
  conclusion token conclusionCode
  date date effective[x]
  encounter reference encounter Encounter,EpisodeOfCare
  identifier token identifier
  issued date issued
  media reference media.link Media
  patient reference subject>Patient Patient
  performer reference performer Practitioner,Organization,CareTeam,PractitionerRole
  result reference result Observation
  results-interpreter reference resultsInterpreter Practitioner,Organization,CareTeam,PractitionerRole
  specimen reference specimen Specimen
  status token status
  subject reference subject Group,Device,Patient,Location
DocumentManifest
  author reference author Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  created date created
  description string description
  identifier token masterIdentifier|identifier
  item reference content
  patient reference subject>Patient Patient
  recipient reference recipient Practitioner,Organization,Patient,PractitionerRole,RelatedPerson
  related-id token related.identifier
  related-ref reference related.ref
  source uri source
  status token status
  subject reference subject Practitioner,Group,Device,Patient
  type token type
DocumentReference
  authenticator reference authenticator Practitioner,Organization,PractitionerRole
  author reference author Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  category token category
  contenttype token content.attachment.contentType
  custodian reference custodian Organization
  date date date
  description string description
  encounter reference context.encounter Encounter,EpisodeOfCare
  event token context.event
  facility token context.facilityType
  format token content.format
  identifier token masterIdentifier|identifier
  language token content.attachment.language
  location uri content.attachment.url
  patient reference subject>Patient Patient
  period date context.period
  related reference context.related
  relatesto reference relatesTo.target DocumentReference
  relation token relatesTo.code
  security-label token securityLabel
  setting token context.practiceSetting
  status token status
  subject reference subject Practitioner,Group,Device,Patient
  type token type
EffectEvidenceSynthesis
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  status token status
  title string title
  url uri url
  version token version
Encounter
  account reference account Account
  appointment reference appointment Appointment
  based-on reference basedOn ServiceRequest
  class token class
  date date period
  diagnosis reference diagnosis.condition Condition,Procedure
  discharge-disposition token hospitalization.dischargeDisposition
  episode-of-care reference episodeOfCare EpisodeOfCare
  identifier token identifier
  length quantity length
  location reference location.location Location
  location-period date location.period
  part-of reference partOf Encounter
  participant reference participant.individual Practitioner,PractitionerRole,RelatedPerson
  participant-type token participant.type
  patient reference subject>Patient Patient
  practitioner reference participant.individual>Practitioner Practitioner
  reason-code token reasonCode
  reason-reference reference reasonReference Condition,Observation,Procedure,ImmunizationRecommendation
  service-provider reference serviceProvider Organization
  special-arrangement token hospitalization.specialArrangement
  status token status
  subject reference subject Group,Patient
  type token type
Endpoint
  connection-type token connectionType
  identifier token identifier
  name string name
  organization reference managingOrganization Organization
  payload-type token payloadType
  status token status
EnrollmentRequest
  identifier token identifier
  patient reference candidate Patient
  status token status
  subject reference candidate Patient
EnrollmentResponse
  identifier token identifier
  request reference request EnrollmentRequest
  status token status
EpisodeOfCare
  care-manager reference careManager>Practitioner Practitioner
  condition reference diagnosis.condition Condition
  date date period
  identifier token identifier
  incoming-referral reference referralRequest ServiceRequest
  organization reference managingOrganization Organization
  patient reference patient Patient
  status token status
  type token type
EventDefinition
  composed-of reference relatedArtifact[type=composed-of].resource
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  depends-on reference relatedArtifact[type=depends-on].resource
  derived-from reference relatedArtifact[type=derived-from].resource
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  predecessor reference relatedArtifact[type=predecessor].resource
  publisher string publisher
  status token status
  successor reference relatedArtifact[type=successor].resource
  title string title
  topic token topic
  url uri url
  version token version
Evidence
  composed-of reference relatedArtifact[type=composed-of].resource
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  depends-on reference relatedArtifact[type=depends-on].resource
  derived-from reference relatedArtifact[type=derived-from].resource
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  predecessor reference relatedArtifact[type=predecessor].resource
  publisher string publisher
  status token status
  successor reference relatedArtifact[type=successor].resource
  title string title
  topic token topic
  url uri url
  version token version
EvidenceVariable
  composed-of reference relatedArtifact[type=composed-of].resource
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  depends-on reference relatedArtifact[type=depends-on].resource
  derived-from reference relatedArtifact[type=derived-from].resource
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  predecessor reference relatedArtifact[type=predecessor].resource
  publisher string publisher
  status token status
  successor reference relatedArtifact[type=successor].resource
  title string title
  topic token topic
  url uri url
  version token version
ExampleScenario
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  status token status
  url uri url
  version token version
ExplanationOfBenefit
  care-team reference careTeam.provider Practitioner,Organization,PractitionerRole
  claim reference claim Claim
  coverage reference insurance.coverage Coverage
  created date created
  detail-udi reference item.detail.udi Device
  disposition string disposition
  encounter reference item.encounter Encounter
  enterer reference enterer Practitioner,PractitionerRole
  facility reference facility Location
  identifier token identifier
  item-udi reference item.udi Device
  patient reference patient Patient
  payee reference payee.party Practitioner,Organization,Patient,PractitionerRole,RelatedPerson
  procedure-udi reference procedure.udi Device
  provider reference provider Practitioner,Organization,PractitionerRole
  status token status
  subdetail-udi reference item.detail.subDetail.udi Device
FamilyMemberHistory
  code token condition.code
  date date date
  identifier token identifier
  instantiates-canonical reference instantiatesCanonical Questionnaire,Measure,PlanDefinition,OperationDefinition,ActivityDefinition
  instantiates-uri uri instantiatesUri
  patient reference patient Patient
  relationship token relationship
  sex token sex
  status token status
Flag
  author reference author Practitioner,Organization,Device,Patient,PractitionerRole
  date date period
  encounter reference encounter Encounter,EpisodeOfCare
  identifier token identifier
  patient reference subject>Patient Patient
  subject reference subject Practitioner,Group,Organization,Medication,Patient,PlanDefinition,Procedure,Location
Goal
  achievement-status token achievementStatus
  category token category
  description token description
  identifier token identifier
  lifecycle-status token lifecycleStatus
  patient reference subject>Patient Patient
  start-date date startDate
  subject reference subject Group,Organization,Patient
  target-date date target.dueDate
GraphDefinition
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  start token start
  status token status
  url uri url
  version token version
Group
  actual token actual
  characteristic token characteristic.code
  code token code
  exclude token characteristic.exclude
  identifier token identifier
  managing-entity reference managingEntity Practitioner,Organization,PractitionerRole,RelatedPerson
  member reference member.entity Practitioner,Group,Device,Medication,Patient,Substance,PractitionerRole
  type token type
  value token characteristic.valueCodeableConcept|characteristic.valueBoolean
GuidanceResponse
  identifier token identifier
  patient reference subject>Patient Patient
  request token requestIdentifier
  subject reference subject Group,Patient
HealthcareService
  active token active
  characteristic token characteristic
  coverage-area reference coverageArea Location
  endpoint reference endpoint Endpoint
  identifier token identifier
  location reference location Location
  name string name
  organization reference providedBy Organization
  program token program
  service-category token category
  service-type token type
  specialty token specialty
ImagingStudy
  basedon reference basedOn Appointment,AppointmentResponse,CarePlan,Task,ServiceRequest
  bodysite token series.bodySite
  dicom-class token series.instance.sopClass
  encounter reference encounter Encounter
  endpoint reference endpoint|series.endpoint Endpoint
  identifier token identifier
  instance token series.instance.uid
  interpreter reference interpreter Practitioner,PractitionerRole
  modality token series.modality
  patient reference subject>Patient Patient
  performer reference series.performer.actor Practitioner,Organization,CareTeam,Device,Patient,PractitionerRole,RelatedPerson
  reason token reasonCode
  referrer reference referrer Practitioner,PractitionerRole
  series token series.uid
  started date started
  status token status
  subject reference subject Group,Device,Patient
Immunization
  date date occurrence[x]
  identifier token identifier
  location reference location Location
  lot-number string lotNumber
  manufacturer reference manufacturer Organization
  patient reference patient Patient
  performer reference performer.actor Practitioner,Organization,PractitionerRole
  reaction reference reaction.detail Observation
  reaction-date date reaction.date
  reason-code token reasonCode
  reason-reference reference reasonReference Condition,Observation,DiagnosticReport
  series string protocolApplied.series
  status token status
  status-reason token statusReason
  target-disease token protocolApplied.targetDisease
  vaccine-code token vaccineCode
ImmunizationEvaluation
  date date date
  dose-status token doseStatus
  identifier token identifier
  immunization-event reference immunizationEvent Immunization
  patient reference patient Patient
  status token status
  target-disease token targetDisease
ImmunizationRecommendation
  date date date
  identifier token identifier
  information reference recommendation.supportingPatientInformation
  patient reference patient Patient
  status token recommendation.forecastStatus
  support reference recommendation.supportingImmunization Immunization,ImmunizationEvaluation
  target-disease token recommendation.targetDisease
  vaccine-type token recommendation.vaccineCode
ImplementationGuide
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  depends-on reference dependsOn.uri ImplementationGuide
  description string description
  experimental token experimental
  global reference global.profile StructureDefinition
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  resource reference definition.resource.reference
  status token status
  title string title
  url uri url
  version token version
InsurancePlan
  address string contact.address
  address-city string contact.address.city
  address-country string contact.address.country
  address-postalcode string contact.address.postalCode
  address-state string contact.address.state
  address-use token contact.address.use
  administered-by reference administeredBy Organization
  endpoint reference endpoint Endpoint
  identifier token identifier
  name string name|alias
  owned-by reference ownedBy Organization
  status token status
  type token type
Invoice
  account reference account Account
  date date date
  identifier token identifier
  issuer reference issuer Organization
  participant reference participant.actor Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  participant-role token participant.role
  patient reference subject>Patient Patient
  recipient reference recipient Organization,Patient,RelatedPerson
  status token status
  subject reference subject Group,Patient
  totalgross quantity totalGross
  totalnet quantity totalNet
  type token type
Library
  composed-of reference relatedArtifact[type=composed-of].resource
  content-type token content.contentType
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  depends-on reference relatedArtifact[type=depends-on].resource
  derived-from reference relatedArtifact[type=derived-from].resource
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  predecessor reference relatedArtifact[type=predecessor].resource
  publisher string publisher
  status token status
  successor reference relatedArtifact[type=successor].resource
  title string title
  topic token topic
  type token type
  url uri url
  version token version
Linkage
  author reference author Practitioner,Organization,PractitionerRole
  item reference item.resource
  source reference item.resource
List
  code token code
  date date date
  empty-reason token emptyReason
  encounter reference encounter Encounter,EpisodeOfCare
  identifier token identifier
  item reference entry.item
  notes string note.text
  patient reference subject>Patient Patient
  source reference source Practitioner,Device,Patient,PractitionerRole
  status token status
  subject reference subject Group,Device,Patient,Location
  title string title
Location
  address string address
  address-city string address.city
  address-country string address.country
  address-postalcode string address.postalCode
  address-state string address.state
  address-use token address.use
  endpoint reference endpoint Endpoint
  identifier token identifier
  name string name|alias
  operational-status token operationalStatus
  organization reference managingOrganization Organization
  partof reference partOf Location
  status token status
  type token type
Measure
  composed-of reference relatedArtifact[type=composed-of].resource
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  depends-on reference relatedArtifact[type=depends-on].resource|library
  derived-from reference relatedArtifact[type=derived-from].resource
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  predecessor reference relatedArtifact[type=predecessor].resource
  publisher string publisher
  status token status
  successor reference relatedArtifact[type=successor].resource
  title string title
  topic token topic
  url uri url
  version token version
MeasureReport
  date date date
  evaluated-resource reference evaluatedResource
  identifier token identifier
  measure reference measure Measure
  patient reference subject>Patient Patient
  period date period
  reporter reference reporter Practitioner,Organization,PractitionerRole,Location
  status token status
  subject reference subject Practitioner,Group,Organization,CareTeam,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson,Location
Media
  based-on reference basedOn CarePlan,ServiceRequest
  created date created[x]
  device reference device Device,DeviceMetric
  encounter reference encounter Encounter
  identifier token identifier
  modality token modality
  operator reference operator Practitioner,Organization,CareTeam,Device,Patient,PractitionerRole,RelatedPerson
  patient reference subject>Patient Patient
  site token bodySite
  status token status
  subject reference subject Practitioner,Group,Specimen,Device,Patient,PractitionerRole,Location
  type token type
  view token view
Medication
  code token code
  expiration-date date batch.expirationDate
  form token form
  identifier token identifier
  ingredient reference ingredient.itemReference Medication,Substance
  ingredient-code token ingredient.itemCodeableConcept
  lot-number token batch.lotNumber
  manufacturer reference manufacturer Organization
  status token status
MedicationAdministration
  code token medicationCodeableConcept
  context reference context EpisodeOfCare,Encounter
  device reference device Device
  effective-time date effective[x]
  identifier token identifier
  medication reference medicationReference Medication
  patient reference subject>Patient Patient
  performer reference performer.actor Practitioner,Device,Patient,PractitionerRole,RelatedPerson
  reason-given token reasonCode
  reason-not-given token statusReason
  request reference request MedicationRequest
  status token status
  subject reference subject Group,Patient
MedicationDispense
  code token medicationCodeableConcept
  context reference context EpisodeOfCare,Encounter
  destination reference destination Location
  identifier token identifier
  medication reference medicationReference Medication
  patient reference subject>Patient Patient
  performer reference performer.actor Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  prescription reference authorizingPrescription MedicationRequest
  receiver reference receiver Practitioner,Patient
  responsibleparty reference substitution.responsibleParty Practitioner,PractitionerRole
  status token status
  subject reference subject Group,Patient
  type token type
  whenhandedover date whenHandedOver
  whenprepared date whenPrepared
MedicationKnowledge
  classification token medicineClassification.classification
  classification-type token medicineClassification.type
  code token code
  doseform token doseForm
  ingredient reference ingredient.itemReference Substance
  ingredient-code token ingredient.itemCodeableConcept
  manufacturer reference manufacturer Organization
  monitoring-program-name token monitoringProgram.name
  monitoring-program-type token monitoringProgram.type
  monograph reference monograph.source Media,DocumentReference
  monograph-type token monograph.type
  source-cost token cost.source
  status token status
MedicationRequest
  authoredon date authoredOn
  category token category
  code token medicationCodeableConcept
  date date dosageInstruction.timing.event
  encounter reference encounter Encounter
  identifier token identifier
  intended-dispenser reference dispenseRequest.performer Organization
  intended-performer reference performer Practitioner,Organization,CareTeam,Device,Patient,PractitionerRole,RelatedPerson
  intended-performertype token performerType
  intent token intent
  medication reference medicationReference Medication
  patient reference subject>Patient Patient
  priority token priority
  requester reference requester Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  status token status
  subject reference subject Group,Patient
MedicationStatement
  category token category
  code token medicationCodeableConcept
  context reference context EpisodeOfCare,Encounter
  effective date effective[x]
  identifier token identifier
  medication reference medicationReference Medication
  part-of reference partOf MedicationDispense,Observation,MedicationAdministration,Procedure,MedicationStatement
  patient reference subject>Patient Patient
  source reference informationSource Practitioner,Organization,Patient,PractitionerRole,RelatedPerson
  status token status
  subject reference subject Group,Patient
MedicinalProduct
  identifier token identifier
  name string name.productName
  name-language token name.countryLanguage.language
MedicinalProductAuthorization
  country token country
  holder reference holder Organization
  identifier token identifier
  status token status
  subject reference subject MedicinalProductPackaged,MedicinalProduct
MedicinalProductContraindication
  subject reference subject Medication,MedicinalProduct
MedicinalProductIndication
  subject reference subject Medication,MedicinalProduct
MedicinalProductInteraction
  subject reference subject Medication,Substance,MedicinalProduct
MedicinalProductPackaged
  identifier token identifier
  subject reference subject MedicinalProduct
MedicinalProductPharmaceutical
  identifier token identifier
  route token routeOfAdministration.code
  target-species token routeOfAdministration.targetSpecies.code
MedicinalProductUndesirableEffect
  subject reference subject Medication,MedicinalProduct
MessageDefinition
  category token category
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  event token event[x]
  focus token focus.code
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  parent reference parent PlanDefinition,ActivityDefinition
  publisher string publisher
  status token status
  title string title
  url uri url
  version token version
MessageHeader
  author reference author Practitioner,PractitionerRole
  code token response.code
  destination string destination.name
  destination-uri uri destination.endpoint
  enterer reference enterer Practitioner,PractitionerRole
  event token event[x]
  focus reference focus
  receiver reference destination.receiver Practitioner,Organization,PractitionerRole
  response-id token response.identifier
  responsible reference responsible Practitioner,Organization,PractitionerRole
  sender reference sender Practitioner,Organization,PractitionerRole
  source string source.name
  source-uri uri source.endpoint
  target reference destination.target Device
MolecularSequence
  chromosome token referenceSeq.chromosome
  identifier token identifier
  patient reference patient Patient
  referenceseqid token referenceSeq.referenceSeqId
  type token type
  variant-end number variant.end
  variant-start number variant.start
  window-end number referenceSeq.windowEnd
  window-start number referenceSeq.windowStart
NamingSystem
  contact string contact.name
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  id-type token uniqueId.type
  jurisdiction token jurisdiction
  kind token kind
  name string name
  period date uniqueId.period
  publisher string publisher
  responsible string responsible
  status token status
  telecom token contact.telecom
  type token type
  value string uniqueId.value
NutritionOrder
  additive token enteralFormula.additiveType
  datetime date dateTime
  encounter reference encounter Encounter,EpisodeOfCare
  formula token enteralFormula.baseFormulaType
  identifier token identifier
  instantiates-canonical reference instantiatesCanonical PlanDefinition,ActivityDefinition
  instantiates-uri uri instantiatesUri
  oraldiet token oralDiet.type
  patient reference patient Patient
  provider reference orderer Practitioner,PractitionerRole
  status token status
  supplement token supplement.type
Observation
  based-on reference basedOn CarePlan,MedicationRequest,NutritionOrder,DeviceRequest,ServiceRequest,ImmunizationRecommendation
  category token category
  code token code
  combo-code token code|component.code
  combo-data-absent-reason token dataAbsentReason|component.dataAbsentReason
  combo-value-concept token valueCodeableConcept|component.valueCodeableConcept
  combo-value-quantity quantity valueQuantity|valueSampledData|component.valueQuantity|component.valueSampledData
  component-code token component.code
  component-data-absent-reason token component.dataAbsentReason
  component-value-concept token component.valueCodeableConcept
  component-value-quantity quantity component.valueQuantity|component.valueSampledData
  data-absent-reason token dataAbsentReason
  date date effective[x]
  derived-from reference derivedFrom Media,Observation,ImagingStudy,MolecularSequence,QuestionnaireResponse,DocumentReference
  device reference device Device,DeviceMetric
  encounter reference encounter Encounter,EpisodeOfCare
  focus reference focus
  has-member reference hasMember Observation,MolecularSequence,QuestionnaireResponse
  identifier token identifier
  method token method
  part-of reference partOf Immunization,MedicationDispense,MedicationAdministration,Procedure,ImagingStudy,MedicationStatement
  patient reference subject>Patient Patient
  performer reference performer Practitioner,Organization,CareTeam,Patient,PractitionerRole,RelatedPerson
  specimen reference specimen Specimen
  status token status
  subject reference subject Group,Device,Patient,Location
  value-concept token valueCodeableConcept
  value-date date valueDateTime|valuePeriod
  value-quantity quantity valueQuantity|valueSampledData
  value-string string valueString|valueCodeableConcept.text
OperationDefinition
  base reference base OperationDefinition
  code token code
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  input-profile reference inputProfile StructureDefinition
  instance token instance
  jurisdiction token jurisdiction
  kind token kind
  name string name
  output-profile reference outputProfile StructureDefinition
  publisher string publisher
  status token status
  system token system
  title string title
  type token type
  url uri url
  version token version
Organization
  active token active
  address string address
  address-city string address.city
  address-country string address.country
  address-postalcode string address.postalCode
  address-state string address.state
  address-use token address.use
  endpoint reference endpoint Endpoint
  identifier token identifier
  name string name|alias
  partof reference partOf Organization
  type token type
OrganizationAffiliation
  active token active
  date date period
  email token telecom[system=email]
  endpoint reference endpoint Endpoint
  identifier token identifier
  location reference location Location
  network reference network Organization
  participating-organization reference participatingOrganization Organization
  phone token telecom[system=phone]
  primary-organization reference organization Organization
  role token code
  service reference healthcareService HealthcareService
  specialty token specialty
  telecom token telecom
Patient
  active token active
  address string address
  address-city string address.city
  address-country string address.country
  address-postalcode string address.postalCode
  address-state string address.state
  address-use token address.use
  birthdate date birthDate
  death-date date deceasedDateTime
  deceased token ?deceased[x]
  email token telecom[system=email]
  ethnicity token extension[url=http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity].extension.value[x].code
  family string name.family
  gender token gender
  gender-identity token extension[url=http://hl7.org/fhir/us/core/StructureDefinition/us-core-genderIdentity].value[x].coding.code
  general-practitioner reference generalPractitioner Practitioner,Organization,PractitionerRole
  given string name.given
  identifier token identifier
  language token communication.language
  link reference link.other Patient,RelatedPerson
  name string name
  organization reference managingOrganization Organization
  phone token telecom[system=phone]
  race token extension[url=http://hl7.org/fhir/us/core/StructureDefinition/us-core-race].extension.value[x].code
  telecom token telecom
PaymentNotice
  created date created
  identifier token identifier
  payment-status token paymentStatus
  provider reference provider Practitioner,Organization,PractitionerRole
  request reference request
  response reference response
  status token status
PaymentReconciliation
  created date created
  disposition string disposition
  identifier token identifier
  outcome token outcome
  payment-issuer reference paymentIssuer Organization
  request reference request Task
  requestor reference requestor Practitioner,Organization,PractitionerRole
  status token status
Person
  address string address
  address-city string address.city
  address-country string address.country
  address-postalcode string address.postalCode
  address-state string address.state
  address-use token address.use
  birthdate date birthDate
  email token telecom[system=email]
  gender token gender
  identifier token identifier
  link reference link.target Practitioner,Patient,Person,RelatedPerson
  name string name
  organization reference managingOrganization Organization
  patient reference link.target>Patient Patient
  phone token telecom[system=phone]
  practitioner reference link.target>Practitioner Practitioner
  relatedperson reference link.target>RelatedPerson RelatedPerson
  telecom token telecom
PlanDefinition
  composed-of reference relatedArtifact[type=composed-of].resource
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  definition reference action.definition[x] Questionnaire,PlanDefinition,ActivityDefinition
  depends-on reference relatedArtifact[type=depends-on].resource|library
  derived-from reference relatedArtifact[type=derived-from].resource
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  predecessor reference relatedArtifact[type=predecessor].resource
  publisher string publisher
  status token status
  successor reference relatedArtifact[type=successor].resource
  title string title
  topic token topic
  type token type
  url uri url
  version token version
Practitioner
  active token active
  address string address
  address-city string address.city
  address-country string address.country
  address-postalcode string address.postalCode
  address-state string address.state
  address-use token address.use
  communication token communication
  email token telecom[system=email]
  family string name.family
  gender token gender
  given string name.given
  identifier token identifier
  name string name
  phone token telecom[system=phone]
  telecom token telecom
PractitionerRole
  active token active
  date date period
  email token telecom[system=email]
  endpoint reference endpoint Endpoint
  identifier token identifier
  location reference location Location
  organization reference organization Organization
  phone token telecom[system=phone]
  practitioner reference practitioner Practitioner
  role token code
  service reference healthcareService HealthcareService
  specialty token specialty
  telecom token telecom
Procedure
  based-on reference basedOn CarePlan,ServiceRequest
  category token category
  code token code
  date date performed[x]
  encounter reference encounter Encounter,EpisodeOfCare
  identifier token identifier
  instantiates-canonical reference instantiatesCanonical Questionnaire,Measure,PlanDefinition,OperationDefinition,ActivityDefinition
  instantiates-uri uri instantiatesUri
  location reference location Location
  part-of reference partOf Observation,Procedure,MedicationAdministration
  patient reference subject>Patient Patient
  performer reference performer.actor Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  reason-code token reasonCode
  reason-reference reference reasonReference Condition,Observation,Procedure,DiagnosticReport,DocumentReference
  status token status
  subject reference subject Group,Patient
Provenance
  agent reference agent.who Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  agent-role token agent.role
  agent-type token agent.type
  entity reference entity.what
  location reference location Location
  patient reference target>Patient Patient
  recorded date recorded
  signature-type token signature.type
  target reference target
  when date occurredDateTime
Questionnaire
  code token item.code
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  definition uri item.definition
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  status token status
  subject-type token subjectType
  title string title
  url uri url
  version token version
QuestionnaireResponse
  author reference author Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  authored date authored
  based-on reference basedOn CarePlan,ServiceRequest
  encounter reference encounter Encounter
  identifier token identifier
  part-of reference partOf Observation,Procedure
  patient reference subject>Patient Patient
  questionnaire reference questionnaire Questionnaire
  source reference source Practitioner,Patient,PractitionerRole,RelatedPerson
  status token status
  subject reference subject
RelatedPerson
  active token active
  address string address
  address-city string address.city
  address-country string address.country
  address-postalcode string address.postalCode
  address-state string address.state
  address-use token address.use
  birthdate date birthDate
  email token telecom[system=email]
  gender token gender
  identifier token identifier
  name string name
  patient reference patient Patient
  phone token telecom[system=phone]
  relationship token relationship
  telecom token telecom
RequestGroup
  author reference author Practitioner,Device,PractitionerRole
  authored date authoredOn
  code token code
  encounter reference encounter Encounter
  group-identifier token groupIdentifier
  identifier token identifier
  instantiates-canonical reference instantiatesCanonical
  instantiates-uri uri instantiatesUri
  intent token intent
  participant reference action.participant Practitioner,Device,Patient,PractitionerRole,RelatedPerson
  patient reference subject>Patient Patient
  priority token priority
  status token status
  subject reference subject Group,Patient
ResearchDefinition
  composed-of reference relatedArtifact[type=composed-of].resource
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  depends-on reference relatedArtifact[type=depends-on].resource|library
  derived-from reference relatedArtifact[type=derived-from].resource
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  predecessor reference relatedArtifact[type=predecessor].resource
  publisher string publisher
  status token status
  successor reference relatedArtifact[type=successor].resource
  title string title
  topic token topic
  url uri url
  version token version
ResearchElementDefinition
  composed-of reference relatedArtifact[type=composed-of].resource
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  depends-on reference relatedArtifact[type=depends-on].resource|library
  derived-from reference relatedArtifact[type=derived-from].resource
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  predecessor reference relatedArtifact[type=predecessor].resource
  publisher string publisher
  status token status
  successor reference relatedArtifact[type=successor].resource
  title string title
  topic token topic
  url uri url
  version token version
ResearchStudy
  category token category
  date date period
  focus token focus
  identifier token identifier
  keyword token keyword
  location token location
  partof reference partOf ResearchStudy
  principalinvestigator reference principalInvestigator Practitioner,PractitionerRole
  protocol reference protocol PlanDefinition
  site reference site Location
  sponsor reference sponsor Organization
  status token status
  title string title
ResearchSubject
  date date period
  identifier token identifier
  individual reference individual Patient
  patient reference individual Patient
  status token status
  study reference study ResearchStudy
RiskAssessment
  condition reference condition Condition
  date date occurrenceDateTime
  encounter reference encounter Encounter,EpisodeOfCare
  identifier token identifier
  method token method
  patient reference subject>Patient Patient
  performer reference performer Practitioner,Device,PractitionerRole
  probability number prediction.probability[x]
  risk token prediction.qualitativeRisk
  subject reference subject Group,Patient
RiskEvidenceSynthesis
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  effective date effectivePeriod
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  status token status
  title string title
  url uri url
  version token version
Schedule
  active token active
  actor reference actor Practitioner,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson,Location
  date date planningHorizon
  identifier token identifier
  service-category token serviceCategory
  service-type token serviceType
  specialty token specialty
SearchParameter
  base token base
  code token code
  component reference component.definition SearchParameter
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  derived-from reference derivedFrom SearchParameter
  description string description
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  status token status
  target token target
  type token type
  url uri url
  version token version
ServiceRequest
  authored date authoredOn
  based-on reference basedOn CarePlan,MedicationRequest,ServiceRequest
  body-site token bodySite
  category token category
  code token code
  encounter reference encounter Encounter,EpisodeOfCare
  identifier token identifier
  instantiates-canonical reference instantiatesCanonical PlanDefinition,ActivityDefinition
  instantiates-uri uri instantiatesUri
  intent token intent
  occurrence date occurrence[x]
  order-detail token orderDetail.text
  patient reference subject>Patient Patient
  performer reference performer Practitioner,Organization,CareTeam,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson
  performer-type token performerType
  priority token priority
  replaces reference replaces ServiceRequest
  requester reference requester Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  requisition token requisition
  specimen reference specimen Specimen
  status token status
  subject reference subject Group,Device,Patient,Location
Slot
  appointment-type token appointmentType
  identifier token identifier
  schedule reference schedule Schedule
  service-category token serviceCategory
  service-type token serviceType
  specialty token specialty
  start date start
  status token status
Specimen
  accession token accessionIdentifier
  bodysite token collection.bodySite
  collected date collection.collected[x]
  collector reference collection.collector Practitioner,PractitionerRole
  container token container.type
  container-id token container.identifier
  identifier token identifier
  parent reference parent Specimen
  patient reference subject>Patient Patient
  status token status
  subject reference subject Group,Device,Patient,Substance,Location
  type token type
SpecimenDefinition
  container token typeTested.container.type
  identifier token identifier
  type token typeCollected
StructureDefinition
  abstract token abstract
  base reference baseDefinition StructureDefinition
  base-path token snapshot.element.base.path|differential.element.base.path
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  derivation token derivation
  description string description
  experimental token experimental
  ext-context token context.type
  identifier token identifier
  jurisdiction token jurisdiction
  keyword token keyword
  kind token kind
  name string name
  path token snapshot.element.path|differential.element.path
  publisher string publisher
  status token status
  title string title
  type uri type
  url uri url
  valueset reference snapshot.element.binding.valueSet ValueSet
  version token version
StructureMap
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  status token status
  title string title
  url uri url
  version token version
Subscription
  contact token contact
  criteria string criteria
  payload token channel.payload
  status token status
  type token channel.type
  url uri channel.endpoint
Substance
  category token category
  code token code|ingredient.substanceCodeableConcept
  container-identifier token instance.identifier
  expiry date instance.expiry
  identifier token identifier
  quantity quantity instance.quantity
  status token status
  substance-reference reference ingredient.substanceReference Substance
SubstanceSpecification
  code token code.code
SupplyDelivery
  identifier token identifier
  patient reference patient Patient
  receiver reference receiver Practitioner,PractitionerRole
  status token status
  supplier reference supplier Practitioner,Organization,PractitionerRole
SupplyRequest
  category token category
  date date authoredOn
  identifier token identifier
  requester reference requester Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  status token status
  subject reference deliverTo Organization,Patient,Location
  supplier reference supplier Organization,HealthcareService
Task
  authored-on date authoredOn
  based-on reference basedOn
  business-status token businessStatus
  code token code
  encounter reference encounter Encounter
  focus reference focus
  group-identifier token groupIdentifier
  identifier token identifier
  intent token intent
  modified date lastModified
  owner reference owner Practitioner,Organization,CareTeam,Device,Patient,HealthcareService,PractitionerRole,RelatedPerson
  part-of reference partOf Task
  patient reference for>Patient Patient
  performer token performerType
  period date executionPeriod
  priority token priority
  requester reference requester Practitioner,Organization,Device,Patient,PractitionerRole,RelatedPerson
  status token status
  subject reference for
TerminologyCapabilities
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  status token status
  title string title
  url uri url
  version token version
TestReport
  identifier token identifier
  issued date issued
  participant uri participant.uri
  result token result
  tester string tester
  testscript reference testScript TestScript
TestScript
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  status token status
  testscript-capability string metadata.capability.description
  title string title
  url uri url
  version token version
ValueSet
  code token expansion.contains.code|compose.include.concept.code
  context token useContext.valueCodeableConcept
  context-quantity quantity useContext.valueQuantity|useContext.valueRange
  context-type token useContext.code
  date date date
  description string description
  expansion uri expansion.identifier
  identifier token identifier
  jurisdiction token jurisdiction
  name string name
  publisher string publisher
  reference uri compose.include.system
  status token status
  title string title
  url uri url
  version token version
VerificationResult
  target reference target
VisionPrescription
  datewritten date dateWritten
  encounter reference encounter Encounter,EpisodeOfCare
  identifier token identifier
  patient reference patient Patient
  prescriber reference prescriber Practitioner,PractitionerRole
  status token status
`;
