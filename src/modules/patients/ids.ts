import type { Brand } from '../../platform/ids.ts';

/** One registration. Two registrations of one person are joined by a merge and keep their ids. */
export type PatientId = Brand<string, 'PatientId'>;
