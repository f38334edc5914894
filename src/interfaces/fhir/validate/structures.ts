/**
 * Elements of the types and resources of FHIR R4 (4.0.1, profiles-types.json and profiles-resources.json): name, least number
 * (`+`: may repeat), types (`.`: elements of its own under its path, `@`: those of that path, `*`: every type) and the value
 * set of a required binding. Without what every element or resource has (id, extension, meta, text ...).
 */
export const STRUCTURES = `
Element
  id 0 string
  extension 0+ Extension
BackboneElement
Address
  use 0 code address-use
  type 0 code address-type
  text 0 string
  line 0+ string
  city 0 string
  district 0 string
  state 0 string
  postalCode 0 string
  country 0 string
  period 0 Period
Age
  value 0 decimal
  comparator 0 code quantity-comparator
  unit 0 string
  system 0 uri
  code 0 code
Annotation
  author[x] 0 Reference|string
  time 0 dateTime
  text 1 markdown
Attachment
  contentType 0 code
  language 0 code
  data 0 base64Binary
  url 0 url
  size 0 unsignedInt
  hash 0 base64Binary
  title 0 string
  creation 0 dateTime
CodeableConcept
  coding 0+ Coding
  text 0 string
Coding
  system 0 uri
  version 0 string
  code 0 code
  display 0 string
  userSelected 0 boolean
ContactDetail
  name 0 string
  telecom 0+ ContactPoint
ContactPoint
  system 0 code contact-point-system
  value 0 string
  use 0 code contact-point-use
  rank 0 positiveInt
  period 0 Period
Contributor
  type 1 code contributor-type
  name 1 string
  contact 0+ ContactDetail
Count
  value 0 decimal
  comparator 0 code quantity-comparator
  unit 0 string
  system 0 uri
  code 0 code
DataRequirement
  type 1 code
  profile 0+ canonical
  subject[x] 0 CodeableConcept|Reference
  mustSupport 0+ string
  codeFilter 0+ .
  dateFilter 0+ .
  limit 0 positiveInt
  sort 0+ .
DataRequirement.codeFilter
  path 0 string
  searchParam 0 string
  valueSet 0 canonical
  code 0+ Coding
DataRequirement.dateFilter
  path 0 string
  searchParam 0 string
  value[x] 0 dateTime|Period|Duration
DataRequirement.sort
  path 1 string
  direction 1 code sort-direction
Distance
  value 0 decimal
  comparator 0 code quantity-comparator
  unit 0 string
  system 0 uri
  code 0 code
Dosage
  sequence 0 integer
  text 0 string
  additionalInstruction 0+ CodeableConcept
  patientInstruction 0 string
  timing 0 Timing
  asNeeded[x] 0 boolean|CodeableConcept
  site 0 CodeableConcept
  route 0 CodeableConcept
  method 0 CodeableConcept
  doseAndRate 0+ .
  maxDosePerPeriod 0 Ratio
  maxDosePerAdministration 0 Quantity
  maxDosePerLifetime 0 Quantity
Dosage.doseAndRate
  type 0 CodeableConcept
  dose[x] 0 Range|Quantity
  rate[x] 0 Ratio|Range|Quantity
Duration
  value 0 decimal
  comparator 0 code quantity-comparator
  unit 0 string
  system 0 uri
  code 0 code
ElementDefinition
  path 1 string
  representation 0+ code property-representation
  sliceName 0 string
  sliceIsConstraining 0 boolean
  label 0 string
  code 0+ Coding
  slicing 0 .
  short 0 string
  definition 0 markdown
  comment 0 markdown
  requirements 0 markdown
  alias 0+ string
  min 0 unsignedInt
  max 0 string
  base 0 .
  contentReference 0 uri
  type 0+ .
  defaultValue[x] 0 *
  meaningWhenMissing 0 markdown
  orderMeaning 0 string
  fixed[x] 0 *
  pattern[x] 0 *
  example 0+ .
  minValue[x] 0 date|dateTime|instant|time|decimal|integer|positiveInt|unsignedInt|Quantity
  maxValue[x] 0 date|dateTime|instant|time|decimal|integer|positiveInt|unsignedInt|Quantity
  maxLength 0 integer
  condition 0+ id
  constraint 0+ .
  mustSupport 0 boolean
  isModifier 0 boolean
  isModifierReason 0 string
  isSummary 0 boolean
  binding 0 .
  mapping 0+ .
ElementDefinition.slicing
  discriminator 0+ .
  description 0 string
  ordered 0 boolean
  rules 1 code resource-slicing-rules
ElementDefinition.slicing.discriminator
  type 1 code discriminator-type
  path 1 string
ElementDefinition.base
  path 1 string
  min 1 unsignedInt
  max 1 string
ElementDefinition.type
  code 1 uri
  profile 0+ canonical
  targetProfile 0+ canonical
  aggregation 0+ code resource-aggregation-mode
  versioning 0 code reference-version-rules
ElementDefinition.example
  label 1 string
  value[x] 1 *
ElementDefinition.constraint
  key 1 id
  requirements 0 string
  severity 1 code constraint-severity
  human 1 string
  expression 0 string
  xpath 0 string
  source 0 canonical
ElementDefinition.binding
  strength 1 code binding-strength
  description 0 string
  valueSet 0 canonical
ElementDefinition.mapping
  identity 1 id
  language 0 code
  map 1 string
  comment 0 string
Expression
  description 0 string
  name 0 id
  language 1 code
  expression 0 string
  reference 0 uri
Extension
  id 0 string
  extension 0+ Extension
  url 1 string
  value[x] 0 *
HumanName
  use 0 code name-use
  text 0 string
  family 0 string
  given 0+ string
  prefix 0+ string
  suffix 0+ string
  period 0 Period
Identifier
  use 0 code identifier-use
  type 0 CodeableConcept
  system 0 uri
  value 0 string
  period 0 Period
  assigner 0 Reference
MarketingStatus
  country 1 CodeableConcept
  jurisdiction 0 CodeableConcept
  status 1 CodeableConcept
  dateRange 1 Period
  restoreDate 0 dateTime
Meta
  versionId 0 id
  lastUpdated 0 instant
  source 0 uri
  profile 0+ canonical
  security 0+ Coding
  tag 0+ Coding
  project 0 uri
  author 0 Reference
  onBehalfOf 0 Reference
  account 0 Reference
  accounts 0+ Reference
  compartment 0+ Reference
Money
  value 0 decimal
  currency 0 code
Narrative
  status 1 code narrative-status
  div 1 xhtml
ParameterDefinition
  name 0 code
  use 1 code operation-parameter-use
  min 0 integer
  max 0 string
  documentation 0 string
  type 1 code
  profile 0 canonical
Period
  start 0 dateTime
  end 0 dateTime
Population
  age[x] 0 Range|CodeableConcept
  gender 0 CodeableConcept
  race 0 CodeableConcept
  physiologicalCondition 0 CodeableConcept
ProdCharacteristic
  height 0 Quantity
  width 0 Quantity
  depth 0 Quantity
  weight 0 Quantity
  nominalVolume 0 Quantity
  externalDiameter 0 Quantity
  shape 0 string
  color 0+ string
  imprint 0+ string
  image 0+ Attachment
  scoring 0 CodeableConcept
ProductShelfLife
  identifier 0 Identifier
  type 1 CodeableConcept
  period 1 Quantity
  specialPrecautionsForStorage 0+ CodeableConcept
Quantity
  value 0 decimal
  comparator 0 code quantity-comparator
  unit 0 string
  system 0 uri
  code 0 code
Range
  low 0 Quantity
  high 0 Quantity
Ratio
  numerator 0 Quantity
  denominator 0 Quantity
Reference
  reference 0 string
  type 0 uri
  identifier 0 Identifier
  display 0 string
RelatedArtifact
  type 1 code related-artifact-type
  label 0 string
  display 0 string
  citation 0 markdown
  url 0 url
  document 0 Attachment
  resource 0 canonical
SampledData
  origin 1 Quantity
  period 1 decimal
  factor 0 decimal
  lowerLimit 0 decimal
  upperLimit 0 decimal
  dimensions 1 positiveInt
  data 0 string
Signature
  type 1+ Coding
  when 1 instant
  who 1 Reference
  onBehalfOf 0 Reference
  targetFormat 0 code
  sigFormat 0 code
  data 0 base64Binary
SubstanceAmount
  amount[x] 0 Quantity|Range|string
  amountType 0 CodeableConcept
  amountText 0 string
  referenceRange 0 .
SubstanceAmount.referenceRange
  lowLimit 0 Quantity
  highLimit 0 Quantity
Timing
  event 0+ dateTime
  repeat 0 .
  code 0 CodeableConcept
Timing.repeat
  bounds[x] 0 Duration|Range|Period
  count 0 positiveInt
  countMax 0 positiveInt
  duration 0 decimal
  durationMax 0 decimal
  durationUnit 0 code units-of-time
  frequency 0 positiveInt
  frequencyMax 0 positiveInt
  period 0 decimal
  periodMax 0 decimal
  periodUnit 0 code units-of-time
  dayOfWeek 0+ code days-of-week
  timeOfDay 0+ time
  when 0+ code event-timing
  offset 0 unsignedInt
TriggerDefinition
  type 1 code trigger-type
  name 0 string
  timing[x] 0 Timing|Reference|date|dateTime
  data 0+ DataRequirement
  condition 0 Expression
UsageContext
  code 1 Coding
  value[x] 1 CodeableConcept|Quantity|Range|Reference
Resource
Account
  identifier 0+ Identifier
  status 1 code account-status
  type 0 CodeableConcept
  name 0 string
  subject 0+ Reference
  servicePeriod 0 Period
  coverage 0+ .
  owner 0 Reference
  description 0 string
  guarantor 0+ .
  partOf 0 Reference
Account.coverage
  coverage 1 Reference
  priority 0 positiveInt
Account.guarantor
  party 1 Reference
  onHold 0 boolean
  period 0 Period
ActivityDefinition
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  subtitle 0 string
  status 1 code publication-status
  experimental 0 boolean
  subject[x] 0 CodeableConcept|Reference
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  usage 0 string
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  library 0+ canonical
  kind 0 code request-resource-types
  profile 0 canonical
  code 0 CodeableConcept
  intent 0 code request-intent
  priority 0 code request-priority
  doNotPerform 0 boolean
  timing[x] 0 Timing|dateTime|Age|Period|Range|Duration
  location 0 Reference
  participant 0+ .
  product[x] 0 Reference|CodeableConcept
  quantity 0 Quantity
  dosage 0+ Dosage
  bodySite 0+ CodeableConcept
  specimenRequirement 0+ Reference
  observationRequirement 0+ Reference
  observationResultRequirement 0+ Reference
  transform 0 canonical
  dynamicValue 0+ .
ActivityDefinition.participant
  type 1 code action-participant-type
  role 0 CodeableConcept
ActivityDefinition.dynamicValue
  path 1 string
  expression 1 Expression
AdverseEvent
  identifier 0 Identifier
  actuality 1 code adverse-event-actuality
  category 0+ CodeableConcept
  event 0 CodeableConcept
  subject 1 Reference
  encounter 0 Reference
  date 0 dateTime
  detected 0 dateTime
  recordedDate 0 dateTime
  resultingCondition 0+ Reference
  location 0 Reference
  seriousness 0 CodeableConcept
  severity 0 CodeableConcept
  outcome 0 CodeableConcept
  recorder 0 Reference
  contributor 0+ Reference
  suspectEntity 0+ .
  subjectMedicalHistory 0+ Reference
  referenceDocument 0+ Reference
  study 0+ Reference
AdverseEvent.suspectEntity
  instance 1 Reference
  causality 0+ .
AdverseEvent.suspectEntity.causality
  assessment 0 CodeableConcept
  productRelatedness 0 string
  author 0 Reference
  method 0 CodeableConcept
AllergyIntolerance
  identifier 0+ Identifier
  clinicalStatus 0 CodeableConcept
  verificationStatus 0 CodeableConcept
  type 0 code allergy-intolerance-type
  category 0+ code allergy-intolerance-category
  criticality 0 code allergy-intolerance-criticality
  code 0 CodeableConcept
  patient 1 Reference
  encounter 0 Reference
  onset[x] 0 dateTime|Age|Period|Range|string
  recordedDate 0 dateTime
  recorder 0 Reference
  asserter 0 Reference
  lastOccurrence 0 dateTime
  note 0+ Annotation
  reaction 0+ .
AllergyIntolerance.reaction
  substance 0 CodeableConcept
  manifestation 1+ CodeableConcept
  description 0 string
  onset 0 dateTime
  severity 0 code reaction-event-severity
  exposureRoute 0 CodeableConcept
  note 0+ Annotation
Appointment
  identifier 0+ Identifier
  status 1 code appointmentstatus
  cancelationReason 0 CodeableConcept
  serviceCategory 0+ CodeableConcept
  serviceType 0+ CodeableConcept
  specialty 0+ CodeableConcept
  appointmentType 0 CodeableConcept
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  priority 0 unsignedInt
  description 0 string
  supportingInformation 0+ Reference
  start 0 instant
  end 0 instant
  minutesDuration 0 positiveInt
  slot 0+ Reference
  created 0 dateTime
  comment 0 string
  patientInstruction 0 string
  basedOn 0+ Reference
  participant 1+ .
  requestedPeriod 0+ Period
Appointment.participant
  type 0+ CodeableConcept
  actor 0 Reference
  required 0 code participantrequired
  status 1 code participationstatus
  period 0 Period
AppointmentResponse
  identifier 0+ Identifier
  appointment 1 Reference
  start 0 instant
  end 0 instant
  participantType 0+ CodeableConcept
  actor 0 Reference
  participantStatus 1 code participationstatus
  comment 0 string
AuditEvent
  type 1 Coding
  subtype 0+ Coding
  action 0 code audit-event-action
  period 0 Period
  recorded 1 instant
  outcome 0 code audit-event-outcome
  outcomeDesc 0 string
  purposeOfEvent 0+ CodeableConcept
  agent 1+ .
  source 1 .
  entity 0+ .
AuditEvent.agent
  type 0 CodeableConcept
  role 0+ CodeableConcept
  who 0 Reference
  altId 0 string
  name 0 string
  requestor 1 boolean
  location 0 Reference
  policy 0+ uri
  media 0 Coding
  network 0 .
  purposeOfUse 0+ CodeableConcept
AuditEvent.agent.network
  address 0 string
  type 0 code network-type
AuditEvent.source
  site 0 string
  observer 1 Reference
  type 0+ Coding
AuditEvent.entity
  what 0 Reference
  type 0 Coding
  role 0 Coding
  lifecycle 0 Coding
  securityLabel 0+ Coding
  name 0 string
  description 0 string
  query 0 base64Binary
  detail 0+ .
AuditEvent.entity.detail
  type 1 string
  value[x] 1 string|base64Binary
Basic
  identifier 0+ Identifier
  code 1 CodeableConcept
  subject 0 Reference
  created 0 date
  author 0 Reference
Binary
  contentType 1 code
  securityContext 0 Reference
  data 0 base64Binary
  url 0 url
BiologicallyDerivedProduct
  identifier 0+ Identifier
  productCategory 0 code product-category
  productCode 0 CodeableConcept
  status 0 code product-status
  request 0+ Reference
  quantity 0 integer
  parent 0+ Reference
  collection 0 .
  processing 0+ .
  manipulation 0 .
  storage 0+ .
BiologicallyDerivedProduct.collection
  collector 0 Reference
  source 0 Reference
  collected[x] 0 dateTime|Period
BiologicallyDerivedProduct.processing
  description 0 string
  procedure 0 CodeableConcept
  additive 0 Reference
  time[x] 0 dateTime|Period
BiologicallyDerivedProduct.manipulation
  description 0 string
  time[x] 0 dateTime|Period
BiologicallyDerivedProduct.storage
  description 0 string
  temperature 0 decimal
  scale 0 code product-storage-scale
  duration 0 Period
BodyStructure
  identifier 0+ Identifier
  active 0 boolean
  morphology 0 CodeableConcept
  location 0 CodeableConcept
  locationQualifier 0+ CodeableConcept
  description 0 string
  image 0+ Attachment
  patient 1 Reference
Bundle
  identifier 0 Identifier
  type 1 code bundle-type
  timestamp 0 instant
  total 0 unsignedInt
  link 0+ .
  entry 0+ .
  signature 0 Signature
Bundle.link
  relation 1 string
  url 1 uri
Bundle.entry
  link 0+ @Bundle.link
  fullUrl 0 uri
  resource 0 Resource
  search 0 .
  request 0 .
  response 0 .
Bundle.entry.search
  mode 0 code search-entry-mode
  score 0 decimal
Bundle.entry.request
  method 1 code http-verb
  url 1 uri
  ifNoneMatch 0 string
  ifModifiedSince 0 instant
  ifMatch 0 string
  ifNoneExist 0 string
Bundle.entry.response
  status 1 string
  location 0 uri
  etag 0 string
  lastModified 0 instant
  outcome 0 OperationOutcome
CapabilityStatement
  url 0 uri
  version 0 string
  name 0 string
  title 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 1 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  copyright 0 markdown
  kind 1 code capability-statement-kind
  instantiates 0+ canonical
  imports 0+ canonical
  software 0 .
  implementation 0 .
  fhirVersion 1 code FHIR-version
  format 1+ code
  patchFormat 0+ code
  implementationGuide 0+ canonical
  rest 0+ .
  messaging 0+ .
  document 0+ .
CapabilityStatement.software
  name 1 string
  version 0 string
  releaseDate 0 dateTime
CapabilityStatement.implementation
  description 1 string
  url 0 url
  custodian 0 Reference
CapabilityStatement.rest
  mode 1 code restful-capability-mode
  documentation 0 markdown
  security 0 .
  resource 0+ .
  interaction 0+ .
  searchParam 0+ @CapabilityStatement.rest.resource.searchParam
  operation 0+ @CapabilityStatement.rest.resource.operation
  compartment 0+ canonical
CapabilityStatement.rest.security
  cors 0 boolean
  service 0+ CodeableConcept
  description 0 markdown
CapabilityStatement.rest.resource
  type 1 code
  profile 0 canonical
  supportedProfile 0+ canonical
  documentation 0 markdown
  interaction 0+ .
  versioning 0 code versioning-policy
  readHistory 0 boolean
  updateCreate 0 boolean
  conditionalCreate 0 boolean
  conditionalRead 0 code conditional-read-status
  conditionalUpdate 0 boolean
  conditionalDelete 0 code conditional-delete-status
  referencePolicy 0+ code reference-handling-policy
  searchInclude 0+ string
  searchRevInclude 0+ string
  searchParam 0+ .
  operation 0+ .
CapabilityStatement.rest.resource.interaction
  code 1 code type-restful-interaction
  documentation 0 markdown
CapabilityStatement.rest.resource.searchParam
  name 1 string
  definition 0 canonical
  type 1 code search-param-type
  documentation 0 markdown
CapabilityStatement.rest.resource.operation
  name 1 string
  definition 1 canonical
  documentation 0 markdown
CapabilityStatement.rest.interaction
  code 1 code system-restful-interaction
  documentation 0 markdown
CapabilityStatement.messaging
  endpoint 0+ .
  reliableCache 0 unsignedInt
  documentation 0 markdown
  supportedMessage 0+ .
CapabilityStatement.messaging.endpoint
  protocol 1 Coding
  address 1 url
CapabilityStatement.messaging.supportedMessage
  mode 1 code event-capability-mode
  definition 1 canonical
CapabilityStatement.document
  mode 1 code document-mode
  documentation 0 markdown
  profile 1 canonical
CarePlan
  identifier 0+ Identifier
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  basedOn 0+ Reference
  replaces 0+ Reference
  partOf 0+ Reference
  status 1 code request-status
  intent 1 code care-plan-intent
  category 0+ CodeableConcept
  title 0 string
  description 0 string
  subject 1 Reference
  encounter 0 Reference
  period 0 Period
  created 0 dateTime
  author 0 Reference
  contributor 0+ Reference
  careTeam 0+ Reference
  addresses 0+ Reference
  supportingInfo 0+ Reference
  goal 0+ Reference
  activity 0+ .
  note 0+ Annotation
CarePlan.activity
  outcomeCodeableConcept 0+ CodeableConcept
  outcomeReference 0+ Reference
  progress 0+ Annotation
  reference 0 Reference
  detail 0 .
CarePlan.activity.detail
  kind 0 code care-plan-activity-kind
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  code 0 CodeableConcept
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  goal 0+ Reference
  status 1 code care-plan-activity-status
  statusReason 0 CodeableConcept
  doNotPerform 0 boolean
  scheduled[x] 0 Timing|Period|string
  location 0 Reference
  performer 0+ Reference
  product[x] 0 CodeableConcept|Reference
  dailyAmount 0 Quantity
  quantity 0 Quantity
  description 0 string
CareTeam
  identifier 0+ Identifier
  status 0 code care-team-status
  category 0+ CodeableConcept
  name 0 string
  subject 0 Reference
  encounter 0 Reference
  period 0 Period
  participant 0+ .
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  managingOrganization 0+ Reference
  telecom 0+ ContactPoint
  note 0+ Annotation
CareTeam.participant
  role 0+ CodeableConcept
  member 0 Reference
  onBehalfOf 0 Reference
  period 0 Period
CatalogEntry
  identifier 0+ Identifier
  type 0 CodeableConcept
  orderable 1 boolean
  referencedItem 1 Reference
  additionalIdentifier 0+ Identifier
  classification 0+ CodeableConcept
  status 0 code publication-status
  validityPeriod 0 Period
  validTo 0 dateTime
  lastUpdated 0 dateTime
  additionalCharacteristic 0+ CodeableConcept
  additionalClassification 0+ CodeableConcept
  relatedEntry 0+ .
CatalogEntry.relatedEntry
  relationtype 1 code relation-type
  item 1 Reference
ChargeItem
  identifier 0+ Identifier
  definitionUri 0+ uri
  definitionCanonical 0+ canonical
  status 1 code chargeitem-status
  partOf 0+ Reference
  code 1 CodeableConcept
  subject 1 Reference
  context 0 Reference
  occurrence[x] 0 dateTime|Period|Timing
  performer 0+ .
  performingOrganization 0 Reference
  requestingOrganization 0 Reference
  costCenter 0 Reference
  quantity 0 Quantity
  bodysite 0+ CodeableConcept
  factorOverride 0 decimal
  priceOverride 0 Money
  overrideReason 0 string
  enterer 0 Reference
  enteredDate 0 dateTime
  reason 0+ CodeableConcept
  service 0+ Reference
  product[x] 0 Reference|CodeableConcept
  account 0+ Reference
  note 0+ Annotation
  supportingInformation 0+ Reference
ChargeItem.performer
  function 0 CodeableConcept
  actor 1 Reference
ChargeItemDefinition
  url 1 uri
  identifier 0+ Identifier
  version 0 string
  title 0 string
  derivedFromUri 0+ uri
  partOf 0+ canonical
  replaces 0+ canonical
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  code 0 CodeableConcept
  instance 0+ Reference
  applicability 0+ .
  propertyGroup 0+ .
ChargeItemDefinition.applicability
  description 0 string
  language 0 string
  expression 0 string
ChargeItemDefinition.propertyGroup
  applicability 0+ @ChargeItemDefinition.applicability
  priceComponent 0+ .
ChargeItemDefinition.propertyGroup.priceComponent
  type 1 code invoice-priceComponentType
  code 0 CodeableConcept
  factor 0 decimal
  amount 0 Money
Claim
  identifier 0+ Identifier
  status 1 code fm-status
  type 1 CodeableConcept
  subType 0 CodeableConcept
  use 1 code claim-use
  patient 1 Reference
  billablePeriod 0 Period
  created 1 dateTime
  enterer 0 Reference
  insurer 0 Reference
  provider 1 Reference
  priority 1 CodeableConcept
  fundsReserve 0 CodeableConcept
  related 0+ .
  prescription 0 Reference
  originalPrescription 0 Reference
  payee 0 .
  referral 0 Reference
  facility 0 Reference
  careTeam 0+ .
  supportingInfo 0+ .
  diagnosis 0+ .
  procedure 0+ .
  insurance 1+ .
  accident 0 .
  item 0+ .
  total 0 Money
Claim.related
  claim 0 Reference
  relationship 0 CodeableConcept
  reference 0 Identifier
Claim.payee
  type 1 CodeableConcept
  party 0 Reference
Claim.careTeam
  sequence 1 positiveInt
  provider 1 Reference
  responsible 0 boolean
  role 0 CodeableConcept
  qualification 0 CodeableConcept
Claim.supportingInfo
  sequence 1 positiveInt
  category 1 CodeableConcept
  code 0 CodeableConcept
  timing[x] 0 date|Period
  value[x] 0 boolean|string|Quantity|Attachment|Reference
  reason 0 CodeableConcept
Claim.diagnosis
  sequence 1 positiveInt
  diagnosis[x] 1 CodeableConcept|Reference
  type 0+ CodeableConcept
  onAdmission 0 CodeableConcept
  packageCode 0 CodeableConcept
Claim.procedure
  sequence 1 positiveInt
  type 0+ CodeableConcept
  date 0 dateTime
  procedure[x] 1 CodeableConcept|Reference
  udi 0+ Reference
Claim.insurance
  sequence 1 positiveInt
  focal 1 boolean
  identifier 0 Identifier
  coverage 1 Reference
  businessArrangement 0 string
  preAuthRef 0+ string
  claimResponse 0 Reference
Claim.accident
  date 1 date
  type 0 CodeableConcept
  location[x] 0 Address|Reference
Claim.item
  sequence 1 positiveInt
  careTeamSequence 0+ positiveInt
  diagnosisSequence 0+ positiveInt
  procedureSequence 0+ positiveInt
  informationSequence 0+ positiveInt
  revenue 0 CodeableConcept
  category 0 CodeableConcept
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  programCode 0+ CodeableConcept
  serviced[x] 0 date|Period
  location[x] 0 CodeableConcept|Address|Reference
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  udi 0+ Reference
  bodySite 0 CodeableConcept
  subSite 0+ CodeableConcept
  encounter 0+ Reference
  detail 0+ .
Claim.item.detail
  sequence 1 positiveInt
  revenue 0 CodeableConcept
  category 0 CodeableConcept
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  programCode 0+ CodeableConcept
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  udi 0+ Reference
  subDetail 0+ .
Claim.item.detail.subDetail
  sequence 1 positiveInt
  revenue 0 CodeableConcept
  category 0 CodeableConcept
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  programCode 0+ CodeableConcept
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  udi 0+ Reference
ClaimResponse
  identifier 0+ Identifier
  status 1 code fm-status
  type 1 CodeableConcept
  subType 0 CodeableConcept
  use 1 code claim-use
  patient 1 Reference
  created 1 dateTime
  insurer 1 Reference
  requestor 0 Reference
  request 0 Reference
  outcome 1 code remittance-outcome
  disposition 0 string
  preAuthRef 0 string
  preAuthPeriod 0 Period
  payeeType 0 CodeableConcept
  item 0+ .
  addItem 0+ .
  adjudication 0+ @ClaimResponse.item.adjudication
  total 0+ .
  payment 0 .
  fundsReserve 0 CodeableConcept
  formCode 0 CodeableConcept
  form 0 Attachment
  processNote 0+ .
  communicationRequest 0+ Reference
  insurance 0+ .
  error 0+ .
ClaimResponse.item
  itemSequence 1 positiveInt
  noteNumber 0+ positiveInt
  adjudication 1+ .
  detail 0+ .
ClaimResponse.item.adjudication
  category 1 CodeableConcept
  reason 0 CodeableConcept
  amount 0 Money
  value 0 decimal
ClaimResponse.item.detail
  detailSequence 1 positiveInt
  noteNumber 0+ positiveInt
  adjudication 1+ @ClaimResponse.item.adjudication
  subDetail 0+ .
ClaimResponse.item.detail.subDetail
  subDetailSequence 1 positiveInt
  noteNumber 0+ positiveInt
  adjudication 0+ @ClaimResponse.item.adjudication
ClaimResponse.addItem
  itemSequence 0+ positiveInt
  detailSequence 0+ positiveInt
  subdetailSequence 0+ positiveInt
  provider 0+ Reference
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  programCode 0+ CodeableConcept
  serviced[x] 0 date|Period
  location[x] 0 CodeableConcept|Address|Reference
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  bodySite 0 CodeableConcept
  subSite 0+ CodeableConcept
  noteNumber 0+ positiveInt
  adjudication 1+ @ClaimResponse.item.adjudication
  detail 0+ .
ClaimResponse.addItem.detail
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  noteNumber 0+ positiveInt
  adjudication 1+ @ClaimResponse.item.adjudication
  subDetail 0+ .
ClaimResponse.addItem.detail.subDetail
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  noteNumber 0+ positiveInt
  adjudication 1+ @ClaimResponse.item.adjudication
ClaimResponse.total
  category 1 CodeableConcept
  amount 1 Money
ClaimResponse.payment
  type 1 CodeableConcept
  adjustment 0 Money
  adjustmentReason 0 CodeableConcept
  date 0 date
  amount 1 Money
  identifier 0 Identifier
ClaimResponse.processNote
  number 0 positiveInt
  type 0 code note-type
  text 1 string
  language 0 CodeableConcept
ClaimResponse.insurance
  sequence 1 positiveInt
  focal 1 boolean
  coverage 1 Reference
  businessArrangement 0 string
  claimResponse 0 Reference
ClaimResponse.error
  itemSequence 0 positiveInt
  detailSequence 0 positiveInt
  subDetailSequence 0 positiveInt
  code 1 CodeableConcept
ClinicalImpression
  identifier 0+ Identifier
  status 1 code clinicalimpression-status
  statusReason 0 CodeableConcept
  code 0 CodeableConcept
  description 0 string
  subject 1 Reference
  encounter 0 Reference
  effective[x] 0 dateTime|Period
  date 0 dateTime
  assessor 0 Reference
  previous 0 Reference
  problem 0+ Reference
  investigation 0+ .
  protocol 0+ uri
  summary 0 string
  finding 0+ .
  prognosisCodeableConcept 0+ CodeableConcept
  prognosisReference 0+ Reference
  supportingInfo 0+ Reference
  note 0+ Annotation
ClinicalImpression.investigation
  code 1 CodeableConcept
  item 0+ Reference
ClinicalImpression.finding
  itemCodeableConcept 0 CodeableConcept
  itemReference 0 Reference
  basis 0 string
CodeSystem
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  copyright 0 markdown
  caseSensitive 0 boolean
  valueSet 0 canonical
  hierarchyMeaning 0 code codesystem-hierarchy-meaning
  compositional 0 boolean
  versionNeeded 0 boolean
  content 1 code codesystem-content-mode
  supplements 0 canonical
  count 0 unsignedInt
  filter 0+ .
  property 0+ .
  concept 0+ .
CodeSystem.filter
  code 1 code
  description 0 string
  operator 1+ code filter-operator
  value 1 string
CodeSystem.property
  code 1 code
  uri 0 uri
  description 0 string
  type 1 code concept-property-type
CodeSystem.concept
  code 1 code
  display 0 string
  definition 0 string
  designation 0+ .
  property 0+ .
  concept 0+ @CodeSystem.concept
CodeSystem.concept.designation
  language 0 code
  use 0 Coding
  value 1 string
CodeSystem.concept.property
  code 1 code
  value[x] 1 code|Coding|string|integer|boolean|dateTime|decimal
Communication
  identifier 0+ Identifier
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  basedOn 0+ Reference
  partOf 0+ Reference
  inResponseTo 0+ Reference
  status 1 code event-status
  statusReason 0 CodeableConcept
  category 0+ CodeableConcept
  priority 0 code request-priority
  medium 0+ CodeableConcept
  subject 0 Reference
  topic 0 CodeableConcept
  about 0+ Reference
  encounter 0 Reference
  sent 0 dateTime
  received 0 dateTime
  recipient 0+ Reference
  sender 0 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  payload 0+ .
  note 0+ Annotation
Communication.payload
  content[x] 1 string|Attachment|Reference
CommunicationRequest
  identifier 0+ Identifier
  basedOn 0+ Reference
  replaces 0+ Reference
  groupIdentifier 0 Identifier
  status 1 code request-status
  statusReason 0 CodeableConcept
  category 0+ CodeableConcept
  priority 0 code request-priority
  doNotPerform 0 boolean
  medium 0+ CodeableConcept
  subject 0 Reference
  about 0+ Reference
  encounter 0 Reference
  payload 0+ .
  occurrence[x] 0 dateTime|Period
  authoredOn 0 dateTime
  requester 0 Reference
  recipient 0+ Reference
  sender 0 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  note 0+ Annotation
CommunicationRequest.payload
  content[x] 1 string|Attachment|Reference
CompartmentDefinition
  url 1 uri
  version 0 string
  name 1 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  purpose 0 markdown
  code 1 code compartment-type
  search 1 boolean
  resource 0+ .
CompartmentDefinition.resource
  code 1 code
  param 0+ string
  documentation 0 string
Composition
  identifier 0 Identifier
  status 1 code composition-status
  type 1 CodeableConcept
  category 0+ CodeableConcept
  subject 0 Reference
  encounter 0 Reference
  date 1 dateTime
  author 1+ Reference
  title 1 string
  confidentiality 0 code v3-ConfidentialityClassification
  attester 0+ .
  custodian 0 Reference
  relatesTo 0+ .
  event 0+ .
  section 0+ .
Composition.attester
  mode 1 code composition-attestation-mode
  time 0 dateTime
  party 0 Reference
Composition.relatesTo
  code 1 code document-relationship-type
  target[x] 1 Identifier|Reference
Composition.event
  code 0+ CodeableConcept
  period 0 Period
  detail 0+ Reference
Composition.section
  title 0 string
  code 0 CodeableConcept
  author 0+ Reference
  focus 0 Reference
  text 0 Narrative
  mode 0 code list-mode
  orderedBy 0 CodeableConcept
  entry 0+ Reference
  emptyReason 0 CodeableConcept
  section 0+ @Composition.section
ConceptMap
  url 0 uri
  identifier 0 Identifier
  version 0 string
  name 0 string
  title 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  copyright 0 markdown
  source[x] 0 uri|canonical
  target[x] 0 uri|canonical
  group 0+ .
ConceptMap.group
  source 0 uri
  sourceVersion 0 string
  target 0 uri
  targetVersion 0 string
  element 1+ .
  unmapped 0 .
ConceptMap.group.element
  code 0 code
  display 0 string
  target 0+ .
ConceptMap.group.element.target
  code 0 code
  display 0 string
  equivalence 1 code concept-map-equivalence
  comment 0 string
  dependsOn 0+ .
  product 0+ @ConceptMap.group.element.target.dependsOn
ConceptMap.group.element.target.dependsOn
  property 1 uri
  system 0 canonical
  value 1 string
  display 0 string
ConceptMap.group.unmapped
  mode 1 code conceptmap-unmapped-mode
  code 0 code
  display 0 string
  url 0 canonical
Condition
  identifier 0+ Identifier
  clinicalStatus 0 CodeableConcept
  verificationStatus 0 CodeableConcept
  category 0+ CodeableConcept
  severity 0 CodeableConcept
  code 0 CodeableConcept
  bodySite 0+ CodeableConcept
  subject 1 Reference
  encounter 0 Reference
  onset[x] 0 dateTime|Age|Period|Range|string
  abatement[x] 0 dateTime|Age|Period|Range|string
  recordedDate 0 dateTime
  recorder 0 Reference
  asserter 0 Reference
  stage 0+ .
  evidence 0+ .
  note 0+ Annotation
Condition.stage
  summary 0 CodeableConcept
  assessment 0+ Reference
  type 0 CodeableConcept
Condition.evidence
  code 0+ CodeableConcept
  detail 0+ Reference
Consent
  identifier 0+ Identifier
  status 1 code consent-state-codes
  scope 1 CodeableConcept
  category 1+ CodeableConcept
  patient 0 Reference
  dateTime 0 dateTime
  performer 0+ Reference
  organization 0+ Reference
  source[x] 0 Attachment|Reference
  policy 0+ .
  policyRule 0 CodeableConcept
  verification 0+ .
  provision 0 .
Consent.policy
  authority 0 uri
  uri 0 uri
Consent.verification
  verified 1 boolean
  verifiedWith 0 Reference
  verificationDate 0 dateTime
Consent.provision
  type 0 code consent-provision-type
  period 0 Period
  actor 0+ .
  action 0+ CodeableConcept
  securityLabel 0+ Coding
  purpose 0+ Coding
  class 0+ Coding
  code 0+ CodeableConcept
  dataPeriod 0 Period
  data 0+ .
  provision 0+ @Consent.provision
Consent.provision.actor
  role 1 CodeableConcept
  reference 1 Reference
Consent.provision.data
  meaning 1 code consent-data-meaning
  reference 1 Reference
Contract
  identifier 0+ Identifier
  url 0 uri
  version 0 string
  status 0 code contract-status
  legalState 0 CodeableConcept
  instantiatesCanonical 0 Reference
  instantiatesUri 0 uri
  contentDerivative 0 CodeableConcept
  issued 0 dateTime
  applies 0 Period
  expirationType 0 CodeableConcept
  subject 0+ Reference
  authority 0+ Reference
  domain 0+ Reference
  site 0+ Reference
  name 0 string
  title 0 string
  subtitle 0 string
  alias 0+ string
  author 0 Reference
  scope 0 CodeableConcept
  topic[x] 0 CodeableConcept|Reference
  type 0 CodeableConcept
  subType 0+ CodeableConcept
  contentDefinition 0 .
  term 0+ .
  supportingInfo 0+ Reference
  relevantHistory 0+ Reference
  signer 0+ .
  friendly 0+ .
  legal 0+ .
  rule 0+ .
  legallyBinding[x] 0 Attachment|Reference
Contract.contentDefinition
  type 1 CodeableConcept
  subType 0 CodeableConcept
  publisher 0 Reference
  publicationDate 0 dateTime
  publicationStatus 1 code contract-publicationstatus
  copyright 0 markdown
Contract.term
  identifier 0 Identifier
  issued 0 dateTime
  applies 0 Period
  topic[x] 0 CodeableConcept|Reference
  type 0 CodeableConcept
  subType 0 CodeableConcept
  text 0 string
  securityLabel 0+ .
  offer 1 .
  asset 0+ .
  action 0+ .
  group 0+ @Contract.term
Contract.term.securityLabel
  number 0+ unsignedInt
  classification 1 Coding
  category 0+ Coding
  control 0+ Coding
Contract.term.offer
  identifier 0+ Identifier
  party 0+ .
  topic 0 Reference
  type 0 CodeableConcept
  decision 0 CodeableConcept
  decisionMode 0+ CodeableConcept
  answer 0+ .
  text 0 string
  linkId 0+ string
  securityLabelNumber 0+ unsignedInt
Contract.term.offer.party
  reference 1+ Reference
  role 1 CodeableConcept
Contract.term.offer.answer
  value[x] 1 boolean|decimal|integer|date|dateTime|time|string|uri|Attachment|Coding|Quantity|Reference
Contract.term.asset
  scope 0 CodeableConcept
  type 0+ CodeableConcept
  typeReference 0+ Reference
  subtype 0+ CodeableConcept
  relationship 0 Coding
  context 0+ .
  condition 0 string
  periodType 0+ CodeableConcept
  period 0+ Period
  usePeriod 0+ Period
  text 0 string
  linkId 0+ string
  answer 0+ @Contract.term.offer.answer
  securityLabelNumber 0+ unsignedInt
  valuedItem 0+ .
Contract.term.asset.context
  reference 0 Reference
  code 0+ CodeableConcept
  text 0 string
Contract.term.asset.valuedItem
  entity[x] 0 CodeableConcept|Reference
  identifier 0 Identifier
  effectiveTime 0 dateTime
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  points 0 decimal
  net 0 Money
  payment 0 string
  paymentDate 0 dateTime
  responsible 0 Reference
  recipient 0 Reference
  linkId 0+ string
  securityLabelNumber 0+ unsignedInt
Contract.term.action
  doNotPerform 0 boolean
  type 1 CodeableConcept
  subject 0+ .
  intent 1 CodeableConcept
  linkId 0+ string
  status 1 CodeableConcept
  context 0 Reference
  contextLinkId 0+ string
  occurrence[x] 0 dateTime|Period|Timing
  requester 0+ Reference
  requesterLinkId 0+ string
  performerType 0+ CodeableConcept
  performerRole 0 CodeableConcept
  performer 0 Reference
  performerLinkId 0+ string
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  reason 0+ string
  reasonLinkId 0+ string
  note 0+ Annotation
  securityLabelNumber 0+ unsignedInt
Contract.term.action.subject
  reference 1+ Reference
  role 0 CodeableConcept
Contract.signer
  type 1 Coding
  party 1 Reference
  signature 1+ Signature
Contract.friendly
  content[x] 1 Attachment|Reference
Contract.legal
  content[x] 1 Attachment|Reference
Contract.rule
  content[x] 1 Attachment|Reference
Coverage
  identifier 0+ Identifier
  status 1 code fm-status
  type 0 CodeableConcept
  policyHolder 0 Reference
  subscriber 0 Reference
  subscriberId 0 string
  beneficiary 1 Reference
  dependent 0 string
  relationship 0 CodeableConcept
  period 0 Period
  payor 1+ Reference
  class 0+ .
  order 0 positiveInt
  network 0 string
  costToBeneficiary 0+ .
  subrogation 0 boolean
  contract 0+ Reference
Coverage.class
  type 1 CodeableConcept
  value 1 string
  name 0 string
Coverage.costToBeneficiary
  type 0 CodeableConcept
  value[x] 1 Quantity|Money
  exception 0+ .
Coverage.costToBeneficiary.exception
  type 1 CodeableConcept
  period 0 Period
CoverageEligibilityRequest
  identifier 0+ Identifier
  status 1 code fm-status
  priority 0 CodeableConcept
  purpose 1+ code eligibilityrequest-purpose
  patient 1 Reference
  serviced[x] 0 date|Period
  created 1 dateTime
  enterer 0 Reference
  provider 0 Reference
  insurer 1 Reference
  facility 0 Reference
  supportingInfo 0+ .
  insurance 0+ .
  item 0+ .
CoverageEligibilityRequest.supportingInfo
  sequence 1 positiveInt
  information 1 Reference
  appliesToAll 0 boolean
CoverageEligibilityRequest.insurance
  focal 0 boolean
  coverage 1 Reference
  businessArrangement 0 string
CoverageEligibilityRequest.item
  supportingInfoSequence 0+ positiveInt
  category 0 CodeableConcept
  productOrService 0 CodeableConcept
  modifier 0+ CodeableConcept
  provider 0 Reference
  quantity 0 Quantity
  unitPrice 0 Money
  facility 0 Reference
  diagnosis 0+ .
  detail 0+ Reference
CoverageEligibilityRequest.item.diagnosis
  diagnosis[x] 0 CodeableConcept|Reference
CoverageEligibilityResponse
  identifier 0+ Identifier
  status 1 code fm-status
  purpose 1+ code eligibilityresponse-purpose
  patient 1 Reference
  serviced[x] 0 date|Period
  created 1 dateTime
  requestor 0 Reference
  request 1 Reference
  outcome 1 code remittance-outcome
  disposition 0 string
  insurer 1 Reference
  insurance 0+ .
  preAuthRef 0 string
  form 0 CodeableConcept
  error 0+ .
CoverageEligibilityResponse.insurance
  coverage 1 Reference
  inforce 0 boolean
  benefitPeriod 0 Period
  item 0+ .
CoverageEligibilityResponse.insurance.item
  category 0 CodeableConcept
  productOrService 0 CodeableConcept
  modifier 0+ CodeableConcept
  provider 0 Reference
  excluded 0 boolean
  name 0 string
  description 0 string
  network 0 CodeableConcept
  unit 0 CodeableConcept
  term 0 CodeableConcept
  benefit 0+ .
  authorizationRequired 0 boolean
  authorizationSupporting 0+ CodeableConcept
  authorizationUrl 0 uri
CoverageEligibilityResponse.insurance.item.benefit
  type 1 CodeableConcept
  allowed[x] 0 unsignedInt|string|Money
  used[x] 0 unsignedInt|string|Money
CoverageEligibilityResponse.error
  code 1 CodeableConcept
DetectedIssue
  identifier 0+ Identifier
  status 1 code detectedissue-status
  code 0 CodeableConcept
  severity 0 code detectedissue-severity
  patient 0 Reference
  identified[x] 0 dateTime|Period
  author 0 Reference
  implicated 0+ Reference
  evidence 0+ .
  detail 0 string
  reference 0 uri
  mitigation 0+ .
DetectedIssue.evidence
  code 0+ CodeableConcept
  detail 0+ Reference
DetectedIssue.mitigation
  action 1 CodeableConcept
  date 0 dateTime
  author 0 Reference
Device
  identifier 0+ Identifier
  definition 0 Reference
  udiCarrier 0+ .
  status 0 code device-status
  statusReason 0+ CodeableConcept
  distinctIdentifier 0 string
  manufacturer 0 string
  manufactureDate 0 dateTime
  expirationDate 0 dateTime
  lotNumber 0 string
  serialNumber 0 string
  deviceName 0+ .
  modelNumber 0 string
  partNumber 0 string
  type 0 CodeableConcept
  specialization 0+ .
  version 0+ .
  property 0+ .
  patient 0 Reference
  owner 0 Reference
  contact 0+ ContactPoint
  location 0 Reference
  url 0 uri
  note 0+ Annotation
  safety 0+ CodeableConcept
  parent 0 Reference
Device.udiCarrier
  deviceIdentifier 0 string
  issuer 0 uri
  jurisdiction 0 uri
  carrierAIDC 0 base64Binary
  carrierHRF 0 string
  entryType 0 code udi-entry-type
Device.deviceName
  name 1 string
  type 1 code device-nametype
Device.specialization
  systemType 1 CodeableConcept
  version 0 string
Device.version
  type 0 CodeableConcept
  component 0 Identifier
  value 1 string
Device.property
  type 1 CodeableConcept
  valueQuantity 0+ Quantity
  valueCode 0+ CodeableConcept
DeviceDefinition
  identifier 0+ Identifier
  udiDeviceIdentifier 0+ .
  manufacturer[x] 0 string|Reference
  deviceName 0+ .
  modelNumber 0 string
  type 0 CodeableConcept
  specialization 0+ .
  version 0+ string
  safety 0+ CodeableConcept
  shelfLifeStorage 0+ ProductShelfLife
  physicalCharacteristics 0 ProdCharacteristic
  languageCode 0+ CodeableConcept
  capability 0+ .
  property 0+ .
  owner 0 Reference
  contact 0+ ContactPoint
  url 0 uri
  onlineInformation 0 uri
  note 0+ Annotation
  quantity 0 Quantity
  parentDevice 0 Reference
  material 0+ .
  classification 0+ .
  bodySite 0 CodeableConcept
DeviceDefinition.udiDeviceIdentifier
  deviceIdentifier 1 string
  issuer 1 uri
  jurisdiction 1 uri
DeviceDefinition.deviceName
  name 1 string
  type 1 code device-nametype
DeviceDefinition.specialization
  systemType 1 string
  version 0 string
DeviceDefinition.capability
  type 1 CodeableConcept
  description 0+ CodeableConcept
DeviceDefinition.property
  type 1 CodeableConcept
  valueQuantity 0+ Quantity
  valueCode 0+ CodeableConcept
DeviceDefinition.material
  substance 1 CodeableConcept
  alternate 0 boolean
  allergenicIndicator 0 boolean
DeviceDefinition.classification
  type 1 CodeableConcept
  justification 0+ RelatedArtifact
DeviceMetric
  identifier 0+ Identifier
  type 1 CodeableConcept
  unit 0 CodeableConcept
  source 0 Reference
  parent 0 Reference
  operationalStatus 0 code metric-operational-status
  color 0 code metric-color
  category 1 code metric-category
  measurementPeriod 0 Timing
  calibration 0+ .
DeviceMetric.calibration
  type 0 code metric-calibration-type
  state 0 code metric-calibration-state
  time 0 instant
DeviceRequest
  identifier 0+ Identifier
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  basedOn 0+ Reference
  priorRequest 0+ Reference
  groupIdentifier 0 Identifier
  status 0 code request-status
  intent 1 code request-intent
  priority 0 code request-priority
  code[x] 1 Reference|CodeableConcept
  parameter 0+ .
  subject 1 Reference
  encounter 0 Reference
  occurrence[x] 0 dateTime|Period|Timing
  authoredOn 0 dateTime
  requester 0 Reference
  performerType 0 CodeableConcept
  performer 0 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  insurance 0+ Reference
  supportingInfo 0+ Reference
  note 0+ Annotation
  relevantHistory 0+ Reference
DeviceRequest.parameter
  code 0 CodeableConcept
  value[x] 0 CodeableConcept|Quantity|Range|boolean
DeviceUseStatement
  identifier 0+ Identifier
  basedOn 0+ Reference
  status 1 code device-statement-status
  subject 1 Reference
  derivedFrom 0+ Reference
  timing[x] 0 Timing|Period|dateTime
  recordedOn 0 dateTime
  source 0 Reference
  device 1 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  bodySite 0 CodeableConcept
  note 0+ Annotation
DiagnosticReport
  identifier 0+ Identifier
  basedOn 0+ Reference
  status 1 code diagnostic-report-status
  category 0+ CodeableConcept
  code 1 CodeableConcept
  subject 0 Reference
  encounter 0 Reference
  effective[x] 0 dateTime|Period
  issued 0 instant
  performer 0+ Reference
  resultsInterpreter 0+ Reference
  specimen 0+ Reference
  result 0+ Reference
  imagingStudy 0+ Reference
  media 0+ .
  conclusion 0 string
  conclusionCode 0+ CodeableConcept
  presentedForm 0+ Attachment
DiagnosticReport.media
  comment 0 string
  link 1 Reference
DocumentManifest
  masterIdentifier 0 Identifier
  identifier 0+ Identifier
  status 1 code document-reference-status
  type 0 CodeableConcept
  subject 0 Reference
  created 0 dateTime
  author 0+ Reference
  recipient 0+ Reference
  source 0 uri
  description 0 string
  content 1+ Reference
  related 0+ .
DocumentManifest.related
  identifier 0 Identifier
  ref 0 Reference
DocumentReference
  masterIdentifier 0 Identifier
  identifier 0+ Identifier
  status 1 code document-reference-status
  docStatus 0 code composition-status
  type 0 CodeableConcept
  category 0+ CodeableConcept
  subject 0 Reference
  date 0 instant
  author 0+ Reference
  authenticator 0 Reference
  custodian 0 Reference
  relatesTo 0+ .
  description 0 string
  securityLabel 0+ CodeableConcept
  content 1+ .
  context 0 .
DocumentReference.relatesTo
  code 1 code document-relationship-type
  target 1 Reference
DocumentReference.content
  attachment 1 Attachment
  format 0 Coding
DocumentReference.context
  encounter 0+ Reference
  event 0+ CodeableConcept
  period 0 Period
  facilityType 0 CodeableConcept
  practiceSetting 0 CodeableConcept
  sourcePatientInfo 0 Reference
  related 0+ Reference
DomainResource
EffectEvidenceSynthesis
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  status 1 code publication-status
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  note 0+ Annotation
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  synthesisType 0 CodeableConcept
  studyType 0 CodeableConcept
  population 1 Reference
  exposure 1 Reference
  exposureAlternative 1 Reference
  outcome 1 Reference
  sampleSize 0 .
  resultsByExposure 0+ .
  effectEstimate 0+ .
  certainty 0+ .
EffectEvidenceSynthesis.sampleSize
  description 0 string
  numberOfStudies 0 integer
  numberOfParticipants 0 integer
EffectEvidenceSynthesis.resultsByExposure
  description 0 string
  exposureState 0 code exposure-state
  variantState 0 CodeableConcept
  riskEvidenceSynthesis 1 Reference
EffectEvidenceSynthesis.effectEstimate
  description 0 string
  type 0 CodeableConcept
  variantState 0 CodeableConcept
  value 0 decimal
  unitOfMeasure 0 CodeableConcept
  precisionEstimate 0+ .
EffectEvidenceSynthesis.effectEstimate.precisionEstimate
  type 0 CodeableConcept
  level 0 decimal
  from 0 decimal
  to 0 decimal
EffectEvidenceSynthesis.certainty
  rating 0+ CodeableConcept
  note 0+ Annotation
  certaintySubcomponent 0+ .
EffectEvidenceSynthesis.certainty.certaintySubcomponent
  type 0 CodeableConcept
  rating 0+ CodeableConcept
  note 0+ Annotation
Encounter
  identifier 0+ Identifier
  status 1 code encounter-status
  statusHistory 0+ .
  class 1 Coding
  classHistory 0+ .
  type 0+ CodeableConcept
  serviceType 0 CodeableConcept
  priority 0 CodeableConcept
  subject 0 Reference
  episodeOfCare 0+ Reference
  basedOn 0+ Reference
  participant 0+ .
  appointment 0+ Reference
  period 0 Period
  length 0 Duration
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  diagnosis 0+ .
  account 0+ Reference
  hospitalization 0 .
  location 0+ .
  serviceProvider 0 Reference
  partOf 0 Reference
Encounter.statusHistory
  status 1 code encounter-status
  period 1 Period
Encounter.classHistory
  class 1 Coding
  period 1 Period
Encounter.participant
  type 0+ CodeableConcept
  period 0 Period
  individual 0 Reference
Encounter.diagnosis
  condition 1 Reference
  use 0 CodeableConcept
  rank 0 positiveInt
Encounter.hospitalization
  preAdmissionIdentifier 0 Identifier
  origin 0 Reference
  admitSource 0 CodeableConcept
  reAdmission 0 CodeableConcept
  dietPreference 0+ CodeableConcept
  specialCourtesy 0+ CodeableConcept
  specialArrangement 0+ CodeableConcept
  destination 0 Reference
  dischargeDisposition 0 CodeableConcept
Encounter.location
  location 1 Reference
  status 0 code encounter-location-status
  physicalType 0 CodeableConcept
  period 0 Period
Endpoint
  identifier 0+ Identifier
  status 1 code endpoint-status
  connectionType 1 Coding
  name 0 string
  managingOrganization 0 Reference
  contact 0+ ContactPoint
  period 0 Period
  payloadType 1+ CodeableConcept
  payloadMimeType 0+ code
  address 1 url
  header 0+ string
EnrollmentRequest
  identifier 0+ Identifier
  status 0 code fm-status
  created 0 dateTime
  insurer 0 Reference
  provider 0 Reference
  candidate 0 Reference
  coverage 0 Reference
EnrollmentResponse
  identifier 0+ Identifier
  status 0 code fm-status
  request 0 Reference
  outcome 0 code remittance-outcome
  disposition 0 string
  created 0 dateTime
  organization 0 Reference
  requestProvider 0 Reference
EpisodeOfCare
  identifier 0+ Identifier
  status 1 code episode-of-care-status
  statusHistory 0+ .
  type 0+ CodeableConcept
  diagnosis 0+ .
  patient 1 Reference
  managingOrganization 0 Reference
  period 0 Period
  referralRequest 0+ Reference
  careManager 0 Reference
  team 0+ Reference
  account 0+ Reference
EpisodeOfCare.statusHistory
  status 1 code episode-of-care-status
  period 1 Period
EpisodeOfCare.diagnosis
  condition 1 Reference
  role 0 CodeableConcept
  rank 0 positiveInt
EventDefinition
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  subtitle 0 string
  status 1 code publication-status
  experimental 0 boolean
  subject[x] 0 CodeableConcept|Reference
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  usage 0 string
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  trigger 1+ TriggerDefinition
Evidence
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  shortTitle 0 string
  subtitle 0 string
  status 1 code publication-status
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  note 0+ Annotation
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  exposureBackground 1 Reference
  exposureVariant 0+ Reference
  outcome 0+ Reference
EvidenceVariable
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  shortTitle 0 string
  subtitle 0 string
  status 1 code publication-status
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  note 0+ Annotation
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  type 0 code variable-type
  characteristic 0+ .
EvidenceVariable.characteristic
  linkId 0 id
  description 0 markdown
  note 0+ Annotation
  exclude 0 boolean
  definitionReference 0 Reference
  definitionCanonical 0 canonical
  definitionCodeableConcept 0 CodeableConcept
  definitionExpression 0 Expression
  definitionId 0 id
  definitionByTypeAndValue 0 .
  definitionByCombination 0 .
  instances[x] 0 Quantity|Range
  duration[x] 0 Quantity|Range
  timeFromEvent 0+ .
EvidenceVariable.characteristic.definitionByTypeAndValue
  type 1 CodeableConcept
  method 0+ CodeableConcept
  device 0 Reference
  value[x] 1 CodeableConcept|boolean|Quantity|Range|Reference|id
  offset 0 CodeableConcept
EvidenceVariable.characteristic.definitionByCombination
  code 1 code
  threshold 0 positiveInt
  characteristic 1+ @EvidenceVariable.characteristic
EvidenceVariable.characteristic.timeFromEvent
  description 0 markdown
  note 0+ Annotation
  event[x] 0 CodeableConcept|Reference|dateTime|id
  quantity 0 Quantity
  range 0 Range
ExampleScenario
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  copyright 0 markdown
  purpose 0 markdown
  actor 0+ .
  instance 0+ .
  process 0+ .
  workflow 0+ canonical
ExampleScenario.actor
  actorId 1 string
  type 1 code examplescenario-actor-type
  name 0 string
  description 0 markdown
ExampleScenario.instance
  resourceId 1 string
  resourceType 1 code
  name 0 string
  description 0 markdown
  version 0+ .
  containedInstance 0+ .
ExampleScenario.instance.version
  versionId 1 string
  description 1 markdown
ExampleScenario.instance.containedInstance
  resourceId 1 string
  versionId 0 string
ExampleScenario.process
  title 1 string
  description 0 markdown
  preConditions 0 markdown
  postConditions 0 markdown
  step 0+ .
ExampleScenario.process.step
  process 0+ @ExampleScenario.process
  pause 0 boolean
  operation 0 .
  alternative 0+ .
ExampleScenario.process.step.operation
  number 1 string
  type 0 string
  name 0 string
  initiator 0 string
  receiver 0 string
  description 0 markdown
  initiatorActive 0 boolean
  receiverActive 0 boolean
  request 0 @ExampleScenario.instance.containedInstance
  response 0 @ExampleScenario.instance.containedInstance
ExampleScenario.process.step.alternative
  title 1 string
  description 0 markdown
  step 0+ @ExampleScenario.process.step
ExplanationOfBenefit
  identifier 0+ Identifier
  status 1 code explanationofbenefit-status
  type 1 CodeableConcept
  subType 0 CodeableConcept
  use 1 code claim-use
  patient 1 Reference
  billablePeriod 0 Period
  created 1 dateTime
  enterer 0 Reference
  insurer 1 Reference
  provider 1 Reference
  priority 0 CodeableConcept
  fundsReserveRequested 0 CodeableConcept
  fundsReserve 0 CodeableConcept
  related 0+ .
  prescription 0 Reference
  originalPrescription 0 Reference
  payee 0 .
  referral 0 Reference
  facility 0 Reference
  claim 0 Reference
  claimResponse 0 Reference
  outcome 1 code remittance-outcome
  disposition 0 string
  preAuthRef 0+ string
  preAuthRefPeriod 0+ Period
  careTeam 0+ .
  supportingInfo 0+ .
  diagnosis 0+ .
  procedure 0+ .
  precedence 0 positiveInt
  insurance 1+ .
  accident 0 .
  item 0+ .
  addItem 0+ .
  adjudication 0+ @ExplanationOfBenefit.item.adjudication
  total 0+ .
  payment 0 .
  formCode 0 CodeableConcept
  form 0 Attachment
  processNote 0+ .
  benefitPeriod 0 Period
  benefitBalance 0+ .
ExplanationOfBenefit.related
  claim 0 Reference
  relationship 0 CodeableConcept
  reference 0 Identifier
ExplanationOfBenefit.payee
  type 0 CodeableConcept
  party 0 Reference
ExplanationOfBenefit.careTeam
  sequence 1 positiveInt
  provider 1 Reference
  responsible 0 boolean
  role 0 CodeableConcept
  qualification 0 CodeableConcept
ExplanationOfBenefit.supportingInfo
  sequence 1 positiveInt
  category 1 CodeableConcept
  code 0 CodeableConcept
  timing[x] 0 date|Period
  value[x] 0 boolean|string|Quantity|Attachment|Reference
  reason 0 Coding
ExplanationOfBenefit.diagnosis
  sequence 1 positiveInt
  diagnosis[x] 1 CodeableConcept|Reference
  type 0+ CodeableConcept
  onAdmission 0 CodeableConcept
  packageCode 0 CodeableConcept
ExplanationOfBenefit.procedure
  sequence 1 positiveInt
  type 0+ CodeableConcept
  date 0 dateTime
  procedure[x] 1 CodeableConcept|Reference
  udi 0+ Reference
ExplanationOfBenefit.insurance
  focal 1 boolean
  coverage 1 Reference
  preAuthRef 0+ string
ExplanationOfBenefit.accident
  date 0 date
  type 0 CodeableConcept
  location[x] 0 Address|Reference
ExplanationOfBenefit.item
  sequence 1 positiveInt
  careTeamSequence 0+ positiveInt
  diagnosisSequence 0+ positiveInt
  procedureSequence 0+ positiveInt
  informationSequence 0+ positiveInt
  revenue 0 CodeableConcept
  category 0 CodeableConcept
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  programCode 0+ CodeableConcept
  serviced[x] 0 date|Period
  location[x] 0 CodeableConcept|Address|Reference
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  udi 0+ Reference
  bodySite 0 CodeableConcept
  subSite 0+ CodeableConcept
  encounter 0+ Reference
  noteNumber 0+ positiveInt
  adjudication 0+ .
  detail 0+ .
ExplanationOfBenefit.item.adjudication
  category 1 CodeableConcept
  reason 0 CodeableConcept
  amount 0 Money
  value 0 decimal
ExplanationOfBenefit.item.detail
  sequence 1 positiveInt
  revenue 0 CodeableConcept
  category 0 CodeableConcept
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  programCode 0+ CodeableConcept
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  udi 0+ Reference
  noteNumber 0+ positiveInt
  adjudication 0+ @ExplanationOfBenefit.item.adjudication
  subDetail 0+ .
ExplanationOfBenefit.item.detail.subDetail
  sequence 1 positiveInt
  revenue 0 CodeableConcept
  category 0 CodeableConcept
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  programCode 0+ CodeableConcept
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  udi 0+ Reference
  noteNumber 0+ positiveInt
  adjudication 0+ @ExplanationOfBenefit.item.adjudication
ExplanationOfBenefit.addItem
  itemSequence 0+ positiveInt
  detailSequence 0+ positiveInt
  subDetailSequence 0+ positiveInt
  provider 0+ Reference
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  programCode 0+ CodeableConcept
  serviced[x] 0 date|Period
  location[x] 0 CodeableConcept|Address|Reference
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  bodySite 0 CodeableConcept
  subSite 0+ CodeableConcept
  noteNumber 0+ positiveInt
  adjudication 0+ @ExplanationOfBenefit.item.adjudication
  detail 0+ .
ExplanationOfBenefit.addItem.detail
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  noteNumber 0+ positiveInt
  adjudication 0+ @ExplanationOfBenefit.item.adjudication
  subDetail 0+ .
ExplanationOfBenefit.addItem.detail.subDetail
  productOrService 1 CodeableConcept
  modifier 0+ CodeableConcept
  quantity 0 Quantity
  unitPrice 0 Money
  factor 0 decimal
  net 0 Money
  noteNumber 0+ positiveInt
  adjudication 0+ @ExplanationOfBenefit.item.adjudication
ExplanationOfBenefit.total
  category 1 CodeableConcept
  amount 1 Money
ExplanationOfBenefit.payment
  type 0 CodeableConcept
  adjustment 0 Money
  adjustmentReason 0 CodeableConcept
  date 0 date
  amount 0 Money
  identifier 0 Identifier
ExplanationOfBenefit.processNote
  number 0 positiveInt
  type 0 code note-type
  text 0 string
  language 0 CodeableConcept
ExplanationOfBenefit.benefitBalance
  category 1 CodeableConcept
  excluded 0 boolean
  name 0 string
  description 0 string
  network 0 CodeableConcept
  unit 0 CodeableConcept
  term 0 CodeableConcept
  financial 0+ .
ExplanationOfBenefit.benefitBalance.financial
  type 1 CodeableConcept
  allowed[x] 0 unsignedInt|string|Money
  used[x] 0 unsignedInt|Money
FamilyMemberHistory
  identifier 0+ Identifier
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  status 1 code history-status
  dataAbsentReason 0 CodeableConcept
  patient 1 Reference
  date 0 dateTime
  name 0 string
  relationship 1 CodeableConcept
  sex 0 CodeableConcept
  born[x] 0 Period|date|string
  age[x] 0 Age|Range|string
  estimatedAge 0 boolean
  deceased[x] 0 boolean|Age|Range|date|string
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  note 0+ Annotation
  condition 0+ .
FamilyMemberHistory.condition
  code 1 CodeableConcept
  outcome 0 CodeableConcept
  contributedToDeath 0 boolean
  onset[x] 0 Age|Range|Period|string
  note 0+ Annotation
Flag
  identifier 0+ Identifier
  status 1 code flag-status
  category 0+ CodeableConcept
  code 1 CodeableConcept
  subject 1 Reference
  period 0 Period
  encounter 0 Reference
  author 0 Reference
Goal
  identifier 0+ Identifier
  lifecycleStatus 1 code goal-status
  achievementStatus 0 CodeableConcept
  category 0+ CodeableConcept
  priority 0 CodeableConcept
  description 1 CodeableConcept
  subject 1 Reference
  start[x] 0 date|CodeableConcept
  target 0+ .
  statusDate 0 date
  statusReason 0 string
  expressedBy 0 Reference
  addresses 0+ Reference
  note 0+ Annotation
  outcomeCode 0+ CodeableConcept
  outcomeReference 0+ Reference
Goal.target
  measure 0 CodeableConcept
  detail[x] 0 Quantity|Range|CodeableConcept|string|boolean|integer|Ratio
  due[x] 0 date|Duration
GraphDefinition
  url 0 uri
  version 0 string
  name 1 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  start 1 code
  profile 0 canonical
  link 0+ .
GraphDefinition.link
  path 0 string
  sliceName 0 string
  min 0 integer
  max 0 string
  description 0 string
  target 0+ .
GraphDefinition.link.target
  type 1 code
  params 0 string
  profile 0 canonical
  compartment 0+ .
  link 0+ @GraphDefinition.link
GraphDefinition.link.target.compartment
  use 1 code graph-compartment-use
  code 1 code compartment-type
  rule 1 code graph-compartment-rule
  expression 0 string
  description 0 string
Group
  identifier 0+ Identifier
  active 0 boolean
  type 1 code group-type
  actual 1 boolean
  code 0 CodeableConcept
  name 0 string
  quantity 0 unsignedInt
  managingEntity 0 Reference
  characteristic 0+ .
  member 0+ .
Group.characteristic
  code 1 CodeableConcept
  value[x] 1 CodeableConcept|boolean|Quantity|Range|Reference
  exclude 1 boolean
  period 0 Period
Group.member
  entity 1 Reference
  period 0 Period
  inactive 0 boolean
GuidanceResponse
  requestIdentifier 0 Identifier
  identifier 0+ Identifier
  module[x] 1 uri|canonical|CodeableConcept
  status 1 code guidance-response-status
  subject 0 Reference
  encounter 0 Reference
  occurrenceDateTime 0 dateTime
  performer 0 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  note 0+ Annotation
  evaluationMessage 0+ Reference
  outputParameters 0 Reference
  result 0 Reference
  dataRequirement 0+ DataRequirement
HealthcareService
  identifier 0+ Identifier
  active 0 boolean
  providedBy 0 Reference
  category 0+ CodeableConcept
  type 0+ CodeableConcept
  specialty 0+ CodeableConcept
  location 0+ Reference
  name 0 string
  comment 0 string
  extraDetails 0 markdown
  photo 0 Attachment
  telecom 0+ ContactPoint
  coverageArea 0+ Reference
  serviceProvisionCode 0+ CodeableConcept
  eligibility 0+ .
  program 0+ CodeableConcept
  characteristic 0+ CodeableConcept
  communication 0+ CodeableConcept
  referralMethod 0+ CodeableConcept
  appointmentRequired 0 boolean
  availableTime 0+ .
  notAvailable 0+ .
  availabilityExceptions 0 string
  endpoint 0+ Reference
HealthcareService.eligibility
  code 0 CodeableConcept
  comment 0 markdown
HealthcareService.availableTime
  daysOfWeek 0+ code days-of-week
  allDay 0 boolean
  availableStartTime 0 time
  availableEndTime 0 time
HealthcareService.notAvailable
  description 1 string
  during 0 Period
ImagingStudy
  identifier 0+ Identifier
  status 1 code imagingstudy-status
  modality 0+ Coding
  subject 1 Reference
  encounter 0 Reference
  started 0 dateTime
  basedOn 0+ Reference
  referrer 0 Reference
  interpreter 0+ Reference
  endpoint 0+ Reference
  numberOfSeries 0 unsignedInt
  numberOfInstances 0 unsignedInt
  procedureReference 0 Reference
  procedureCode 0+ CodeableConcept
  location 0 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  note 0+ Annotation
  description 0 string
  series 0+ .
ImagingStudy.series
  uid 1 id
  number 0 unsignedInt
  modality 1 Coding
  description 0 string
  numberOfInstances 0 unsignedInt
  endpoint 0+ Reference
  bodySite 0 Coding
  laterality 0 Coding
  specimen 0+ Reference
  started 0 dateTime
  performer 0+ .
  instance 0+ .
ImagingStudy.series.performer
  function 0 CodeableConcept
  actor 1 Reference
ImagingStudy.series.instance
  uid 1 id
  sopClass 1 Coding
  number 0 unsignedInt
  title 0 string
Immunization
  identifier 0+ Identifier
  status 1 code immunization-status
  statusReason 0 CodeableConcept
  vaccineCode 1 CodeableConcept
  patient 1 Reference
  encounter 0 Reference
  occurrence[x] 1 dateTime|string
  recorded 0 dateTime
  primarySource 0 boolean
  reportOrigin 0 CodeableConcept
  location 0 Reference
  manufacturer 0 Reference
  lotNumber 0 string
  expirationDate 0 date
  site 0 CodeableConcept
  route 0 CodeableConcept
  doseQuantity 0 Quantity
  performer 0+ .
  note 0+ Annotation
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  isSubpotent 0 boolean
  subpotentReason 0+ CodeableConcept
  education 0+ .
  programEligibility 0+ CodeableConcept
  fundingSource 0 CodeableConcept
  reaction 0+ .
  protocolApplied 0+ .
Immunization.performer
  function 0 CodeableConcept
  actor 1 Reference
Immunization.education
  documentType 0 string
  reference 0 uri
  publicationDate 0 dateTime
  presentationDate 0 dateTime
Immunization.reaction
  date 0 dateTime
  detail 0 Reference
  reported 0 boolean
Immunization.protocolApplied
  series 0 string
  authority 0 Reference
  targetDisease 0+ CodeableConcept
  doseNumber[x] 1 positiveInt|string
  seriesDoses[x] 0 positiveInt|string
ImmunizationEvaluation
  identifier 0+ Identifier
  status 1 code immunization-evaluation-status
  patient 1 Reference
  date 0 dateTime
  authority 0 Reference
  targetDisease 1 CodeableConcept
  immunizationEvent 1 Reference
  doseStatus 1 CodeableConcept
  doseStatusReason 0+ CodeableConcept
  description 0 string
  series 0 string
  doseNumber[x] 0 positiveInt|string
  seriesDoses[x] 0 positiveInt|string
ImmunizationRecommendation
  identifier 0+ Identifier
  patient 1 Reference
  date 1 dateTime
  authority 0 Reference
  recommendation 1+ .
ImmunizationRecommendation.recommendation
  vaccineCode 0+ CodeableConcept
  targetDisease 0 CodeableConcept
  contraindicatedVaccineCode 0+ CodeableConcept
  forecastStatus 1 CodeableConcept
  forecastReason 0+ CodeableConcept
  dateCriterion 0+ .
  description 0 string
  series 0 string
  doseNumber[x] 0 positiveInt|string
  seriesDoses[x] 0 positiveInt|string
  supportingImmunization 0+ Reference
  supportingPatientInformation 0+ Reference
ImmunizationRecommendation.recommendation.dateCriterion
  code 1 CodeableConcept
  value 1 dateTime
ImplementationGuide
  url 1 uri
  version 0 string
  name 1 string
  title 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  copyright 0 markdown
  packageId 1 id
  license 0 code
  fhirVersion 1+ code FHIR-version
  dependsOn 0+ .
  global 0+ .
  definition 0 .
  manifest 0 .
ImplementationGuide.dependsOn
  uri 1 canonical
  packageId 0 id
  version 0 string
ImplementationGuide.global
  type 1 code
  profile 1 canonical
ImplementationGuide.definition
  grouping 0+ .
  resource 1+ .
  page 0 .
  parameter 0+ .
  template 0+ .
ImplementationGuide.definition.grouping
  name 1 string
  description 0 string
ImplementationGuide.definition.resource
  reference 1 Reference
  fhirVersion 0+ code FHIR-version
  name 0 string
  description 0 string
  example[x] 0 boolean|canonical
  groupingId 0 id
ImplementationGuide.definition.page
  name[x] 1 url|Reference
  title 1 string
  generation 1 code guide-page-generation
  page 0+ @ImplementationGuide.definition.page
ImplementationGuide.definition.parameter
  code 1 code guide-parameter-code
  value 1 string
ImplementationGuide.definition.template
  code 1 code
  source 1 string
  scope 0 string
ImplementationGuide.manifest
  rendering 0 url
  resource 1+ .
  page 0+ .
  image 0+ string
  other 0+ string
ImplementationGuide.manifest.resource
  reference 1 Reference
  example[x] 0 boolean|canonical
  relativePath 0 url
ImplementationGuide.manifest.page
  name 1 string
  title 0 string
  anchor 0+ string
InsurancePlan
  identifier 0+ Identifier
  status 0 code publication-status
  type 0+ CodeableConcept
  name 0 string
  alias 0+ string
  period 0 Period
  ownedBy 0 Reference
  administeredBy 0 Reference
  coverageArea 0+ Reference
  contact 0+ .
  endpoint 0+ Reference
  network 0+ Reference
  coverage 0+ .
  plan 0+ .
InsurancePlan.contact
  purpose 0 CodeableConcept
  name 0 HumanName
  telecom 0+ ContactPoint
  address 0 Address
InsurancePlan.coverage
  type 1 CodeableConcept
  network 0+ Reference
  benefit 1+ .
InsurancePlan.coverage.benefit
  type 1 CodeableConcept
  requirement 0 string
  limit 0+ .
InsurancePlan.coverage.benefit.limit
  value 0 Quantity
  code 0 CodeableConcept
InsurancePlan.plan
  identifier 0+ Identifier
  type 0 CodeableConcept
  coverageArea 0+ Reference
  network 0+ Reference
  generalCost 0+ .
  specificCost 0+ .
InsurancePlan.plan.generalCost
  type 0 CodeableConcept
  groupSize 0 positiveInt
  cost 0 Money
  comment 0 string
InsurancePlan.plan.specificCost
  category 1 CodeableConcept
  benefit 0+ .
InsurancePlan.plan.specificCost.benefit
  type 1 CodeableConcept
  cost 0+ .
InsurancePlan.plan.specificCost.benefit.cost
  type 1 CodeableConcept
  applicability 0 CodeableConcept
  qualifiers 0+ CodeableConcept
  value 0 Quantity
Invoice
  identifier 0+ Identifier
  status 1 code invoice-status
  cancelledReason 0 string
  type 0 CodeableConcept
  subject 0 Reference
  recipient 0 Reference
  date 0 dateTime
  participant 0+ .
  issuer 0 Reference
  account 0 Reference
  lineItem 0+ .
  totalPriceComponent 0+ @Invoice.lineItem.priceComponent
  totalNet 0 Money
  totalGross 0 Money
  paymentTerms 0 markdown
  note 0+ Annotation
Invoice.participant
  role 0 CodeableConcept
  actor 1 Reference
Invoice.lineItem
  sequence 0 positiveInt
  chargeItem[x] 1 Reference|CodeableConcept
  priceComponent 0+ .
Invoice.lineItem.priceComponent
  type 1 code invoice-priceComponentType
  code 0 CodeableConcept
  factor 0 decimal
  amount 0 Money
Library
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  subtitle 0 string
  status 1 code publication-status
  experimental 0 boolean
  type 1 CodeableConcept
  subject[x] 0 CodeableConcept|Reference
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  usage 0 string
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  parameter 0+ ParameterDefinition
  dataRequirement 0+ DataRequirement
  content 0+ Attachment
Linkage
  active 0 boolean
  author 0 Reference
  item 1+ .
Linkage.item
  type 1 code linkage-type
  resource 1 Reference
List
  identifier 0+ Identifier
  status 1 code list-status
  mode 1 code list-mode
  title 0 string
  code 0 CodeableConcept
  subject 0 Reference
  encounter 0 Reference
  date 0 dateTime
  source 0 Reference
  orderedBy 0 CodeableConcept
  note 0+ Annotation
  entry 0+ .
  emptyReason 0 CodeableConcept
List.entry
  flag 0 CodeableConcept
  deleted 0 boolean
  date 0 dateTime
  item 1 Reference
Location
  identifier 0+ Identifier
  status 0 code location-status
  operationalStatus 0 Coding
  name 0 string
  alias 0+ string
  description 0 string
  mode 0 code location-mode
  type 0+ CodeableConcept
  telecom 0+ ContactPoint
  address 0 Address
  physicalType 0 CodeableConcept
  position 0 .
  managingOrganization 0 Reference
  partOf 0 Reference
  hoursOfOperation 0+ .
  availabilityExceptions 0 string
  endpoint 0+ Reference
Location.position
  longitude 1 decimal
  latitude 1 decimal
  altitude 0 decimal
Location.hoursOfOperation
  daysOfWeek 0+ code days-of-week
  allDay 0 boolean
  openingTime 0 time
  closingTime 0 time
Measure
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  subtitle 0 string
  status 1 code publication-status
  experimental 0 boolean
  subject[x] 0 CodeableConcept|Reference
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  usage 0 string
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  library 0+ canonical
  disclaimer 0 markdown
  scoring 0 CodeableConcept
  compositeScoring 0 CodeableConcept
  type 0+ CodeableConcept
  riskAdjustment 0 string
  rateAggregation 0 string
  rationale 0 markdown
  clinicalRecommendationStatement 0 markdown
  improvementNotation 0 CodeableConcept
  definition 0+ markdown
  guidance 0 markdown
  group 0+ .
  supplementalData 0+ .
Measure.group
  code 0 CodeableConcept
  description 0 string
  population 0+ .
  stratifier 0+ .
Measure.group.population
  code 0 CodeableConcept
  description 0 string
  criteria 1 Expression
Measure.group.stratifier
  code 0 CodeableConcept
  description 0 string
  criteria 0 Expression
  component 0+ .
Measure.group.stratifier.component
  code 0 CodeableConcept
  description 0 string
  criteria 1 Expression
Measure.supplementalData
  code 0 CodeableConcept
  usage 0+ CodeableConcept
  description 0 string
  criteria 1 Expression
MeasureReport
  identifier 0+ Identifier
  status 1 code measure-report-status
  type 1 code measure-report-type
  measure 1 canonical
  subject 0 Reference
  date 0 dateTime
  reporter 0 Reference
  period 1 Period
  improvementNotation 0 CodeableConcept
  group 0+ .
  evaluatedResource 0+ Reference
MeasureReport.group
  code 0 CodeableConcept
  population 0+ .
  measureScore 0 Quantity
  stratifier 0+ .
MeasureReport.group.population
  code 0 CodeableConcept
  count 0 integer
  subjectResults 0 Reference
MeasureReport.group.stratifier
  code 0+ CodeableConcept
  stratum 0+ .
MeasureReport.group.stratifier.stratum
  value 0 CodeableConcept
  component 0+ .
  population 0+ .
  measureScore 0 Quantity
MeasureReport.group.stratifier.stratum.component
  code 1 CodeableConcept
  value 1 CodeableConcept
MeasureReport.group.stratifier.stratum.population
  code 0 CodeableConcept
  count 0 integer
  subjectResults 0 Reference
Media
  identifier 0+ Identifier
  basedOn 0+ Reference
  partOf 0+ Reference
  status 1 code event-status
  type 0 CodeableConcept
  modality 0 CodeableConcept
  view 0 CodeableConcept
  subject 0 Reference
  encounter 0 Reference
  created[x] 0 dateTime|Period
  issued 0 instant
  operator 0 Reference
  reasonCode 0+ CodeableConcept
  bodySite 0 CodeableConcept
  deviceName 0 string
  device 0 Reference
  height 0 positiveInt
  width 0 positiveInt
  frames 0 positiveInt
  duration 0 decimal
  content 1 Attachment
  note 0+ Annotation
Medication
  identifier 0+ Identifier
  code 0 CodeableConcept
  status 0 code medication-status
  manufacturer 0 Reference
  form 0 CodeableConcept
  amount 0 Ratio
  ingredient 0+ .
  batch 0 .
Medication.ingredient
  item[x] 1 CodeableConcept|Reference
  isActive 0 boolean
  strength 0 Ratio
Medication.batch
  lotNumber 0 string
  expirationDate 0 dateTime
MedicationAdministration
  identifier 0+ Identifier
  instantiates 0+ uri
  partOf 0+ Reference
  status 1 code medication-admin-status
  statusReason 0+ CodeableConcept
  category 0 CodeableConcept
  medication[x] 1 CodeableConcept|Reference
  subject 1 Reference
  context 0 Reference
  supportingInformation 0+ Reference
  effective[x] 1 dateTime|Period
  performer 0+ .
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  request 0 Reference
  device 0+ Reference
  note 0+ Annotation
  dosage 0 .
  eventHistory 0+ Reference
MedicationAdministration.performer
  function 0 CodeableConcept
  actor 1 Reference
MedicationAdministration.dosage
  text 0 string
  site 0 CodeableConcept
  route 0 CodeableConcept
  method 0 CodeableConcept
  dose 0 Quantity
  rate[x] 0 Ratio|Quantity
MedicationDispense
  identifier 0+ Identifier
  partOf 0+ Reference
  status 1 code medicationdispense-status
  statusReason[x] 0 CodeableConcept|Reference
  category 0 CodeableConcept
  medication[x] 1 CodeableConcept|Reference
  subject 0 Reference
  context 0 Reference
  supportingInformation 0+ Reference
  performer 0+ .
  location 0 Reference
  authorizingPrescription 0+ Reference
  type 0 CodeableConcept
  quantity 0 Quantity
  daysSupply 0 Quantity
  whenPrepared 0 dateTime
  whenHandedOver 0 dateTime
  destination 0 Reference
  receiver 0+ Reference
  note 0+ Annotation
  dosageInstruction 0+ Dosage
  substitution 0 .
  detectedIssue 0+ Reference
  eventHistory 0+ Reference
MedicationDispense.performer
  function 0 CodeableConcept
  actor 1 Reference
MedicationDispense.substitution
  wasSubstituted 1 boolean
  type 0 CodeableConcept
  reason 0+ CodeableConcept
  responsibleParty 0+ Reference
MedicationKnowledge
  code 0 CodeableConcept
  status 0 code medicationknowledge-status
  manufacturer 0 Reference
  doseForm 0 CodeableConcept
  amount 0 Quantity
  synonym 0+ string
  relatedMedicationKnowledge 0+ .
  associatedMedication 0+ Reference
  productType 0+ CodeableConcept
  monograph 0+ .
  ingredient 0+ .
  preparationInstruction 0 markdown
  intendedRoute 0+ CodeableConcept
  cost 0+ .
  monitoringProgram 0+ .
  administrationGuidelines 0+ .
  medicineClassification 0+ .
  packaging 0 .
  drugCharacteristic 0+ .
  contraindication 0+ Reference
  regulatory 0+ .
  kinetics 0+ .
MedicationKnowledge.relatedMedicationKnowledge
  type 1 CodeableConcept
  reference 1+ Reference
MedicationKnowledge.monograph
  type 0 CodeableConcept
  source 0 Reference
MedicationKnowledge.ingredient
  item[x] 1 CodeableConcept|Reference
  isActive 0 boolean
  strength 0 Ratio
MedicationKnowledge.cost
  type 1 CodeableConcept
  source 0 string
  cost 1 Money
MedicationKnowledge.monitoringProgram
  type 0 CodeableConcept
  name 0 string
MedicationKnowledge.administrationGuidelines
  dosage 0+ .
  indication[x] 0 CodeableConcept|Reference
  patientCharacteristics 0+ .
MedicationKnowledge.administrationGuidelines.dosage
  type 1 CodeableConcept
  dosage 1+ Dosage
MedicationKnowledge.administrationGuidelines.patientCharacteristics
  characteristic[x] 1 CodeableConcept|Quantity
  value 0+ string
MedicationKnowledge.medicineClassification
  type 1 CodeableConcept
  classification 0+ CodeableConcept
MedicationKnowledge.packaging
  type 0 CodeableConcept
  quantity 0 Quantity
MedicationKnowledge.drugCharacteristic
  type 0 CodeableConcept
  value[x] 0 CodeableConcept|string|Quantity|base64Binary
MedicationKnowledge.regulatory
  regulatoryAuthority 1 Reference
  substitution 0+ .
  schedule 0+ .
  maxDispense 0 .
MedicationKnowledge.regulatory.substitution
  type 1 CodeableConcept
  allowed 1 boolean
MedicationKnowledge.regulatory.schedule
  schedule 1 CodeableConcept
MedicationKnowledge.regulatory.maxDispense
  quantity 1 Quantity
  period 0 Duration
MedicationKnowledge.kinetics
  areaUnderCurve 0+ Quantity
  lethalDose50 0+ Quantity
  halfLifePeriod 0 Duration
MedicationRequest
  identifier 0+ Identifier
  status 1 code medicationrequest-status
  statusReason 0 CodeableConcept
  intent 1 code medicationrequest-intent
  category 0+ CodeableConcept
  priority 0 code request-priority
  doNotPerform 0 boolean
  reported[x] 0 boolean|Reference
  medication[x] 1 CodeableConcept|Reference
  subject 1 Reference
  encounter 0 Reference
  supportingInformation 0+ Reference
  authoredOn 0 dateTime
  requester 0 Reference
  performer 0 Reference
  performerType 0 CodeableConcept
  recorder 0 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  basedOn 0+ Reference
  groupIdentifier 0 Identifier
  courseOfTherapyType 0 CodeableConcept
  insurance 0+ Reference
  note 0+ Annotation
  dosageInstruction 0+ Dosage
  dispenseRequest 0 .
  substitution 0 .
  priorPrescription 0 Reference
  detectedIssue 0+ Reference
  eventHistory 0+ Reference
MedicationRequest.dispenseRequest
  initialFill 0 .
  dispenseInterval 0 Duration
  validityPeriod 0 Period
  numberOfRepeatsAllowed 0 unsignedInt
  quantity 0 Quantity
  expectedSupplyDuration 0 Duration
  performer 0 Reference
MedicationRequest.dispenseRequest.initialFill
  quantity 0 Quantity
  duration 0 Duration
MedicationRequest.substitution
  allowed[x] 1 boolean|CodeableConcept
  reason 0 CodeableConcept
MedicationStatement
  identifier 0+ Identifier
  basedOn 0+ Reference
  partOf 0+ Reference
  status 1 code medication-statement-status
  statusReason 0+ CodeableConcept
  category 0 CodeableConcept
  medication[x] 1 CodeableConcept|Reference
  subject 1 Reference
  context 0 Reference
  effective[x] 0 dateTime|Period
  dateAsserted 0 dateTime
  informationSource 0 Reference
  derivedFrom 0+ Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  note 0+ Annotation
  dosage 0+ Dosage
MedicinalProduct
  identifier 0+ Identifier
  type 0 CodeableConcept
  domain 0 Coding
  combinedPharmaceuticalDoseForm 0 CodeableConcept
  legalStatusOfSupply 0 CodeableConcept
  additionalMonitoringIndicator 0 CodeableConcept
  specialMeasures 0+ string
  paediatricUseIndicator 0 CodeableConcept
  productClassification 0+ CodeableConcept
  marketingStatus 0+ MarketingStatus
  pharmaceuticalProduct 0+ Reference
  packagedMedicinalProduct 0+ Reference
  attachedDocument 0+ Reference
  masterFile 0+ Reference
  contact 0+ Reference
  clinicalTrial 0+ Reference
  name 1+ .
  crossReference 0+ Identifier
  manufacturingBusinessOperation 0+ .
  specialDesignation 0+ .
MedicinalProduct.name
  productName 1 string
  namePart 0+ .
  countryLanguage 0+ .
MedicinalProduct.name.namePart
  part 1 string
  type 1 Coding
MedicinalProduct.name.countryLanguage
  country 1 CodeableConcept
  jurisdiction 0 CodeableConcept
  language 1 CodeableConcept
MedicinalProduct.manufacturingBusinessOperation
  operationType 0 CodeableConcept
  authorisationReferenceNumber 0 Identifier
  effectiveDate 0 dateTime
  confidentialityIndicator 0 CodeableConcept
  manufacturer 0+ Reference
  regulator 0 Reference
MedicinalProduct.specialDesignation
  identifier 0+ Identifier
  type 0 CodeableConcept
  intendedUse 0 CodeableConcept
  indication[x] 0 CodeableConcept|Reference
  status 0 CodeableConcept
  date 0 dateTime
  species 0 CodeableConcept
MedicinalProductAuthorization
  identifier 0+ Identifier
  subject 0 Reference
  country 0+ CodeableConcept
  jurisdiction 0+ CodeableConcept
  status 0 CodeableConcept
  statusDate 0 dateTime
  restoreDate 0 dateTime
  validityPeriod 0 Period
  dataExclusivityPeriod 0 Period
  dateOfFirstAuthorization 0 dateTime
  internationalBirthDate 0 dateTime
  legalBasis 0 CodeableConcept
  jurisdictionalAuthorization 0+ .
  holder 0 Reference
  regulator 0 Reference
  procedure 0 .
MedicinalProductAuthorization.jurisdictionalAuthorization
  identifier 0+ Identifier
  country 0 CodeableConcept
  jurisdiction 0+ CodeableConcept
  legalStatusOfSupply 0 CodeableConcept
  validityPeriod 0 Period
MedicinalProductAuthorization.procedure
  identifier 0 Identifier
  type 1 CodeableConcept
  date[x] 0 Period|dateTime
  application 0+ @MedicinalProductAuthorization.procedure
MedicinalProductContraindication
  subject 0+ Reference
  disease 0 CodeableConcept
  diseaseStatus 0 CodeableConcept
  comorbidity 0+ CodeableConcept
  therapeuticIndication 0+ Reference
  otherTherapy 0+ .
  population 0+ Population
MedicinalProductContraindication.otherTherapy
  therapyRelationshipType 1 CodeableConcept
  medication[x] 1 CodeableConcept|Reference
MedicinalProductIndication
  subject 0+ Reference
  diseaseSymptomProcedure 0 CodeableConcept
  diseaseStatus 0 CodeableConcept
  comorbidity 0+ CodeableConcept
  intendedEffect 0 CodeableConcept
  duration 0 Quantity
  otherTherapy 0+ .
  undesirableEffect 0+ Reference
  population 0+ Population
MedicinalProductIndication.otherTherapy
  therapyRelationshipType 1 CodeableConcept
  medication[x] 1 CodeableConcept|Reference
MedicinalProductIngredient
  identifier 0 Identifier
  role 1 CodeableConcept
  allergenicIndicator 0 boolean
  manufacturer 0+ Reference
  specifiedSubstance 0+ .
  substance 0 .
MedicinalProductIngredient.specifiedSubstance
  code 1 CodeableConcept
  group 1 CodeableConcept
  confidentiality 0 CodeableConcept
  strength 0+ .
MedicinalProductIngredient.specifiedSubstance.strength
  presentation 1 Ratio
  presentationLowLimit 0 Ratio
  concentration 0 Ratio
  concentrationLowLimit 0 Ratio
  measurementPoint 0 string
  country 0+ CodeableConcept
  referenceStrength 0+ .
MedicinalProductIngredient.specifiedSubstance.strength.referenceStrength
  substance 0 CodeableConcept
  strength 1 Ratio
  strengthLowLimit 0 Ratio
  measurementPoint 0 string
  country 0+ CodeableConcept
MedicinalProductIngredient.substance
  code 1 CodeableConcept
  strength 0+ @MedicinalProductIngredient.specifiedSubstance.strength
MedicinalProductInteraction
  subject 0+ Reference
  description 0 string
  interactant 0+ .
  type 0 CodeableConcept
  effect 0 CodeableConcept
  incidence 0 CodeableConcept
  management 0 CodeableConcept
MedicinalProductInteraction.interactant
  item[x] 1 Reference|CodeableConcept
MedicinalProductManufactured
  manufacturedDoseForm 1 CodeableConcept
  unitOfPresentation 0 CodeableConcept
  quantity 1 Quantity
  manufacturer 0+ Reference
  ingredient 0+ Reference
  physicalCharacteristics 0 ProdCharacteristic
  otherCharacteristics 0+ CodeableConcept
MedicinalProductPackaged
  identifier 0+ Identifier
  subject 0+ Reference
  description 0 string
  legalStatusOfSupply 0 CodeableConcept
  marketingStatus 0+ MarketingStatus
  marketingAuthorization 0 Reference
  manufacturer 0+ Reference
  batchIdentifier 0+ .
  packageItem 1+ .
MedicinalProductPackaged.batchIdentifier
  outerPackaging 1 Identifier
  immediatePackaging 0 Identifier
MedicinalProductPackaged.packageItem
  identifier 0+ Identifier
  type 1 CodeableConcept
  quantity 1 Quantity
  material 0+ CodeableConcept
  alternateMaterial 0+ CodeableConcept
  device 0+ Reference
  manufacturedItem 0+ Reference
  packageItem 0+ @MedicinalProductPackaged.packageItem
  physicalCharacteristics 0 ProdCharacteristic
  otherCharacteristics 0+ CodeableConcept
  shelfLifeStorage 0+ ProductShelfLife
  manufacturer 0+ Reference
MedicinalProductPharmaceutical
  identifier 0+ Identifier
  administrableDoseForm 1 CodeableConcept
  unitOfPresentation 0 CodeableConcept
  ingredient 0+ Reference
  device 0+ Reference
  characteristics 0+ .
  routeOfAdministration 1+ .
MedicinalProductPharmaceutical.characteristics
  code 1 CodeableConcept
  status 0 CodeableConcept
MedicinalProductPharmaceutical.routeOfAdministration
  code 1 CodeableConcept
  firstDose 0 Quantity
  maxSingleDose 0 Quantity
  maxDosePerDay 0 Quantity
  maxDosePerTreatmentPeriod 0 Ratio
  maxTreatmentPeriod 0 Duration
  targetSpecies 0+ .
MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies
  code 1 CodeableConcept
  withdrawalPeriod 0+ .
MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies.withdrawalPeriod
  tissue 1 CodeableConcept
  value 1 Quantity
  supportingInformation 0 string
MedicinalProductUndesirableEffect
  subject 0+ Reference
  symptomConditionEffect 0 CodeableConcept
  classification 0 CodeableConcept
  frequencyOfOccurrence 0 CodeableConcept
  population 0+ Population
MessageDefinition
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  replaces 0+ canonical
  status 1 code publication-status
  experimental 0 boolean
  date 1 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  copyright 0 markdown
  base 0 canonical
  parent 0+ canonical
  event[x] 1 Coding|uri
  category 0 code message-significance-category
  focus 0+ .
  responseRequired 0 code messageheader-response-request
  allowedResponse 0+ .
  graph 0+ canonical
MessageDefinition.focus
  code 1 code
  profile 0 canonical
  min 1 unsignedInt
  max 0 string
MessageDefinition.allowedResponse
  message 1 canonical
  situation 0 markdown
MessageHeader
  event[x] 1 Coding|uri
  destination 0+ .
  sender 0 Reference
  enterer 0 Reference
  author 0 Reference
  source 1 .
  responsible 0 Reference
  reason 0 CodeableConcept
  response 0 .
  focus 0+ Reference
  definition 0 canonical
MessageHeader.destination
  name 0 string
  target 0 Reference
  endpoint 1 url
  receiver 0 Reference
MessageHeader.source
  name 0 string
  software 0 string
  version 0 string
  contact 0 ContactPoint
  endpoint 1 url
MessageHeader.response
  identifier 1 id
  code 1 code response-code
  details 0 Reference
MolecularSequence
  identifier 0+ Identifier
  type 0 code sequence-type
  coordinateSystem 1 integer
  patient 0 Reference
  specimen 0 Reference
  device 0 Reference
  performer 0 Reference
  quantity 0 Quantity
  referenceSeq 0 .
  variant 0+ .
  observedSeq 0 string
  quality 0+ .
  readCoverage 0 integer
  repository 0+ .
  pointer 0+ Reference
  structureVariant 0+ .
MolecularSequence.referenceSeq
  chromosome 0 CodeableConcept
  genomeBuild 0 string
  orientation 0 code orientation-type
  referenceSeqId 0 CodeableConcept
  referenceSeqPointer 0 Reference
  referenceSeqString 0 string
  strand 0 code strand-type
  windowStart 0 integer
  windowEnd 0 integer
MolecularSequence.variant
  start 0 integer
  end 0 integer
  observedAllele 0 string
  referenceAllele 0 string
  cigar 0 string
  variantPointer 0 Reference
MolecularSequence.quality
  type 1 code quality-type
  standardSequence 0 CodeableConcept
  start 0 integer
  end 0 integer
  score 0 Quantity
  method 0 CodeableConcept
  truthTP 0 decimal
  queryTP 0 decimal
  truthFN 0 decimal
  queryFP 0 decimal
  gtFP 0 decimal
  precision 0 decimal
  recall 0 decimal
  fScore 0 decimal
  roc 0 .
MolecularSequence.quality.roc
  score 0+ integer
  numTP 0+ integer
  numFP 0+ integer
  numFN 0+ integer
  precision 0+ decimal
  sensitivity 0+ decimal
  fMeasure 0+ decimal
MolecularSequence.repository
  type 1 code repository-type
  url 0 uri
  name 0 string
  datasetId 0 string
  variantsetId 0 string
  readsetId 0 string
MolecularSequence.structureVariant
  variantType 0 CodeableConcept
  exact 0 boolean
  length 0 integer
  outer 0 .
  inner 0 .
MolecularSequence.structureVariant.outer
  start 0 integer
  end 0 integer
MolecularSequence.structureVariant.inner
  start 0 integer
  end 0 integer
NamingSystem
  name 1 string
  status 1 code publication-status
  kind 1 code namingsystem-type
  date 1 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  responsible 0 string
  type 0 CodeableConcept
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  usage 0 string
  uniqueId 1+ .
NamingSystem.uniqueId
  type 1 code namingsystem-identifier-type
  value 1 string
  preferred 0 boolean
  comment 0 string
  period 0 Period
NutritionOrder
  identifier 0+ Identifier
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  instantiates 0+ uri
  status 1 code request-status
  intent 1 code request-intent
  patient 1 Reference
  encounter 0 Reference
  dateTime 1 dateTime
  orderer 0 Reference
  allergyIntolerance 0+ Reference
  foodPreferenceModifier 0+ CodeableConcept
  excludeFoodModifier 0+ CodeableConcept
  oralDiet 0 .
  supplement 0+ .
  enteralFormula 0 .
  note 0+ Annotation
NutritionOrder.oralDiet
  type 0+ CodeableConcept
  schedule 0+ Timing
  nutrient 0+ .
  texture 0+ .
  fluidConsistencyType 0+ CodeableConcept
  instruction 0 string
NutritionOrder.oralDiet.nutrient
  modifier 0 CodeableConcept
  amount 0 Quantity
NutritionOrder.oralDiet.texture
  modifier 0 CodeableConcept
  foodType 0 CodeableConcept
NutritionOrder.supplement
  type 0 CodeableConcept
  productName 0 string
  schedule 0+ Timing
  quantity 0 Quantity
  instruction 0 string
NutritionOrder.enteralFormula
  baseFormulaType 0 CodeableConcept
  baseFormulaProductName 0 string
  additiveType 0 CodeableConcept
  additiveProductName 0 string
  caloricDensity 0 Quantity
  routeofAdministration 0 CodeableConcept
  administration 0+ .
  maxVolumeToDeliver 0 Quantity
  administrationInstruction 0 string
NutritionOrder.enteralFormula.administration
  schedule 0 Timing
  quantity 0 Quantity
  rate[x] 0 Quantity|Ratio
Observation
  identifier 0+ Identifier
  basedOn 0+ Reference
  partOf 0+ Reference
  status 1 code observation-status
  category 0+ CodeableConcept
  code 1 CodeableConcept
  subject 0 Reference
  focus 0+ Reference
  encounter 0 Reference
  effective[x] 0 dateTime|Period|Timing|instant
  issued 0 instant
  performer 0+ Reference
  value[x] 0 Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|SampledData|time|dateTime|Period
  dataAbsentReason 0 CodeableConcept
  interpretation 0+ CodeableConcept
  note 0+ Annotation
  bodySite 0 CodeableConcept
  method 0 CodeableConcept
  specimen 0 Reference
  device 0 Reference
  referenceRange 0+ .
  hasMember 0+ Reference
  derivedFrom 0+ Reference
  component 0+ .
Observation.referenceRange
  low 0 Quantity
  high 0 Quantity
  type 0 CodeableConcept
  appliesTo 0+ CodeableConcept
  age 0 Range
  text 0 string
Observation.component
  code 1 CodeableConcept
  value[x] 0 Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|SampledData|time|dateTime|Period
  dataAbsentReason 0 CodeableConcept
  interpretation 0+ CodeableConcept
  referenceRange 0+ @Observation.referenceRange
ObservationDefinition
  publisher 0 Reference
  category 0+ CodeableConcept
  code 1 CodeableConcept
  identifier 0+ Identifier
  permittedDataType 0+ code permitted-data-type
  multipleResultsAllowed 0 boolean
  method 0 CodeableConcept
  preferredReportName 0 string
  quantitativeDetails 0 .
  qualifiedInterval 0+ .
  validCodedValueSet 0 Reference
  normalCodedValueSet 0 Reference
  abnormalCodedValueSet 0 Reference
  criticalCodedValueSet 0 Reference
ObservationDefinition.quantitativeDetails
  customaryUnit 0 CodeableConcept
  unit 0 CodeableConcept
  conversionFactor 0 decimal
  decimalPrecision 0 integer
ObservationDefinition.qualifiedInterval
  category 0 code observation-range-category
  range 0 Range
  context 0 CodeableConcept
  appliesTo 0+ CodeableConcept
  gender 0 code administrative-gender
  age 0 Range
  gestationalAge 0 Range
  condition 0 string
OperationDefinition
  url 0 uri
  version 0 string
  name 1 string
  title 0 string
  status 1 code publication-status
  kind 1 code operation-kind
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  affectsState 0 boolean
  code 1 code
  comment 0 markdown
  base 0 canonical
  resource 0+ code
  system 1 boolean
  type 1 boolean
  instance 1 boolean
  inputProfile 0 canonical
  outputProfile 0 canonical
  parameter 0+ .
  overload 0+ .
OperationDefinition.parameter
  name 1 code
  use 1 code operation-parameter-use
  min 1 integer
  max 1 string
  documentation 0 string
  type 0 code
  targetProfile 0+ canonical
  searchType 0 code search-param-type
  binding 0 .
  referencedFrom 0+ .
  part 0+ @OperationDefinition.parameter
OperationDefinition.parameter.binding
  strength 1 code binding-strength
  valueSet 1 canonical
OperationDefinition.parameter.referencedFrom
  source 1 string
  sourceId 0 string
OperationDefinition.overload
  parameterName 0+ string
  comment 0 string
OperationOutcome
  issue 1+ .
OperationOutcome.issue
  severity 1 code issue-severity
  code 1 code issue-type
  details 0 CodeableConcept
  diagnostics 0 string
  location 0+ string
  expression 0+ string
Organization
  identifier 0+ Identifier
  active 0 boolean
  type 0+ CodeableConcept
  name 0 string
  alias 0+ string
  telecom 0+ ContactPoint
  address 0+ Address
  partOf 0 Reference
  contact 0+ .
  endpoint 0+ Reference
Organization.contact
  purpose 0 CodeableConcept
  name 0 HumanName
  telecom 0+ ContactPoint
  address 0 Address
OrganizationAffiliation
  identifier 0+ Identifier
  active 0 boolean
  period 0 Period
  organization 0 Reference
  participatingOrganization 0 Reference
  network 0+ Reference
  code 0+ CodeableConcept
  specialty 0+ CodeableConcept
  location 0+ Reference
  healthcareService 0+ Reference
  telecom 0+ ContactPoint
  endpoint 0+ Reference
Parameters
  parameter 0+ .
Parameters.parameter
  name 1 string
  value[x] 0 *
  resource 0 Resource
  part 0+ @Parameters.parameter
Patient
  identifier 0+ Identifier
  active 0 boolean
  name 0+ HumanName
  telecom 0+ ContactPoint
  gender 0 code administrative-gender
  birthDate 0 date
  deceased[x] 0 boolean|dateTime
  address 0+ Address
  maritalStatus 0 CodeableConcept
  multipleBirth[x] 0 boolean|integer
  photo 0+ Attachment
  contact 0+ .
  communication 0+ .
  generalPractitioner 0+ Reference
  managingOrganization 0 Reference
  link 0+ .
Patient.contact
  relationship 0+ CodeableConcept
  name 0 HumanName
  telecom 0+ ContactPoint
  address 0 Address
  gender 0 code administrative-gender
  organization 0 Reference
  period 0 Period
Patient.communication
  language 1 CodeableConcept
  preferred 0 boolean
Patient.link
  other 1 Reference
  type 1 code link-type
PaymentNotice
  identifier 0+ Identifier
  status 1 code fm-status
  request 0 Reference
  response 0 Reference
  created 1 dateTime
  provider 0 Reference
  payment 1 Reference
  paymentDate 0 date
  payee 0 Reference
  recipient 1 Reference
  amount 1 Money
  paymentStatus 0 CodeableConcept
PaymentReconciliation
  identifier 0+ Identifier
  status 1 code fm-status
  period 0 Period
  created 1 dateTime
  paymentIssuer 0 Reference
  request 0 Reference
  requestor 0 Reference
  outcome 0 code remittance-outcome
  disposition 0 string
  paymentDate 1 date
  paymentAmount 1 Money
  paymentIdentifier 0 Identifier
  detail 0+ .
  formCode 0 CodeableConcept
  processNote 0+ .
PaymentReconciliation.detail
  identifier 0 Identifier
  predecessor 0 Identifier
  type 1 CodeableConcept
  request 0 Reference
  submitter 0 Reference
  response 0 Reference
  date 0 date
  responsible 0 Reference
  payee 0 Reference
  amount 0 Money
PaymentReconciliation.processNote
  type 0 code note-type
  text 0 string
Person
  identifier 0+ Identifier
  name 0+ HumanName
  telecom 0+ ContactPoint
  gender 0 code administrative-gender
  birthDate 0 date
  address 0+ Address
  photo 0 Attachment
  managingOrganization 0 Reference
  active 0 boolean
  link 0+ .
Person.link
  target 1 Reference
  assurance 0 code identity-assuranceLevel
PlanDefinition
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  subtitle 0 string
  type 0 CodeableConcept
  status 1 code publication-status
  experimental 0 boolean
  subject[x] 0 CodeableConcept|Reference
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  usage 0 string
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  library 0+ canonical
  goal 0+ .
  action 0+ .
PlanDefinition.goal
  category 0 CodeableConcept
  description 1 CodeableConcept
  priority 0 CodeableConcept
  start 0 CodeableConcept
  addresses 0+ CodeableConcept
  documentation 0+ RelatedArtifact
  target 0+ .
PlanDefinition.goal.target
  measure 0 CodeableConcept
  detail[x] 0 Quantity|Range|CodeableConcept
  due 0 Duration
PlanDefinition.action
  prefix 0 string
  title 0 string
  description 0 string
  textEquivalent 0 string
  priority 0 code request-priority
  code 0+ CodeableConcept
  reason 0+ CodeableConcept
  documentation 0+ RelatedArtifact
  goalId 0+ id
  subject[x] 0 CodeableConcept|Reference
  trigger 0+ TriggerDefinition
  condition 0+ .
  input 0+ DataRequirement
  output 0+ DataRequirement
  relatedAction 0+ .
  timing[x] 0 dateTime|Age|Period|Duration|Range|Timing
  participant 0+ .
  type 0 CodeableConcept
  groupingBehavior 0 code action-grouping-behavior
  selectionBehavior 0 code action-selection-behavior
  requiredBehavior 0 code action-required-behavior
  precheckBehavior 0 code action-precheck-behavior
  cardinalityBehavior 0 code action-cardinality-behavior
  definition[x] 0 canonical|uri
  transform 0 canonical
  dynamicValue 0+ .
  action 0+ @PlanDefinition.action
PlanDefinition.action.condition
  kind 1 code action-condition-kind
  expression 0 Expression
PlanDefinition.action.relatedAction
  actionId 1 id
  relationship 1 code action-relationship-type
  offset[x] 0 Duration|Range
PlanDefinition.action.participant
  type 1 code action-participant-type
  role 0 CodeableConcept
PlanDefinition.action.dynamicValue
  path 0 string
  expression 0 Expression
Practitioner
  identifier 0+ Identifier
  active 0 boolean
  name 0+ HumanName
  telecom 0+ ContactPoint
  address 0+ Address
  gender 0 code administrative-gender
  birthDate 0 date
  photo 0+ Attachment
  qualification 0+ .
  communication 0+ CodeableConcept
Practitioner.qualification
  identifier 0+ Identifier
  code 1 CodeableConcept
  period 0 Period
  issuer 0 Reference
PractitionerRole
  identifier 0+ Identifier
  active 0 boolean
  period 0 Period
  practitioner 0 Reference
  organization 0 Reference
  code 0+ CodeableConcept
  specialty 0+ CodeableConcept
  location 0+ Reference
  healthcareService 0+ Reference
  telecom 0+ ContactPoint
  availableTime 0+ .
  notAvailable 0+ .
  availabilityExceptions 0 string
  endpoint 0+ Reference
PractitionerRole.availableTime
  daysOfWeek 0+ code days-of-week
  allDay 0 boolean
  availableStartTime 0 time
  availableEndTime 0 time
PractitionerRole.notAvailable
  description 1 string
  during 0 Period
Procedure
  identifier 0+ Identifier
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  basedOn 0+ Reference
  partOf 0+ Reference
  status 1 code event-status
  statusReason 0 CodeableConcept
  category 0 CodeableConcept
  code 0 CodeableConcept
  subject 1 Reference
  encounter 0 Reference
  performed[x] 0 dateTime|Period|string|Age|Range
  recorder 0 Reference
  asserter 0 Reference
  performer 0+ .
  location 0 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  bodySite 0+ CodeableConcept
  outcome 0 CodeableConcept
  report 0+ Reference
  complication 0+ CodeableConcept
  complicationDetail 0+ Reference
  followUp 0+ CodeableConcept
  note 0+ Annotation
  focalDevice 0+ .
  usedReference 0+ Reference
  usedCode 0+ CodeableConcept
Procedure.performer
  function 0 CodeableConcept
  actor 1 Reference
  onBehalfOf 0 Reference
Procedure.focalDevice
  action 0 CodeableConcept
  manipulated 1 Reference
Provenance
  target 1+ Reference
  occurred[x] 0 Period|dateTime
  recorded 1 instant
  policy 0+ uri
  location 0 Reference
  reason 0+ CodeableConcept
  activity 0 CodeableConcept
  agent 1+ .
  entity 0+ .
  signature 0+ Signature
Provenance.agent
  type 0 CodeableConcept
  role 0+ CodeableConcept
  who 1 Reference
  onBehalfOf 0 Reference
Provenance.entity
  role 1 code provenance-entity-role
  what 1 Reference
  agent 0+ @Provenance.agent
Questionnaire
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  derivedFrom 0+ canonical
  status 1 code publication-status
  experimental 0 boolean
  subjectType 0+ code
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  code 0+ Coding
  item 0+ .
Questionnaire.item
  linkId 1 string
  definition 0 uri
  code 0+ Coding
  prefix 0 string
  text 0 string
  type 1 code item-type
  enableWhen 0+ .
  enableBehavior 0 code questionnaire-enable-behavior
  required 0 boolean
  repeats 0 boolean
  readOnly 0 boolean
  maxLength 0 integer
  answerValueSet 0 canonical
  answerOption 0+ .
  initial 0+ .
  item 0+ @Questionnaire.item
Questionnaire.item.enableWhen
  question 1 string
  operator 1 code questionnaire-enable-operator
  answer[x] 1 boolean|decimal|integer|date|dateTime|time|string|Coding|Quantity|Reference
Questionnaire.item.answerOption
  value[x] 1 integer|date|time|string|Coding|Reference
  initialSelected 0 boolean
Questionnaire.item.initial
  value[x] 1 boolean|decimal|integer|date|dateTime|time|string|uri|Attachment|Coding|Quantity|Reference
QuestionnaireResponse
  identifier 0 Identifier
  basedOn 0+ Reference
  partOf 0+ Reference
  questionnaire 0 canonical
  status 1 code questionnaire-answers-status
  subject 0 Reference
  encounter 0 Reference
  authored 0 dateTime
  author 0 Reference
  source 0 Reference
  item 0+ .
QuestionnaireResponse.item
  linkId 1 string
  definition 0 uri
  text 0 string
  answer 0+ .
  item 0+ @QuestionnaireResponse.item
QuestionnaireResponse.item.answer
  value[x] 0 boolean|decimal|integer|date|dateTime|time|string|uri|Attachment|Coding|Quantity|Reference
  item 0+ @QuestionnaireResponse.item
RelatedPerson
  identifier 0+ Identifier
  active 0 boolean
  patient 1 Reference
  relationship 0+ CodeableConcept
  name 0+ HumanName
  telecom 0+ ContactPoint
  gender 0 code administrative-gender
  birthDate 0 date
  address 0+ Address
  photo 0+ Attachment
  period 0 Period
  communication 0+ .
RelatedPerson.communication
  language 1 CodeableConcept
  preferred 0 boolean
RequestGroup
  identifier 0+ Identifier
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  basedOn 0+ Reference
  replaces 0+ Reference
  groupIdentifier 0 Identifier
  status 1 code request-status
  intent 1 code request-intent
  priority 0 code request-priority
  code 0 CodeableConcept
  subject 0 Reference
  encounter 0 Reference
  authoredOn 0 dateTime
  author 0 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  note 0+ Annotation
  action 0+ .
RequestGroup.action
  prefix 0 string
  title 0 string
  description 0 string
  textEquivalent 0 string
  priority 0 code request-priority
  code 0+ CodeableConcept
  documentation 0+ RelatedArtifact
  condition 0+ .
  relatedAction 0+ .
  timing[x] 0 dateTime|Age|Period|Duration|Range|Timing
  participant 0+ Reference
  type 0 CodeableConcept
  groupingBehavior 0 code action-grouping-behavior
  selectionBehavior 0 code action-selection-behavior
  requiredBehavior 0 code action-required-behavior
  precheckBehavior 0 code action-precheck-behavior
  cardinalityBehavior 0 code action-cardinality-behavior
  resource 0 Reference
  action 0+ @RequestGroup.action
RequestGroup.action.condition
  kind 1 code action-condition-kind
  expression 0 Expression
RequestGroup.action.relatedAction
  actionId 1 id
  relationship 1 code action-relationship-type
  offset[x] 0 Duration|Range
ResearchDefinition
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  shortTitle 0 string
  subtitle 0 string
  status 1 code publication-status
  experimental 0 boolean
  subject[x] 0 CodeableConcept|Reference
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  comment 0+ string
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  usage 0 string
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  library 0+ canonical
  population 1 Reference
  exposure 0 Reference
  exposureAlternative 0 Reference
  outcome 0 Reference
ResearchElementDefinition
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  shortTitle 0 string
  subtitle 0 string
  status 1 code publication-status
  experimental 0 boolean
  subject[x] 0 CodeableConcept|Reference
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  comment 0+ string
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  usage 0 string
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  library 0+ canonical
  type 1 code research-element-type
  variableType 0 code variable-type
  characteristic 1+ .
ResearchElementDefinition.characteristic
  definition[x] 1 CodeableConcept|canonical|Expression|DataRequirement
  usageContext 0+ UsageContext
  exclude 0 boolean
  unitOfMeasure 0 CodeableConcept
  studyEffectiveDescription 0 string
  studyEffective[x] 0 dateTime|Period|Duration|Timing
  studyEffectiveTimeFromStart 0 Duration
  studyEffectiveGroupMeasure 0 code group-measure
  participantEffectiveDescription 0 string
  participantEffective[x] 0 dateTime|Period|Duration|Timing
  participantEffectiveTimeFromStart 0 Duration
  participantEffectiveGroupMeasure 0 code group-measure
ResearchStudy
  identifier 0+ Identifier
  name 0 string
  title 0 string
  label 0+ .
  protocol 0+ Reference
  partOf 0+ Reference
  status 1 code research-study-status
  primaryPurposeType 0 CodeableConcept
  phase 0 CodeableConcept
  studyDesign 0+ CodeableConcept
  category 0+ CodeableConcept
  focus 0+ CodeableConcept
  condition 0+ CodeableConcept
  contact 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  keyword 0+ CodeableConcept
  location 0+ CodeableConcept
  region 0+ CodeableConcept
  descriptionSummary 0 markdown
  description 0 markdown
  enrollment 0+ Reference
  period 0 Period
  sponsor 0 Reference
  principalInvestigator 0 Reference
  site 0+ Reference
  reasonStopped 0 CodeableConcept
  note 0+ Annotation
  arm 0+ .
  classifier 0+ CodeableConcept
  associatedParty 0+ .
  progressStatus 0+ .
  whyStopped 0 CodeableConcept
  recruitment 0 .
  comparisonGroup 0+ .
  objective 0+ .
  outcomeMeasure 0+ .
  result 0+ Reference
ResearchStudy.label
  type 0 CodeableConcept
  value 0 string
ResearchStudy.arm
  name 1 string
  type 0 CodeableConcept
  description 0 string
ResearchStudy.associatedParty
  name 0 string
  role 1 CodeableConcept
  period 0+ Period
  classifier 0+ CodeableConcept
  party 0 Reference
ResearchStudy.progressStatus
  state 1 CodeableConcept
  actual 0 boolean
  period 0 Period
ResearchStudy.recruitment
  targetNumber 0 unsignedInt
  actualNumber 0 unsignedInt
  eligibility 0 Reference
  actualGroup 0 Reference
ResearchStudy.comparisonGroup
  linkId 0 id
  name 1 string
  type 0 CodeableConcept
  description 0 markdown
  intendedExposure 0+ Reference
  observedGroup 0 Reference
ResearchStudy.objective
  name 0 string
  type 0 CodeableConcept
  description 0 markdown
ResearchStudy.outcomeMeasure
  name 0 string
  type 0+ CodeableConcept
  description 0 markdown
  reference 0 Reference
ResearchSubject
  identifier 0+ Identifier
  status 1 code research-subject-status
  period 0 Period
  study 1 Reference
  individual 1 Reference
  assignedArm 0 string
  actualArm 0 string
  consent 0 Reference
RiskAssessment
  identifier 0+ Identifier
  basedOn 0 Reference
  parent 0 Reference
  status 1 code observation-status
  method 0 CodeableConcept
  code 0 CodeableConcept
  subject 1 Reference
  encounter 0 Reference
  occurrence[x] 0 dateTime|Period
  condition 0 Reference
  performer 0 Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  basis 0+ Reference
  prediction 0+ .
  mitigation 0 string
  note 0+ Annotation
RiskAssessment.prediction
  outcome 0 CodeableConcept
  probability[x] 0 decimal|Range
  qualitativeRisk 0 CodeableConcept
  relativeRisk 0 decimal
  when[x] 0 Period|Range
  rationale 0 string
RiskEvidenceSynthesis
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  status 1 code publication-status
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  note 0+ Annotation
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  copyright 0 markdown
  approvalDate 0 date
  lastReviewDate 0 date
  effectivePeriod 0 Period
  topic 0+ CodeableConcept
  author 0+ ContactDetail
  editor 0+ ContactDetail
  reviewer 0+ ContactDetail
  endorser 0+ ContactDetail
  relatedArtifact 0+ RelatedArtifact
  synthesisType 0 CodeableConcept
  studyType 0 CodeableConcept
  population 1 Reference
  exposure 0 Reference
  outcome 1 Reference
  sampleSize 0 .
  riskEstimate 0 .
  certainty 0+ .
RiskEvidenceSynthesis.sampleSize
  description 0 string
  numberOfStudies 0 integer
  numberOfParticipants 0 integer
RiskEvidenceSynthesis.riskEstimate
  description 0 string
  type 0 CodeableConcept
  value 0 decimal
  unitOfMeasure 0 CodeableConcept
  denominatorCount 0 integer
  numeratorCount 0 integer
  precisionEstimate 0+ .
RiskEvidenceSynthesis.riskEstimate.precisionEstimate
  type 0 CodeableConcept
  level 0 decimal
  from 0 decimal
  to 0 decimal
RiskEvidenceSynthesis.certainty
  rating 0+ CodeableConcept
  note 0+ Annotation
  certaintySubcomponent 0+ .
RiskEvidenceSynthesis.certainty.certaintySubcomponent
  type 0 CodeableConcept
  rating 0+ CodeableConcept
  note 0+ Annotation
Schedule
  identifier 0+ Identifier
  active 0 boolean
  serviceCategory 0+ CodeableConcept
  serviceType 0+ CodeableConcept
  specialty 0+ CodeableConcept
  actor 1+ Reference
  planningHorizon 0 Period
  comment 0 string
SearchParameter
  url 1 uri
  version 0 string
  name 1 string
  derivedFrom 0 canonical
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 1 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  code 1 code
  base 1+ code
  type 1 code search-param-type
  expression 0 string
  xpath 0 string
  xpathUsage 0 code search-xpath-usage
  target 0+ code
  multipleOr 0 boolean
  multipleAnd 0 boolean
  comparator 0+ code search-comparator
  modifier 0+ code search-modifier-code
  chain 0+ string
  component 0+ .
SearchParameter.component
  definition 1 canonical
  expression 1 string
ServiceRequest
  identifier 0+ Identifier
  instantiatesCanonical 0+ canonical
  instantiatesUri 0+ uri
  basedOn 0+ Reference
  replaces 0+ Reference
  requisition 0 Identifier
  status 1 code request-status
  intent 1 code request-intent
  category 0+ CodeableConcept
  priority 0 code request-priority
  doNotPerform 0 boolean
  code 0 CodeableConcept
  orderDetail 0+ CodeableConcept
  quantity[x] 0 Quantity|Ratio|Range
  subject 1 Reference
  encounter 0 Reference
  occurrence[x] 0 dateTime|Period|Timing
  asNeeded[x] 0 boolean|CodeableConcept
  authoredOn 0 dateTime
  requester 0 Reference
  performerType 0 CodeableConcept
  performer 0+ Reference
  locationCode 0+ CodeableConcept
  locationReference 0+ Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  insurance 0+ Reference
  supportingInfo 0+ Reference
  specimen 0+ Reference
  bodySite 0+ CodeableConcept
  note 0+ Annotation
  patientInstruction 0 string
  relevantHistory 0+ Reference
Slot
  identifier 0+ Identifier
  serviceCategory 0+ CodeableConcept
  serviceType 0+ CodeableConcept
  specialty 0+ CodeableConcept
  appointmentType 0 CodeableConcept
  schedule 1 Reference
  status 1 code slotstatus
  start 1 instant
  end 1 instant
  overbooked 0 boolean
  comment 0 string
Specimen
  identifier 0+ Identifier
  accessionIdentifier 0 Identifier
  status 0 code specimen-status
  type 0 CodeableConcept
  subject 0 Reference
  receivedTime 0 dateTime
  parent 0+ Reference
  request 0+ Reference
  collection 0 .
  processing 0+ .
  container 0+ .
  condition 0+ CodeableConcept
  note 0+ Annotation
Specimen.collection
  collector 0 Reference
  collected[x] 0 dateTime|Period
  duration 0 Duration
  quantity 0 Quantity
  method 0 CodeableConcept
  bodySite 0 CodeableConcept
  fastingStatus[x] 0 CodeableConcept|Duration
Specimen.processing
  description 0 string
  procedure 0 CodeableConcept
  additive 0+ Reference
  time[x] 0 dateTime|Period
Specimen.container
  identifier 0+ Identifier
  description 0 string
  type 0 CodeableConcept
  capacity 0 Quantity
  specimenQuantity 0 Quantity
  additive[x] 0 CodeableConcept|Reference
SpecimenDefinition
  identifier 0 Identifier
  typeCollected 0 CodeableConcept
  patientPreparation 0+ CodeableConcept
  timeAspect 0 string
  collection 0+ CodeableConcept
  typeTested 0+ .
SpecimenDefinition.typeTested
  isDerived 0 boolean
  type 0 CodeableConcept
  preference 1 code specimen-contained-preference
  container 0 .
  requirement 0 string
  retentionTime 0 Duration
  rejectionCriterion 0+ CodeableConcept
  handling 0+ .
SpecimenDefinition.typeTested.container
  material 0 CodeableConcept
  type 0 CodeableConcept
  cap 0 CodeableConcept
  description 0 string
  capacity 0 Quantity
  minimumVolume[x] 0 Quantity|string
  additive 0+ .
  preparation 0 string
SpecimenDefinition.typeTested.container.additive
  additive[x] 1 CodeableConcept|Reference
SpecimenDefinition.typeTested.handling
  temperatureQualifier 0 CodeableConcept
  temperatureRange 0 Range
  maxDuration 0 Duration
  instruction 0 string
StructureDefinition
  url 1 uri
  identifier 0+ Identifier
  version 0 string
  name 1 string
  title 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  copyright 0 markdown
  keyword 0+ Coding
  fhirVersion 0 code FHIR-version
  mapping 0+ .
  kind 1 code structure-definition-kind
  abstract 1 boolean
  context 0+ .
  contextInvariant 0+ string
  type 1 uri
  baseDefinition 0 canonical
  derivation 0 code type-derivation-rule
  snapshot 0 .
  differential 0 .
StructureDefinition.mapping
  identity 1 id
  uri 0 uri
  name 0 string
  comment 0 string
StructureDefinition.context
  type 1 code extension-context-type
  expression 1 string
StructureDefinition.snapshot
  element 1+ ElementDefinition
StructureDefinition.differential
  element 1+ ElementDefinition
StructureMap
  url 1 uri
  identifier 0+ Identifier
  version 0 string
  name 1 string
  title 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  copyright 0 markdown
  structure 0+ .
  import 0+ canonical
  group 1+ .
StructureMap.structure
  url 1 canonical
  mode 1 code map-model-mode
  alias 0 string
  documentation 0 string
StructureMap.group
  name 1 id
  extends 0 id
  typeMode 1 code map-group-type-mode
  documentation 0 string
  input 1+ .
  rule 1+ .
StructureMap.group.input
  name 1 id
  type 0 string
  mode 1 code map-input-mode
  documentation 0 string
StructureMap.group.rule
  name 1 id
  source 1+ .
  target 0+ .
  rule 0+ @StructureMap.group.rule
  dependent 0+ .
  documentation 0 string
StructureMap.group.rule.source
  context 1 id
  min 0 integer
  max 0 string
  type 0 string
  defaultValue[x] 0 *
  element 0 string
  listMode 0 code map-source-list-mode
  variable 0 id
  condition 0 string
  check 0 string
  logMessage 0 string
StructureMap.group.rule.target
  context 0 id
  contextType 0 code map-context-type
  element 0 string
  variable 0 id
  listMode 0+ code map-target-list-mode
  listRuleId 0 id
  transform 0 code map-transform
  parameter 0+ .
StructureMap.group.rule.target.parameter
  value[x] 1 id|string|boolean|integer|decimal
StructureMap.group.rule.dependent
  name 1 id
  variable 1+ string
Subscription
  status 1 code subscription-status
  contact 0+ ContactPoint
  end 0 instant
  reason 1 string
  criteria 1 string
  error 0 string
  channel 1 .
Subscription.channel
  type 1 code subscription-channel-type
  endpoint 0 url
  payload 0 code
  header 0+ string
SubscriptionStatus
  status 0 code subscription-status
  type 1 code
  eventsSinceSubscriptionStart 0 string
  notificationEvent 0+ .
  subscription 1 Reference
  topic 0 canonical
  error 0+ CodeableConcept
SubscriptionStatus.notificationEvent
  eventNumber 1 string
  timestamp 0 instant
  focus 0 Reference
  additionalContext 0+ Reference
Substance
  identifier 0+ Identifier
  status 0 code substance-status
  category 0+ CodeableConcept
  code 1 CodeableConcept
  description 0 string
  instance 0+ .
  ingredient 0+ .
Substance.instance
  identifier 0 Identifier
  expiry 0 dateTime
  quantity 0 Quantity
Substance.ingredient
  quantity 0 Ratio
  substance[x] 1 CodeableConcept|Reference
SubstanceNucleicAcid
  sequenceType 0 CodeableConcept
  numberOfSubunits 0 integer
  areaOfHybridisation 0 string
  oligoNucleotideType 0 CodeableConcept
  subunit 0+ .
SubstanceNucleicAcid.subunit
  subunit 0 integer
  sequence 0 string
  length 0 integer
  sequenceAttachment 0 Attachment
  fivePrime 0 CodeableConcept
  threePrime 0 CodeableConcept
  linkage 0+ .
  sugar 0+ .
SubstanceNucleicAcid.subunit.linkage
  connectivity 0 string
  identifier 0 Identifier
  name 0 string
  residueSite 0 string
SubstanceNucleicAcid.subunit.sugar
  identifier 0 Identifier
  name 0 string
  residueSite 0 string
SubstancePolymer
  class 0 CodeableConcept
  geometry 0 CodeableConcept
  copolymerConnectivity 0+ CodeableConcept
  modification 0+ string
  monomerSet 0+ .
  repeat 0+ .
SubstancePolymer.monomerSet
  ratioType 0 CodeableConcept
  startingMaterial 0+ .
SubstancePolymer.monomerSet.startingMaterial
  material 0 CodeableConcept
  type 0 CodeableConcept
  isDefining 0 boolean
  amount 0 SubstanceAmount
SubstancePolymer.repeat
  numberOfUnits 0 integer
  averageMolecularFormula 0 string
  repeatUnitAmountType 0 CodeableConcept
  repeatUnit 0+ .
SubstancePolymer.repeat.repeatUnit
  orientationOfPolymerisation 0 CodeableConcept
  repeatUnit 0 string
  amount 0 SubstanceAmount
  degreeOfPolymerisation 0+ .
  structuralRepresentation 0+ .
SubstancePolymer.repeat.repeatUnit.degreeOfPolymerisation
  degree 0 CodeableConcept
  amount 0 SubstanceAmount
SubstancePolymer.repeat.repeatUnit.structuralRepresentation
  type 0 CodeableConcept
  representation 0 string
  attachment 0 Attachment
SubstanceProtein
  sequenceType 0 CodeableConcept
  numberOfSubunits 0 integer
  disulfideLinkage 0+ string
  subunit 0+ .
SubstanceProtein.subunit
  subunit 0 integer
  sequence 0 string
  length 0 integer
  sequenceAttachment 0 Attachment
  nTerminalModificationId 0 Identifier
  nTerminalModification 0 string
  cTerminalModificationId 0 Identifier
  cTerminalModification 0 string
SubstanceReferenceInformation
  comment 0 string
  gene 0+ .
  geneElement 0+ .
  classification 0+ .
  target 0+ .
SubstanceReferenceInformation.gene
  geneSequenceOrigin 0 CodeableConcept
  gene 0 CodeableConcept
  source 0+ Reference
SubstanceReferenceInformation.geneElement
  type 0 CodeableConcept
  element 0 Identifier
  source 0+ Reference
SubstanceReferenceInformation.classification
  domain 0 CodeableConcept
  classification 0 CodeableConcept
  subtype 0+ CodeableConcept
  source 0+ Reference
SubstanceReferenceInformation.target
  target 0 Identifier
  type 0 CodeableConcept
  interaction 0 CodeableConcept
  organism 0 CodeableConcept
  organismType 0 CodeableConcept
  amount[x] 0 Quantity|Range|string
  amountType 0 CodeableConcept
  source 0+ Reference
SubstanceSourceMaterial
  sourceMaterialClass 0 CodeableConcept
  sourceMaterialType 0 CodeableConcept
  sourceMaterialState 0 CodeableConcept
  organismId 0 Identifier
  organismName 0 string
  parentSubstanceId 0+ Identifier
  parentSubstanceName 0+ string
  countryOfOrigin 0+ CodeableConcept
  geographicalLocation 0+ string
  developmentStage 0 CodeableConcept
  fractionDescription 0+ .
  organism 0 .
  partDescription 0+ .
SubstanceSourceMaterial.fractionDescription
  fraction 0 string
  materialType 0 CodeableConcept
SubstanceSourceMaterial.organism
  family 0 CodeableConcept
  genus 0 CodeableConcept
  species 0 CodeableConcept
  intraspecificType 0 CodeableConcept
  intraspecificDescription 0 string
  author 0+ .
  hybrid 0 .
  organismGeneral 0 .
SubstanceSourceMaterial.organism.author
  authorType 0 CodeableConcept
  authorDescription 0 string
SubstanceSourceMaterial.organism.hybrid
  maternalOrganismId 0 string
  maternalOrganismName 0 string
  paternalOrganismId 0 string
  paternalOrganismName 0 string
  hybridType 0 CodeableConcept
SubstanceSourceMaterial.organism.organismGeneral
  kingdom 0 CodeableConcept
  phylum 0 CodeableConcept
  class 0 CodeableConcept
  order 0 CodeableConcept
SubstanceSourceMaterial.partDescription
  part 0 CodeableConcept
  partLocation 0 CodeableConcept
SubstanceSpecification
  identifier 0 Identifier
  type 0 CodeableConcept
  status 0 CodeableConcept
  domain 0 CodeableConcept
  description 0 string
  source 0+ Reference
  comment 0 string
  moiety 0+ .
  property 0+ .
  referenceInformation 0 Reference
  structure 0 .
  code 0+ .
  name 0+ .
  molecularWeight 0+ @SubstanceSpecification.structure.isotope.molecularWeight
  relationship 0+ .
  nucleicAcid 0 Reference
  polymer 0 Reference
  protein 0 Reference
  sourceMaterial 0 Reference
SubstanceSpecification.moiety
  role 0 CodeableConcept
  identifier 0 Identifier
  name 0 string
  stereochemistry 0 CodeableConcept
  opticalActivity 0 CodeableConcept
  molecularFormula 0 string
  amount[x] 0 Quantity|string
SubstanceSpecification.property
  category 0 CodeableConcept
  code 0 CodeableConcept
  parameters 0 string
  definingSubstance[x] 0 Reference|CodeableConcept
  amount[x] 0 Quantity|string
SubstanceSpecification.structure
  stereochemistry 0 CodeableConcept
  opticalActivity 0 CodeableConcept
  molecularFormula 0 string
  molecularFormulaByMoiety 0 string
  isotope 0+ .
  molecularWeight 0 @SubstanceSpecification.structure.isotope.molecularWeight
  source 0+ Reference
  representation 0+ .
SubstanceSpecification.structure.isotope
  identifier 0 Identifier
  name 0 CodeableConcept
  substitution 0 CodeableConcept
  halfLife 0 Quantity
  molecularWeight 0 .
SubstanceSpecification.structure.isotope.molecularWeight
  method 0 CodeableConcept
  type 0 CodeableConcept
  amount 0 Quantity
SubstanceSpecification.structure.representation
  type 0 CodeableConcept
  representation 0 string
  attachment 0 Attachment
SubstanceSpecification.code
  code 0 CodeableConcept
  status 0 CodeableConcept
  statusDate 0 dateTime
  comment 0 string
  source 0+ Reference
SubstanceSpecification.name
  name 1 string
  type 0 CodeableConcept
  status 0 CodeableConcept
  preferred 0 boolean
  language 0+ CodeableConcept
  domain 0+ CodeableConcept
  jurisdiction 0+ CodeableConcept
  synonym 0+ @SubstanceSpecification.name
  translation 0+ @SubstanceSpecification.name
  official 0+ .
  source 0+ Reference
SubstanceSpecification.name.official
  authority 0 CodeableConcept
  status 0 CodeableConcept
  date 0 dateTime
SubstanceSpecification.relationship
  substance[x] 0 Reference|CodeableConcept
  relationship 0 CodeableConcept
  isDefining 0 boolean
  amount[x] 0 Quantity|Range|Ratio|string
  amountRatioLowLimit 0 Ratio
  amountType 0 CodeableConcept
  source 0+ Reference
SupplyDelivery
  identifier 0+ Identifier
  basedOn 0+ Reference
  partOf 0+ Reference
  status 0 code supplydelivery-status
  patient 0 Reference
  type 0 CodeableConcept
  suppliedItem 0 .
  occurrence[x] 0 dateTime|Period|Timing
  supplier 0 Reference
  destination 0 Reference
  receiver 0+ Reference
SupplyDelivery.suppliedItem
  quantity 0 Quantity
  item[x] 0 CodeableConcept|Reference
SupplyRequest
  identifier 0+ Identifier
  status 0 code supplyrequest-status
  category 0 CodeableConcept
  priority 0 code request-priority
  item[x] 1 CodeableConcept|Reference
  quantity 1 Quantity
  parameter 0+ .
  occurrence[x] 0 dateTime|Period|Timing
  authoredOn 0 dateTime
  requester 0 Reference
  supplier 0+ Reference
  reasonCode 0+ CodeableConcept
  reasonReference 0+ Reference
  deliverFrom 0 Reference
  deliverTo 0 Reference
SupplyRequest.parameter
  code 0 CodeableConcept
  value[x] 0 CodeableConcept|Quantity|Range|boolean
Task
  identifier 0+ Identifier
  instantiatesCanonical 0 canonical
  instantiatesUri 0 uri
  basedOn 0+ Reference
  groupIdentifier 0 Identifier
  partOf 0+ Reference
  status 1 code task-status
  statusReason 0 CodeableConcept
  businessStatus 0 CodeableConcept
  intent 1 code task-intent
  priority 0 code request-priority
  code 0 CodeableConcept
  description 0 string
  focus 0 Reference
  for 0 Reference
  encounter 0 Reference
  executionPeriod 0 Period
  authoredOn 0 dateTime
  lastModified 0 dateTime
  requester 0 Reference
  performerType 0+ CodeableConcept
  owner 0 Reference
  location 0 Reference
  reasonCode 0 CodeableConcept
  reasonReference 0 Reference
  insurance 0+ Reference
  note 0+ Annotation
  relevantHistory 0+ Reference
  restriction 0 .
  input 0+ .
  output 0+ .
Task.restriction
  repetitions 0 positiveInt
  period 0 Period
  recipient 0+ Reference
Task.input
  type 1 CodeableConcept
  value[x] 1 *
Task.output
  type 1 CodeableConcept
  value[x] 1 *
TerminologyCapabilities
  url 0 uri
  version 0 string
  name 0 string
  title 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 1 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  copyright 0 markdown
  kind 1 code capability-statement-kind
  software 0 .
  implementation 0 .
  lockedDate 0 boolean
  codeSystem 0+ .
  expansion 0 .
  codeSearch 0 code code-search-support
  validateCode 0 .
  translation 0 .
  closure 0 .
TerminologyCapabilities.software
  name 1 string
  version 0 string
TerminologyCapabilities.implementation
  description 1 string
  url 0 url
TerminologyCapabilities.codeSystem
  uri 0 canonical
  version 0+ .
  subsumption 0 boolean
TerminologyCapabilities.codeSystem.version
  code 0 string
  isDefault 0 boolean
  compositional 0 boolean
  language 0+ code
  filter 0+ .
  property 0+ code
TerminologyCapabilities.codeSystem.version.filter
  code 1 code
  op 1+ code
TerminologyCapabilities.expansion
  hierarchical 0 boolean
  paging 0 boolean
  incomplete 0 boolean
  parameter 0+ .
  textFilter 0 markdown
TerminologyCapabilities.expansion.parameter
  name 1 code
  documentation 0 string
TerminologyCapabilities.validateCode
  translations 1 boolean
TerminologyCapabilities.translation
  needsMap 1 boolean
TerminologyCapabilities.closure
  translation 0 boolean
TestReport
  identifier 0 Identifier
  name 0 string
  status 1 code report-status-codes
  testScript 1 Reference
  result 1 code report-result-codes
  score 0 decimal
  tester 0 string
  issued 0 dateTime
  participant 0+ .
  setup 0 .
  test 0+ .
  teardown 0 .
TestReport.participant
  type 1 code report-participant-type
  uri 1 uri
  display 0 string
TestReport.setup
  action 1+ .
TestReport.setup.action
  operation 0 .
  assert 0 .
TestReport.setup.action.operation
  result 1 code report-action-result-codes
  message 0 markdown
  detail 0 uri
TestReport.setup.action.assert
  result 1 code report-action-result-codes
  message 0 markdown
  detail 0 string
TestReport.test
  name 0 string
  description 0 string
  action 1+ .
TestReport.test.action
  operation 0 @TestReport.setup.action.operation
  assert 0 @TestReport.setup.action.assert
TestReport.teardown
  action 1+ .
TestReport.teardown.action
  operation 1 @TestReport.setup.action.operation
TestScript
  url 1 uri
  identifier 0 Identifier
  version 0 string
  name 1 string
  title 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  purpose 0 markdown
  copyright 0 markdown
  origin 0+ .
  destination 0+ .
  metadata 0 .
  fixture 0+ .
  profile 0+ Reference
  variable 0+ .
  setup 0 .
  test 0+ .
  teardown 0 .
TestScript.origin
  index 1 integer
  profile 1 Coding
TestScript.destination
  index 1 integer
  profile 1 Coding
TestScript.metadata
  link 0+ .
  capability 1+ .
TestScript.metadata.link
  url 1 uri
  description 0 string
TestScript.metadata.capability
  required 1 boolean
  validated 1 boolean
  description 0 string
  origin 0+ integer
  destination 0 integer
  link 0+ uri
  capabilities 1 canonical
TestScript.fixture
  autocreate 1 boolean
  autodelete 1 boolean
  resource 0 Reference
TestScript.variable
  name 1 string
  defaultValue 0 string
  description 0 string
  expression 0 string
  headerField 0 string
  hint 0 string
  path 0 string
  sourceId 0 id
TestScript.setup
  action 1+ .
TestScript.setup.action
  operation 0 .
  assert 0 .
TestScript.setup.action.operation
  type 0 Coding
  resource 0 code
  label 0 string
  description 0 string
  accept 0 code
  contentType 0 code
  destination 0 integer
  encodeRequestUrl 1 boolean
  method 0 code http-operations
  origin 0 integer
  params 0 string
  requestHeader 0+ .
  requestId 0 id
  responseId 0 id
  sourceId 0 id
  targetId 0 id
  url 0 string
TestScript.setup.action.operation.requestHeader
  field 1 string
  value 1 string
TestScript.setup.action.assert
  label 0 string
  description 0 string
  direction 0 code assert-direction-codes
  compareToSourceId 0 string
  compareToSourceExpression 0 string
  compareToSourcePath 0 string
  contentType 0 code
  expression 0 string
  headerField 0 string
  minimumId 0 string
  navigationLinks 0 boolean
  operator 0 code assert-operator-codes
  path 0 string
  requestMethod 0 code http-operations
  requestURL 0 string
  resource 0 code
  response 0 code assert-response-code-types
  responseCode 0 string
  sourceId 0 id
  validateProfileId 0 id
  value 0 string
  warningOnly 1 boolean
TestScript.test
  name 0 string
  description 0 string
  action 1+ .
TestScript.test.action
  operation 0 @TestScript.setup.action.operation
  assert 0 @TestScript.setup.action.assert
TestScript.teardown
  action 1+ .
TestScript.teardown.action
  operation 1 @TestScript.setup.action.operation
ValueSet
  url 0 uri
  identifier 0+ Identifier
  version 0 string
  name 0 string
  title 0 string
  status 1 code publication-status
  experimental 0 boolean
  date 0 dateTime
  publisher 0 string
  contact 0+ ContactDetail
  description 0 markdown
  useContext 0+ UsageContext
  jurisdiction 0+ CodeableConcept
  immutable 0 boolean
  purpose 0 markdown
  copyright 0 markdown
  compose 0 .
  expansion 0 .
ValueSet.compose
  lockedDate 0 date
  inactive 0 boolean
  include 1+ .
  exclude 0+ @ValueSet.compose.include
ValueSet.compose.include
  system 0 uri
  version 0 string
  concept 0+ .
  filter 0+ .
  valueSet 0+ canonical
ValueSet.compose.include.concept
  code 1 code
  display 0 string
  designation 0+ .
ValueSet.compose.include.concept.designation
  language 0 code
  use 0 Coding
  value 1 string
ValueSet.compose.include.filter
  property 1 code
  op 1 code filter-operator
  value 1 string
ValueSet.expansion
  identifier 0 uri
  timestamp 1 dateTime
  total 0 integer
  offset 0 integer
  parameter 0+ .
  contains 0+ .
ValueSet.expansion.parameter
  name 1 string
  value[x] 0 string|boolean|integer|decimal|uri|code|dateTime
ValueSet.expansion.contains
  system 0 uri
  abstract 0 boolean
  inactive 0 boolean
  version 0 string
  code 0 code
  display 0 string
  designation 0+ @ValueSet.compose.include.concept.designation
  contains 0+ @ValueSet.expansion.contains
VerificationResult
  target 0+ Reference
  targetLocation 0+ string
  need 0 CodeableConcept
  status 1 code verificationresult-status
  statusDate 0 dateTime
  validationType 0 CodeableConcept
  validationProcess 0+ CodeableConcept
  frequency 0 Timing
  lastPerformed 0 dateTime
  nextScheduled 0 date
  failureAction 0 CodeableConcept
  primarySource 0+ .
  attestation 0 .
  validator 0+ .
VerificationResult.primarySource
  who 0 Reference
  type 0+ CodeableConcept
  communicationMethod 0+ CodeableConcept
  validationStatus 0 CodeableConcept
  validationDate 0 dateTime
  canPushUpdates 0 CodeableConcept
  pushTypeAvailable 0+ CodeableConcept
VerificationResult.attestation
  who 0 Reference
  onBehalfOf 0 Reference
  communicationMethod 0 CodeableConcept
  date 0 date
  sourceIdentityCertificate 0 string
  proxyIdentityCertificate 0 string
  proxySignature 0 Signature
  sourceSignature 0 Signature
VerificationResult.validator
  organization 1 Reference
  identityCertificate 0 string
  attestationSignature 0 Signature
VisionPrescription
  identifier 0+ Identifier
  status 1 code fm-status
  created 1 dateTime
  patient 1 Reference
  encounter 0 Reference
  dateWritten 1 dateTime
  prescriber 1 Reference
  lensSpecification 1+ .
VisionPrescription.lensSpecification
  product 1 CodeableConcept
  eye 1 code vision-eye-codes
  sphere 0 decimal
  cylinder 0 decimal
  axis 0 integer
  prism 0+ .
  add 0 decimal
  power 0 decimal
  backCurve 0 decimal
  diameter 0 decimal
  duration 0 Quantity
  color 0 string
  brand 0 string
  note 0+ Annotation
VisionPrescription.lensSpecification.prism
  amount 1 decimal
  base 1 code vision-base-codes
`;

/** Codes of those value sets, where the published definitions list them. */
export const CODES = `
address-use home work temp old billing
address-type postal physical both
quantity-comparator < <= >= >
contact-point-system phone fax email pager url sms other
contact-point-use home work temp old mobile
contributor-type author editor reviewer endorser
sort-direction ascending descending
property-representation xmlAttr xmlText typeAttr cdaText xhtml
discriminator-type value exists pattern type profile
resource-slicing-rules closed open openAtEnd
resource-aggregation-mode contained referenced bundled
reference-version-rules either independent specific
constraint-severity error warning
binding-strength required extensible preferred example
name-use usual official temp nickname anonymous old maiden
identifier-use usual official temp secondary old
narrative-status generated extensions additional empty
operation-parameter-use in out
related-artifact-type documentation justification citation predecessor successor derived-from depends-on composed-of
units-of-time s min h d wk mo a
days-of-week mon tue wed thu fri sat sun
event-timing MORN MORN.early MORN.late NOON AFT AFT.early AFT.late EVE EVE.early EVE.late NIGHT PHS HS WAKE C CM CD CV AC ACM ACD ACV PC PCM PCD PCV
trigger-type named-event periodic data-changed data-added data-modified data-removed data-accessed data-access-ended
account-status active inactive entered-in-error on-hold unknown
publication-status draft active retired unknown
request-resource-types Appointment AppointmentResponse CarePlan Claim CommunicationRequest Contract DeviceRequest EnrollmentRequest ImmunizationRecommendation MedicationRequest NutritionOrder ServiceRequest SupplyRequest Task VisionPrescription
request-intent proposal plan directive order original-order reflex-order filler-order instance-order option
request-priority routine urgent asap stat
action-participant-type patient practitioner related-person device
adverse-event-actuality actual potential
allergy-intolerance-type allergy intolerance
allergy-intolerance-category food medication environment biologic
allergy-intolerance-criticality low high unable-to-assess
reaction-event-severity mild moderate severe
appointmentstatus proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in waitlist
participantrequired required optional information-only
participationstatus accepted declined tentative needs-action
audit-event-action C R U D E
audit-event-outcome 0 4 8 12
network-type 1 2 3 4 5
product-category organ tissue fluid cells biologicalAgent
product-status available unavailable
product-storage-scale farenheit celsius kelvin
bundle-type document message transaction transaction-response batch batch-response history searchset collection
search-entry-mode match include outcome
http-verb GET HEAD POST PUT DELETE PATCH
capability-statement-kind instance capability requirements
FHIR-version 0.01 0.05 0.06 0.11 0.0.80 0.0.81 0.0.82 0.4.0 0.5.0 1.0.0 1.0.1 1.0.2 1.1.0 1.4.0 1.6.0 1.8.0 3.0.0 3.0.1 3.3.0 3.5.0 4.0.0 4.0.1
restful-capability-mode client server
type-restful-interaction read vread update patch delete history-instance history-type create search-type
versioning-policy no-version versioned versioned-update
conditional-read-status not-supported modified-since not-match full-support
conditional-delete-status not-supported single multiple
reference-handling-policy literal logical resolves enforced local
search-param-type number date string token reference composite quantity uri special
system-restful-interaction transaction batch search-system history-system
event-capability-mode sender receiver
document-mode producer consumer
request-status draft active on-hold revoked completed entered-in-error unknown
care-plan-intent proposal plan order option
care-plan-activity-kind Appointment CommunicationRequest DeviceRequest MedicationRequest NutritionOrder Task ServiceRequest VisionPrescription
care-plan-activity-status not-started scheduled in-progress on-hold completed cancelled stopped unknown entered-in-error
care-team-status proposed active suspended inactive entered-in-error
relation-type triggers is-replaced-by
chargeitem-status planned billable not-billable aborted billed entered-in-error unknown
invoice-priceComponentType base surcharge deduction discount tax informational
fm-status active cancelled draft entered-in-error
claim-use claim preauthorization predetermination
remittance-outcome queued complete error partial
note-type display print printoper
clinicalimpression-status in-progress completed entered-in-error
codesystem-hierarchy-meaning grouped-by is-a part-of classified-with
codesystem-content-mode not-present example fragment complete supplement
filter-operator = is-a descendent-of is-not-a regex in not-in generalizes exists
concept-property-type code Coding string integer boolean dateTime decimal
event-status preparation in-progress not-done on-hold stopped completed entered-in-error unknown
compartment-type Patient Encounter RelatedPerson Practitioner Device
composition-status preliminary final amended entered-in-error
v3-ConfidentialityClassification U L M N R V
composition-attestation-mode personal professional legal official
document-relationship-type replaces transforms signs appends
list-mode working snapshot changes
concept-map-equivalence relatedto equivalent equal wider subsumes narrower specializes inexact unmatched disjoint
conceptmap-unmapped-mode provided fixed other-map
consent-state-codes draft proposed active rejected inactive entered-in-error
consent-provision-type deny permit
consent-data-meaning instance related dependents authoredby
contract-status amended appended cancelled disputed entered-in-error executable executed negotiable offered policy rejected renewed revoked resolved terminated
contract-publicationstatus amended appended cancelled disputed entered-in-error executable executed negotiable offered policy rejected renewed revoked resolved terminated
eligibilityrequest-purpose auth-requirements benefits discovery validation
eligibilityresponse-purpose auth-requirements benefits discovery validation
detectedissue-status preliminary final entered-in-error mitigated
detectedissue-severity high moderate low
udi-entry-type barcode rfid manual card self-reported unknown
device-status active inactive entered-in-error unknown
device-nametype udi-label-name user-friendly-name patient-reported-name manufacturer-name model-name other
metric-operational-status on off standby entered-in-error
metric-color black red green yellow blue magenta cyan white
metric-category measurement setting calculation unspecified
metric-calibration-type unspecified offset gain two-point
metric-calibration-state not-calibrated calibration-required calibrated unspecified
device-statement-status active completed entered-in-error intended stopped on-hold
diagnostic-report-status registered partial preliminary final amended corrected appended cancelled entered-in-error unknown
document-reference-status current superseded entered-in-error
exposure-state exposure exposure-alternative
encounter-status planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown
encounter-location-status planned active reserved completed
endpoint-status active suspended error off entered-in-error test
episode-of-care-status planned waitlist active onhold finished cancelled entered-in-error
variable-type dichotomous continuous descriptive
examplescenario-actor-type person entity
explanationofbenefit-status active cancelled draft entered-in-error
history-status partial completed entered-in-error health-unknown
flag-status active inactive entered-in-error
goal-status proposed planned accepted active on-hold completed cancelled entered-in-error rejected
graph-compartment-use condition requirement
graph-compartment-rule identical matching different custom
group-type person animal practitioner device medication substance
guidance-response-status success data-requested data-required in-progress failure entered-in-error
imagingstudy-status registered available cancelled entered-in-error unknown
immunization-status completed entered-in-error not-done
immunization-evaluation-status completed entered-in-error
guide-page-generation html markdown xml generated
guide-parameter-code apply path-resource path-pages path-tx-cache expansion-parameter rule-broken-links generate-xml generate-json generate-turtle html-template
invoice-status draft issued balanced cancelled entered-in-error
linkage-type source alternate historical
list-status current retired entered-in-error
location-status active suspended inactive
location-mode instance kind
measure-report-status complete pending error
measure-report-type individual subject-list summary data-collection
medication-status active inactive entered-in-error
medication-admin-status in-progress not-done on-hold completed entered-in-error stopped unknown
medicationdispense-status preparation in-progress cancelled on-hold completed entered-in-error stopped declined unknown
medicationknowledge-status active inactive entered-in-error
medicationrequest-status active on-hold cancelled completed entered-in-error stopped draft unknown
medicationrequest-intent proposal plan order original-order reflex-order filler-order instance-order option
medication-statement-status active completed entered-in-error intended stopped on-hold unknown not-taken
message-significance-category consequence currency notification
messageheader-response-request always on-error never on-success
response-code ok transient-error fatal-error
sequence-type aa dna rna
orientation-type sense antisense
strand-type watson crick
quality-type indel snp unknown
repository-type directlink openapi login oauth other
namingsystem-type codesystem identifier root
namingsystem-identifier-type oid uuid uri other
observation-status registered preliminary final amended corrected cancelled entered-in-error unknown
permitted-data-type Quantity CodeableConcept string boolean integer Range Ratio SampledData time dateTime Period
observation-range-category reference critical absolute
administrative-gender male female other unknown
operation-kind operation query
issue-severity fatal error warning information
issue-type invalid structure required value invariant security login unknown expired forbidden suppressed processing not-supported duplicate multiple-matches not-found deleted too-long code-invalid extension too-costly business-rule conflict transient lock-error no-store exception timeout incomplete throttled informational
link-type replaced-by replaces refer seealso
identity-assuranceLevel level1 level2 level3 level4
action-condition-kind applicability start stop
action-relationship-type before-start before before-end concurrent-with-start concurrent concurrent-with-end after-start after after-end
action-grouping-behavior visual-group logical-group sentence-group
action-selection-behavior any all all-or-none exactly-one at-most-one one-or-more
action-required-behavior must could must-unless-documented
action-precheck-behavior yes no
action-cardinality-behavior single multiple
provenance-entity-role derivation revision quotation source removal
item-type group display boolean decimal integer date dateTime time string text url choice open-choice attachment reference quantity
questionnaire-enable-operator exists = != > < >= <=
questionnaire-enable-behavior all any
questionnaire-answers-status in-progress completed amended entered-in-error stopped
research-element-type population exposure outcome
group-measure mean median mean-of-mean mean-of-median median-of-mean median-of-median
research-study-status active administratively-completed approved closed-to-accrual closed-to-accrual-and-intervention completed disapproved in-review temporarily-closed-to-accrual temporarily-closed-to-accrual-and-intervention withdrawn
research-subject-status candidate eligible follow-up ineligible not-registered off-study on-study on-study-intervention on-study-observation pending-on-study potential-candidate screening withdrawn
search-xpath-usage normal phonetic nearby distance other
search-comparator eq ne gt lt ge le sa eb ap
search-modifier-code missing exact contains not text in not-in below above type identifier ofType
slotstatus busy free busy-unavailable busy-tentative entered-in-error
specimen-status available unavailable unsatisfactory entered-in-error
specimen-contained-preference preferred alternate
structure-definition-kind primitive-type complex-type resource logical
extension-context-type fhirpath element extension
type-derivation-rule specialization constraint
map-model-mode source queried target produced
map-group-type-mode none types type-and-types
map-input-mode source target
map-source-list-mode first not_first last not_last only_one
map-context-type type variable
map-target-list-mode first share last collate
map-transform create copy truncate escape cast append translate reference dateOp uuid pointer evaluate cc c qty id cp
subscription-status requested active error off
subscription-channel-type rest-hook websocket email sms message
substance-status active inactive entered-in-error
supplydelivery-status in-progress completed abandoned entered-in-error
supplyrequest-status draft active suspended cancelled completed entered-in-error unknown
task-status draft requested received accepted rejected ready cancelled in-progress on-hold failed completed entered-in-error
task-intent unknown proposal plan order original-order reflex-order filler-order instance-order option
code-search-support explicit all
report-status-codes completed in-progress waiting stopped entered-in-error
report-result-codes pass fail pending
report-participant-type test-engine client server
report-action-result-codes pass skip fail warning error
http-operations delete get options patch post put head
assert-direction-codes response request
assert-operator-codes equals notEquals in notIn greaterThan lessThan empty notEmpty contains notContains eval
assert-response-code-types okay created noContent notModified bad forbidden notFound methodNotAllowed conflict gone preconditionFailed unprocessable
verificationresult-status attested validated in-process req-revalid val-fail reval-fail
vision-eye-codes right left
vision-base-codes up down in out
`;
