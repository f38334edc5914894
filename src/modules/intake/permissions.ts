export const permissions = {
  'intake/add': 'Take files in.',
  'intake/read': 'See what arrived and its pages.',
  'intake/index': 'File, set aside, undo and retry.',
  'intake/set-rules': 'Say which documents may file themselves and what form numbers mean.',
  'intake/manage-sources': 'Connect, change and disable sources.',
} as const;
