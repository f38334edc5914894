/** What the rights of the patient add to the module's declaration. */
export const rightsEvents = {
  'release.rights-changed':
    'Something was done about a request for amendment or accounting: rightsId (or null), patientId.',
} as const;

export const rightsVerbs = {
  'release.list-rights': 'listed requests for amendment and accounting',
  'release.open-rights': 'opened a request for amendment or accounting',
  'release.record-amendment': 'recorded that a patient asks for an amendment',
  'release.record-accounting': 'recorded that a patient asks for an accounting of disclosures',
  'release.prepare-rights-letter': 'prepared a letter about a request for amendment or accounting',
  'release.ask-author': 'sent a request for amendment to a clinician',
  'release.open-amendment': 'opened a request for amendment to answer it',
  'release.answer-amendment': 'answered a request for amendment as a professional',
  'release.write-amendment-answer': 'wrote to a patient what became of an amendment',
  'release.tell-of-amendment': 'told others of an amendment',
  'release.record-disagreement': 'recorded a statement of disagreement',
  'release.rebut-statement': 'rebutted a statement of disagreement',
  'release.send-request-along': 'had a request for amendment and its denial go along with the record',
  'release.extend-rights': 'wrote that a request for amendment or accounting takes longer',
  'release.price-accounting': 'told a patient what an accounting costs',
  'release.agree-price': 'recorded that a patient wants an accounting at its price',
  'release.invoice-accounting': 'sent the invoice of an accounting',
  'release.give-accounting': 'gave an accounting of disclosures in writing',
  'release.withdraw-rights': 'recorded that a patient took a request about the record back',
  'release.list-suspensions-of-accounting': 'saw what agencies suspended of an accounting',
  'release.suspend-accounting': 'recorded that an agency suspended an accounting',
  'release.tell-rights': 'noted that a letter about a request for amendment or accounting left',
  'release.prepare-restriction-letter': 'prepared the written answer to a restriction',
  'release.write-restriction-letter': 'wrote to a patient what became of a restriction',
  'release.see-rights-setting': 'saw what the facility set for the rights of patients',
  'release.set-rights': 'set limits and prices for the rights of patients',
} as const;
