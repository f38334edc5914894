export const events = {
  'release.received': 'A request for records was received: requestId, facilityId.',
  'release.identified': 'The patient of a request was identified: requestId, patientId.',
  'release.authority-recorded': 'What a request rests on was recorded and evaluated: requestId, patientId, result.',
  'release.scope-chosen': 'The scope of a request was chosen: requestId, patientId, scopeId.',
  'release.approved': 'A release was approved: requestId, patientId, approvalId, packetId.',
  'release.sent-back': 'A release was sent back to be prepared anew: requestId, patientId.',
  'release.packet-ready': 'A packet lies ready: requestId, patientId, packetId.',
  'release.packet-failed': 'A packet could not be made: requestId, patientId, packetId, code.',
  'release.disclosed':
    'A hand-over was written into the disclosure log: disclosureId, patientId, requestId, accountable.',
  'release.delivered': 'A hand-over was confirmed: disclosureId, patientId, requestId, outcome.',
  'release.supplement-due': 'A document came that a released scope covered: requestId, patientId.',
  'release.invoiced': 'An invoice for copies was sent: requestId, patientId, invoiceId.',
  'release.invoice-credited': 'An invoice was taken back: requestId, invoiceId.',
  'release.invoice-entered': 'Something was paid, given back or forgiven: requestId, invoiceId.',
  'release.fee-waived': 'The fee of a request was waived: requestId, patientId.',
  'release.cancelled': 'A request was cancelled: requestId.',
} as const;
