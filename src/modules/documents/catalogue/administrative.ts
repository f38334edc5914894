import { type DocumentType, inSection } from './document-type.ts';

const registration = inSection('registration', { level: 'encounter', inLegalHealthRecord: false });
const consent = inSection('consents', { authentication: ['patient'] });
const directive = inSection('directives', { level: 'patient' });
const legal = inSection('legal', { level: 'patient', inLegalHealthRecord: false });
const billing = inSection('billing', { inLegalHealthRecord: false, series: 'billing' });
const letter = inSection('correspondence', { level: 'patient' });

/** Registration, consents, directives, legal, billing, correspondence. */
export const ADMINISTRATIVE: readonly DocumentType[] = [
  registration(100, 'face-sheet', 'Face sheet', ['facesheet', 'registration record', 'admission record'], {
    loinc: '64289-2',
    inLegalHealthRecord: true,
  }),
  registration(101, 'identity-document', 'Identity document', ["driver's license", 'photo id', 'passport copy'], {
    loinc: '53245-7',
    level: 'patient',
    inDesignatedRecordSet: false,
  }),
  registration(102, 'registration-form', 'Registration form', ['patient information form', 'new patient form'], {
    level: 'patient',
  }),
  registration(103, 'birth-certificate', 'Birth certificate', ['certificate of live birth'], {
    loinc: '71230-7',
    level: 'patient',
  }),
  registration(104, 'death-certificate', 'Death certificate', ['certificate of death'], {
    loinc: '64297-5',
    level: 'patient',
  }),

  consent(120, 'consent-to-treat', 'Consent to treatment', ['general consent', 'conditions of admission'], {
    loinc: '59284-0',
  }),
  consent(121, 'consent-surgery', 'Consent to operation', ['surgical consent', 'informed consent for surgery'], {
    loinc: '61358-8',
    authentication: ['patient', 'practitioner'],
  }),
  consent(122, 'consent-procedure', 'Consent to procedure', ['procedure consent', 'informed consent'], {
    loinc: '64293-4',
    authentication: ['patient', 'practitioner'],
  }),
  consent(123, 'consent-anesthesia', 'Consent to anesthesia', ['anesthesia consent'], {
    loinc: '61359-6',
    authentication: ['patient', 'practitioner'],
  }),
  consent(124, 'consent-transfusion', 'Consent to transfusion', ['blood consent', 'consent for blood products'], {
    authentication: ['patient', 'practitioner'],
  }),
  consent(125, 'consent-sterilization', 'Consent to sterilization', ['sterilization consent form'], {
    loinc: '52029-6',
    sensitivity: ['reproductive'],
    authentication: ['patient', 'practitioner', 'witness'],
  }),
  consent(126, 'consent-hysterectomy', 'Acknowledgement of hysterectomy', ['hysterectomy consent'], {
    loinc: '52028-8',
    authentication: ['patient', 'practitioner'],
  }),
  consent(127, 'consent-abortion', 'Consent to abortion', ['termination of pregnancy consent'], {
    loinc: '52027-0',
    sensitivity: ['reproductive'],
    authentication: ['patient', 'practitioner'],
  }),
  consent(128, 'consent-hiv-test', 'Consent to HIV test', ['hiv test consent'], { sensitivity: ['hiv'] }),
  consent(129, 'consent-genetic-test', 'Consent to genetic test', ['genetic testing consent'], {
    sensitivity: ['genetic'],
  }),
  consent(130, 'consent-telehealth', 'Consent to telehealth', ['telemedicine consent'], {}),
  consent(131, 'consent-photography', 'Consent to photography', ['consent for photographs'], {}),
  consent(132, 'consent-psychotropic', 'Consent to psychotropic medication', ['psychotropic consent'], {
    sensitivity: ['mental-health'],
  }),
  consent(133, 'part2-consent', 'Consent to disclose substance use records', ['42 cfr part 2 consent'], {
    level: 'patient',
    sensitivity: ['substance-use-part2'],
    inLegalHealthRecord: false,
    series: 'privacy-documentation',
  }),
  consent(134, 'refusal-of-treatment', 'Refusal of treatment', ['informed refusal', 'refusal of care'], {
    authentication: ['patient', 'witness'],
  }),
  consent(135, 'leaving-against-advice', 'Leaving against medical advice', ['ama form', 'against medical advice'], {
    authentication: ['patient', 'witness'],
  }),
  consent(
    136,
    'privacy-notice-receipt',
    'Receipt of privacy notice',
    ['npp acknowledgement', 'hipaa acknowledgement'],
    {
      loinc: '57016-8',
      level: 'patient',
      inLegalHealthRecord: false,
      series: 'privacy-documentation',
    },
  ),
  consent(137, 'patient-rights-receipt', 'Receipt of patient rights', ['patient rights and responsibilities'], {
    inLegalHealthRecord: false,
  }),
  consent(138, 'valuables-list', 'Valuables list', ['patient belongings', 'property inventory'], {
    inLegalHealthRecord: false,
    inDesignatedRecordSet: false,
  }),

  directive(150, 'living-will', 'Living will', ['declaration of living will'], { loinc: '86533-7' }),
  directive(
    151,
    'health-care-poa',
    'Health care power of attorney',
    ['health care proxy', 'durable power of attorney'],
    {
      loinc: '64298-3',
    },
  ),
  directive(152, 'poa-and-living-will', 'Power of attorney and living will', ['combined advance directive'], {
    loinc: '92664-2',
  }),
  directive(153, 'advance-care-plan', 'Personal advance care plan', ['advance directive', 'five wishes'], {
    loinc: '81334-5',
  }),
  directive(154, 'portable-medical-order', 'Portable medical order', ['polst', 'molst', 'post form'], {
    loinc: '93037-0',
    authentication: ['practitioner'],
  }),
  directive(155, 'dnr-order', 'Do-not-resuscitate order', ['dnr', 'do not resuscitate', 'code status order'], {
    level: 'encounter',
    authentication: ['practitioner'],
  }),
  directive(156, 'mental-health-directive', 'Mental health directive', ['psychiatric advance directive'], {
    sensitivity: ['mental-health'],
  }),
  directive(157, 'organ-donation-consent', 'Organ donation consent', ['anatomical gift'], { loinc: '64300-7' }),

  legal(170, 'guardianship-order', 'Guardianship order', ['letters of guardianship', 'conservatorship'], {}),
  legal(171, 'custody-order', 'Custody order', ['parenting plan', 'child custody order'], {}),
  legal(172, 'letters-testamentary', 'Letters testamentary', ['letters of administration'], {}),
  legal(173, 'commitment-order', 'Involuntary commitment papers', ['emergency detention', 'petition for commitment'], {
    level: 'encounter',
    inLegalHealthRecord: true,
    sensitivity: ['mental-health'],
  }),
  legal(174, 'restriction-request', 'Request for restriction', ['restriction of disclosure request'], {
    series: 'privacy-documentation',
  }),
  legal(175, 'amendment-request', 'Request for amendment', ['request to amend record', 'statement of disagreement'], {
    series: 'privacy-documentation',
  }),
  legal(176, 'legal-document', 'Legal document', ['court order for treatment'], { loinc: '64299-1' }),

  billing(190, 'insurance-card', 'Insurance card', ['health insurance card', 'member id card'], {
    loinc: '64290-0',
    level: 'patient',
  }),
  billing(191, 'insurance-form', 'Insurance form', ['insurance verification', 'assignment of benefits'], {
    loinc: '64291-8',
  }),
  billing(192, 'prior-authorization', 'Prior authorization', ['precertification', 'authorization of services'], {}),
  billing(
    193,
    'advance-beneficiary-notice',
    'Advance beneficiary notice',
    ['abn', 'advance beneficiary notice of noncoverage'],
    {
      loinc: '53243-2',
      authentication: ['patient'],
    },
  ),
  billing(194, 'important-message-medicare', 'Important message from Medicare', ['medicare discharge appeal notice'], {
    loinc: '52066-8',
    authentication: ['patient'],
  }),
  billing(195, 'explanation-of-benefits', 'Explanation of benefits', ['eob'], { loinc: '52030-4' }),
  billing(196, 'payer-letter', 'Payer letter', ['letter from insurer'], { loinc: '52034-6' }),
  billing(197, 'appeal-denial-letter', 'Denial or appeal letter', ['notice of denial'], { loinc: '52032-0' }),
  billing(198, 'charge-ticket', 'Charge ticket', ['superbill', 'encounter form'], { loinc: '53242-4' }),
  billing(
    199,
    'certificate-of-medical-necessity',
    'Certificate of medical necessity',
    ['cmn', 'physician certification'],
    {
      authentication: ['practitioner'],
    },
  ),

  letter(210, 'letter', 'Letter', ['clinical letter', 'letter to patient'], { loinc: '51852-2' }),
  letter(211, 'general-correspondence', 'Correspondence', ['memo', 'fax cover sheet'], {
    loinc: '52033-8',
    inLegalHealthRecord: false,
  }),
  letter(212, 'telephone-encounter', 'Telephone encounter', ['phone note', 'telephone note', 'telephone message'], {
    loinc: '34748-4',
    level: 'encounter',
    authentication: ['author'],
  }),
  letter(213, 'patient-message', 'Message with the patient', ['portal message', 'secure message'], {
    loinc: '56444-3',
  }),
  letter(214, 'work-or-school-note', 'Work or school note', ['return to work', 'school excuse', 'work status report'], {
    authentication: ['practitioner'],
  }),
  letter(215, 'fitness-for-duty', 'Fitness for duty letter', ['readiness for duty'], {
    loinc: '64294-2',
    authentication: ['practitioner'],
  }),
  letter(216, 'disability-form', 'Disability form', ['fmla form', 'attending physician statement'], {
    loinc: '72267-8',
    authentication: ['practitioner'],
  }),
  letter(217, 'public-health-report', 'Public health case report', ['reportable disease report'], {
    loinc: '55751-2',
    inLegalHealthRecord: false,
  }),
  letter(218, 'patient-photograph', 'Clinical photograph', ['photographs', 'wound photo'], {
    loinc: '72170-4',
    level: 'encounter',
  }),
  letter(
    219,
    'patient-questionnaire',
    'Patient questionnaire',
    ['health history questionnaire', 'patient intake form'],
    {
      loinc: '64285-0',
      level: 'encounter',
    },
  ),
  letter(
    220,
    'personal-health-monitoring',
    'Patient-kept log',
    ['blood pressure log', 'glucose log', 'symptom diary'],
    {
      loinc: '53576-5',
    },
  ),
];
