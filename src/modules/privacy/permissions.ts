export const permissions = {
  'privacy/report': 'Report a privacy incident.',
  'privacy/read': 'See privacy incidents.',
  'privacy/work': 'Assess incidents and settle them.',
} as const;
