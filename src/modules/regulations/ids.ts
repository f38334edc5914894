import type { Brand } from '../../platform/ids.ts';

export type DeadlineId = Brand<string, 'DeadlineId'>;
