import type { WorklistKind } from '../../../platform/module.ts';

/** Beside the queues of a request's own steps: money may be late long after the records have left. */
export const feeKinds = [
  { kind: 'release.invoice-overdue', title: 'Invoices whose last day to pay has passed', permission: 'release/bill' },
] as const satisfies readonly WorklistKind[];
