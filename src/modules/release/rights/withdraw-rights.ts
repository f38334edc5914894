import type { Act } from '../../../platform/act.ts';
import { cancelDeadline } from '../../regulations/index.ts';
import { standingInvoice } from '../fees/issue-invoice.ts';
import { loadRights } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';
import { writeStep } from './write-step.ts';

/** The patient takes the request back, before it was answered; its clock ends. @throws release/rights-not-now, release/invoice-open */
export async function withdrawRights(act: Act, { id, reason }: { id: string; reason: string }): Promise<void> {
  const rights = await loadRights(act, id, true);
  if (!['received', 'with-author', 'priced'].includes(rights.state))
    throw problems.rightsNotNow({
      detail: 'Nothing was saved. The request was answered or withdrawn before: reload to see by whom.',
    });
  const invoice = await standingInvoice(act, { of: 'rights', id });
  if (invoice !== undefined)
    throw problems.invoiceOpen({
      detail: `Nothing was saved. Take invoice ${invoice.number} back first, so that nobody is asked to pay for what is not made.`,
    });
  if (rights.clock?.settled === null)
    await cancelDeadline(act, { deadlineId: rights.clock.id, reason: 'withdrawn by the patient' });
  await writeStep(act, rights, { kind: 'withdrawn', facts: { reason: reason.trim() } });
}
