export const permissions = {
  'intake/add': 'Take files in.',
  'intake/read': 'See what arrived and its pages.',
  'intake/index': 'File, set aside, undo and retry.',
  'intake/verify': 'Enter filed documents a second time and settle differences.',
  'intake/set-rules':
    'Say which documents file themselves or are verified, what form numbers mean, what paper is expected, what is STAT.',
  'intake/manage-sources': 'Connect, change and disable sources.',
  'intake/reconcile': 'Compare discharges with the paper received, remind units, say where paper is.',
  'intake/import': 'Import the archives of other systems.',
  'intake/plan': 'Plan paper-to-electronic projects.',
} as const;
