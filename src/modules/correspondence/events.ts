export const events = {
  'correspondence.queued':
    'A letter was approved and waits for its minute: letterId, deliveryId, patientId, facilityId, channel, caseModule, caseId. Whoever refuses it within the act stops it.',
  'correspondence.sent':
    'A letter left: letterId, deliveryId, patientId, facilityId, channel (mail or print), carries (letter, link or notice), caseModule, caseId.',
  'correspondence.failed':
    'A letter could not be delivered: letterId, deliveryId, patientId, facilityId, channel, code, caseModule, caseId.',
} as const;
