export const permissions = {
  'correspondence/read': 'See letters and what became of them.',
  'correspondence/send': 'Write letters, send them, take them back, print them.',
} as const;
