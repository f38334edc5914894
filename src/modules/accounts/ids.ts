import type { Brand } from '../../platform/ids.ts';

export type PersonId = Brand<string, 'PersonId'>;
export type ClientId = Brand<string, 'ClientId'>;
