export const auditVerbs = {
  'privacy.report': 'reported a privacy incident',
  'privacy.list': 'listed the privacy incidents',
  'privacy.open': 'opened a privacy incident',
  'privacy.correct-discovery': 'corrected when an incident was discovered',
  'privacy.name-affected': 'named whose information an incident exposed',
  'privacy.assess': 'assessed a privacy incident',
  'privacy.look-again': 'took the second look at an assessment',
  'privacy.settle': 'settled a privacy incident',
  'privacy.see-marks': 'saw the marks of a chart',
  'privacy.look-into-misfiling': 'looked into who had seen a misfiled document',
  'privacy.lift-marks': 'lifted the marks of a correction that was taken back',
} as const;
