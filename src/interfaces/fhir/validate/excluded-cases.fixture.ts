/**
 * Published validator cases that neither base R4 nor US Core decides, by the reason. A case stands here only when the reference
 * refuses it and none of its errors follows from those two; what the reference finds good is decided by them, since they refuse
 * nothing in it (but for the options of a run).
 */
export const EXCLUDED: Readonly<Record<string, string>> = {
  'only a terminology server knows the code, its display or its properties': `patient-translated-codes vs-bad-code cvx ips-nz-pj
    vs-bad-ecl`,
  'R4 does not know that this SNOMED CT code means a body temperature': 'obs-temp-bad',
  'its code system comes with the case':
    'supplement-1 supplement-1a supplement-1b vs-filter-property-bad vs-filter-property-bad2',
  'its profile comes with the case, or is of a guide other than US Core': `profile-version-reference-test-instance bundle-bad-by-param
    condition-with-extensions-on-pattern mimic ai5 ai6`,
  'the definition of its extension comes with the case': 'extb-ctxt-bad',
  'its extension is of a guide that the reference was not given, which R4 lets stand (extensibility.html)': `q-bp pat-dob-ext
    pat-example-extensions nested-questionnaire-nested-valueset uuid-extension patient-with-turvakielto`,
  'its extension is of a later version than R4': 'ips-link-xml vs-params-2',
  'the Questionnaire that decides its answers comes with the case': `qr questionnaireResponse-enableWhenEx-test-fail
    questionnaireResponse-enableWhen-test-nested qr-vr attachment-content-type-qr attachment-invalid-type-qr attachment-max-size-qr
    choice-answer-option-exclusive-qr date-answer-option-qr date-invalid-type-qr date-min-max-qr decimal-invalid-type-qr
    decimal-max-decimal-places-qr integer-answer-option-qr integer-invalid-type-qr integer-min-max-qr invalid-link-id-qr
    open-choice-gender-coding-async-qr quantity-invalid-type-qr quantity-min-max-compat-units-qr quantity-min-max-incompat-units-qr
    quantity-min-max-qr quantity-qr quantity-units-invalid-qr quantity-units-not-in-value-set-qr reference-invalid-type-qr
    reference-unconstrained-resource-type-qr string-answer-option-qr string-draft-downgrade-qr string-invalid-type-qr
    string-min-max-length-qr string-min-occurs-qr string-qr string-regex-qr text-invalid-type-qr time-invalid-type-qr time-qr
    url-invalid-type-qr questionnaireresponse-hai-ltcf-questionnaireresponse-mdro-cdi-event`,
  'what its reference points to is on a server': 'parameters-reference-bad',
  'an option of its run decides, which R4 does not have (example addresses, HTML in strings, rules of HL7 as a publisher)': `dr-example-org
    pat-security-bad-string bad-markdown-no-html cs-narrative-status-pub`,
  'its run allows comments, which R4 does not (json.html)': 'json-comments-1-yes json-comments-2-yes',
  'its signature is judged by a certificate': 'signatures-example-2',
  'it is no resource: a logical model, a CDA document': 'json-prop-key cda/example-no-styles',
  'it is about the syntax of XML, which is not taken here': 'xml-bad-entities dr-xml-space',
};
