/** Names of segments and fields as HL7 version 2.5.1 prints them (chapters 2, 3, 4, 6, 7 and 9). Later versions add fields behind. */
const SEGMENTS: Readonly<Record<string, { readonly name: string; readonly fields: string }>> = {
  MSH: {
    name: 'Message Header',
    fields:
      'Field Separator|Encoding Characters|Sending Application|Sending Facility|Receiving Application|Receiving Facility|Date/Time of Message|Security|Message Type|Message Control ID|Processing ID|Version ID|Sequence Number|Continuation Pointer|Accept Acknowledgment Type|Application Acknowledgment Type|Country Code|Character Set|Principal Language of Message|Alternate Character Set Handling Scheme|Message Profile Identifier',
  },
  MSA: {
    name: 'Message Acknowledgment',
    fields:
      'Acknowledgment Code|Message Control ID|Text Message|Expected Sequence Number|Delayed Acknowledgment Type|Error Condition',
  },
  ERR: {
    name: 'Error',
    fields:
      'Error Code and Location|Error Location|HL7 Error Code|Severity|Application Error Code|Application Error Parameter|Diagnostic Information|User Message',
  },
  EVN: {
    name: 'Event Type',
    fields:
      'Event Type Code|Recorded Date/Time|Date/Time Planned Event|Event Reason Code|Operator ID|Event Occurred|Event Facility',
  },
  PID: {
    name: 'Patient Identification',
    fields:
      'Set ID|Patient ID|Patient Identifier List|Alternate Patient ID|Patient Name|Mother’s Maiden Name|Date/Time of Birth|Administrative Sex|Patient Alias|Race|Patient Address|County Code|Phone Number, Home|Phone Number, Business|Primary Language|Marital Status|Religion|Patient Account Number|SSN Number|Driver’s License Number|Mother’s Identifier|Ethnic Group|Birth Place|Multiple Birth Indicator|Birth Order|Citizenship|Veterans Military Status|Nationality|Patient Death Date and Time|Patient Death Indicator|Identity Unknown Indicator|Identity Reliability Code|Last Update Date/Time|Last Update Facility|Species Code|Breed Code|Strain|Production Class Code|Tribal Citizenship',
  },
  PD1: {
    name: 'Patient Additional Demographic',
    fields:
      'Living Dependency|Living Arrangement|Patient Primary Facility|Patient Primary Care Provider|Student Indicator|Handicap|Living Will Code|Organ Donor Code|Separate Bill|Duplicate Patient|Publicity Code|Protection Indicator',
  },
  NK1: {
    name: 'Next of Kin',
    fields:
      'Set ID|Name|Relationship|Address|Phone Number|Business Phone Number|Contact Role|Start Date|End Date|Job Title',
  },
  PV1: {
    name: 'Patient Visit',
    fields:
      'Set ID|Patient Class|Assigned Patient Location|Admission Type|Preadmit Number|Prior Patient Location|Attending Doctor|Referring Doctor|Consulting Doctor|Hospital Service|Temporary Location|Preadmit Test Indicator|Re-admission Indicator|Admit Source|Ambulatory Status|VIP Indicator|Admitting Doctor|Patient Type|Visit Number|Financial Class|Charge Price Indicator|Courtesy Code|Credit Rating|Contract Code|Contract Effective Date|Contract Amount|Contract Period|Interest Code|Transfer to Bad Debt Code|Transfer to Bad Debt Date|Bad Debt Agency Code|Bad Debt Transfer Amount|Bad Debt Recovery Amount|Delete Account Indicator|Delete Account Date|Discharge Disposition|Discharged to Location|Diet Type|Servicing Facility|Bed Status|Account Status|Pending Location|Prior Temporary Location|Admit Date/Time|Discharge Date/Time|Current Patient Balance|Total Charges|Total Adjustments|Total Payments|Alternate Visit ID|Visit Indicator|Other Healthcare Provider',
  },
  PV2: {
    name: 'Patient Visit, Additional Information',
    fields:
      'Prior Pending Location|Accommodation Code|Admit Reason|Transfer Reason|Patient Valuables|Patient Valuables Location|Visit User Code|Expected Admit Date/Time|Expected Discharge Date/Time',
  },
  MRG: {
    name: 'Merge Patient Information',
    fields:
      'Prior Patient Identifier List|Prior Alternate Patient ID|Prior Patient Account Number|Prior Patient ID|Prior Visit Number|Prior Alternate Visit ID|Prior Patient Name',
  },
  TXA: {
    name: 'Transcription Document Header',
    fields:
      'Set ID|Document Type|Document Content Presentation|Activity Date/Time|Primary Activity Provider|Origination Date/Time|Transcription Date/Time|Edit Date/Time|Originator|Assigned Document Authenticator|Transcriptionist|Unique Document Number|Parent Document Number|Placer Order Number|Filler Order Number|Unique Document File Name|Document Completion Status|Document Confidentiality Status|Document Availability Status|Document Storage Status|Document Change Reason|Authentication Person, Time Stamp|Distributed Copies',
  },
  ORC: {
    name: 'Common Order',
    fields:
      'Order Control|Placer Order Number|Filler Order Number|Placer Group Number|Order Status|Response Flag|Quantity/Timing|Parent|Date/Time of Transaction|Entered By|Verified By|Ordering Provider',
  },
  OBR: {
    name: 'Observation Request',
    fields:
      'Set ID|Placer Order Number|Filler Order Number|Universal Service Identifier|Priority|Requested Date/Time|Observation Date/Time|Observation End Date/Time|Collection Volume|Collector Identifier|Specimen Action Code|Danger Code|Relevant Clinical Information|Specimen Received Date/Time|Specimen Source|Ordering Provider|Order Callback Phone Number|Placer Field 1|Placer Field 2|Filler Field 1|Filler Field 2|Results Report/Status Change Date/Time|Charge to Practice|Diagnostic Service Section ID|Result Status|Parent Result|Quantity/Timing|Result Copies To|Parent|Transportation Mode|Reason for Study|Principal Result Interpreter',
  },
  OBX: {
    name: 'Observation/Result',
    fields:
      'Set ID|Value Type|Observation Identifier|Observation Sub-ID|Observation Value|Units|References Range|Abnormal Flags|Probability|Nature of Abnormal Test|Observation Result Status|Effective Date of Reference Range|User Defined Access Checks|Date/Time of the Observation|Producer’s ID|Responsible Observer|Observation Method',
  },
  NTE: { name: 'Notes and Comments', fields: 'Set ID|Source of Comment|Comment|Comment Type' },
  AL1: {
    name: 'Patient Allergy Information',
    fields: 'Set ID|Allergen Type|Allergen Code|Allergy Severity|Allergy Reaction|Identification Date',
  },
  DG1: {
    name: 'Diagnosis',
    fields:
      'Set ID|Diagnosis Coding Method|Diagnosis Code|Diagnosis Description|Diagnosis Date/Time|Diagnosis Type|Major Diagnostic Category|Diagnostic Related Group|DRG Approval Indicator|DRG Grouper Review Code|Outlier Type|Outlier Days|Outlier Cost|Grouper Version and Type|Diagnosis Priority|Diagnosing Clinician',
  },
  PR1: {
    name: 'Procedures',
    fields:
      'Set ID|Procedure Coding Method|Procedure Code|Procedure Description|Procedure Date/Time|Procedure Functional Type|Procedure Minutes|Anesthesiologist|Anesthesia Code|Anesthesia Minutes|Surgeon|Procedure Practitioner',
  },
  FT1: {
    name: 'Financial Transaction',
    fields:
      'Set ID|Transaction ID|Transaction Batch ID|Transaction Date|Transaction Posting Date|Transaction Type|Transaction Code|Transaction Description|Transaction Description, Alternate|Transaction Quantity|Transaction Amount, Extended|Transaction Amount, Unit|Department Code|Insurance Plan ID|Insurance Amount|Assigned Patient Location|Fee Schedule|Patient Type|Diagnosis Code|Performed By Code|Ordered By Code|Unit Cost|Filler Order Number|Entered By Code|Procedure Code|Procedure Code Modifier',
  },
  IN1: {
    name: 'Insurance',
    fields:
      'Set ID|Insurance Plan ID|Insurance Company ID|Insurance Company Name|Insurance Company Address|Insurance Company Contact Person|Insurance Company Phone Number|Group Number|Group Name|Insured’s Group Employer ID|Insured’s Group Employer Name|Plan Effective Date|Plan Expiration Date|Authorization Information|Plan Type|Name of Insured|Insured’s Relationship to Patient|Insured’s Date of Birth|Insured’s Address',
  },
  GT1: {
    name: 'Guarantor',
    fields:
      'Set ID|Guarantor Number|Guarantor Name|Guarantor Spouse Name|Guarantor Address|Guarantor Phone Number, Home|Guarantor Phone Number, Business|Guarantor Date/Time of Birth|Guarantor Sex|Guarantor Type|Guarantor Relationship',
  },
  ACC: {
    name: 'Accident',
    fields: 'Accident Date/Time|Accident Code|Accident Location|Auto Accident State|Accident Job Related Indicator',
  },
};

const fieldNames = new Map<string, readonly string[]>();

/** Undefined for a segment that the standard does not name (Z segments) or that stands in no table here. */
export function segmentName(segment: string): string | undefined {
  return Object.hasOwn(SEGMENTS, segment) ? SEGMENTS[segment]?.name : undefined;
}

export function fieldName(segment: string, field: number): string | undefined {
  if (!Object.hasOwn(SEGMENTS, segment)) return undefined;
  const known = fieldNames.get(segment) ?? (SEGMENTS[segment]?.fields ?? '').split('|');
  fieldNames.set(segment, known);
  return known[field - 1];
}
