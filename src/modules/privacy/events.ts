export const events = {
  'privacy.incident-recorded': 'A privacy incident was recorded: incidentId, facilityId, standing.',
  'privacy.incident-changed': 'A privacy incident was worked on: incidentId.',
  'privacy.incident-settled': 'A privacy incident got its outcome: incidentId, outcome.',
  'privacy.chart-marked': 'A chart carries a mark of a misfiled page: patientId.',
} as const;
