import type { Actor } from '../act.ts';

export const ANONYMOUS: Actor = {
  kind: 'anonymous',
  realm: 'portal',
  id: 'anonymous',
  name: 'Somebody not signed in',
  assignments: [],
};
