/** Payloads are ids and codes. */
export const events = {
  'accounts.person-invited': 'A person was given an account: { personId }',
  'accounts.person-deactivated': 'A person may not sign in any more: { personId }',
  'accounts.person-reinstated': 'A person may sign in again: { personId }',
  'accounts.roles-changed': 'A person or client holds other roles than before: { personId } or { clientId }',
  'accounts.access-ended': 'Sessions or tokens ended before their time: { personId } or { clientId }',
} as const;
