import type { Act } from '../../../platform/act.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import { RIGHTS_ESCALATED } from '../reports/load-escalation.ts';
import { settleEscalation } from '../reports/settle-escalation.ts';
import type { RightsNext } from './derive-rights-state.ts';
import { lastStep, loadRights } from './load-rights.ts';
import { rightsKinds } from './worklist.ts';

const QUEUE_OF: Readonly<Record<RightsNext, (typeof rightsKinds)[number]['kind'] | undefined>> = {
  'ask-author': 'release.rights-to-work',
  'author-answers': 'release.amendment-author',
  'write-answer': 'release.rights-to-work',
  'send-letter': 'release.rights-to-work',
  'tell-others': 'release.rights-to-work',
  price: 'release.rights-to-work',
  account: 'release.rights-to-work',
  'wait-for-patient': undefined,
  nothing: undefined,
};

/** Called last by every use case: the request stands in the one queue that does its next step. */
export async function refreshRights(act: Act, id: string): Promise<void> {
  const rights = await loadRights(act, id);
  const queue = QUEUE_OF[rights.next];
  for (const { kind } of rightsKinds)
    if (kind !== queue) await closeItem(act, { kind, subjectId: id, outcome: rights.state });
  const dueAt = rights.clock?.settled === null ? rights.clock.dueAt : undefined;
  const clock = { id, facilityId: rights.facility.id, answered: dueAt === undefined, dueAt };
  await settleEscalation(act, clock, RIGHTS_ESCALATED);
  if (queue === undefined) return;
  const asked = lastStep(rights, 'author-asked');
  await openItem(act, {
    kind: queue,
    module: 'release',
    subjectId: id,
    patientId: rights.patientId,
    facilityId: rights.facility.id,
    labels: rights.labels,
    permission: queue === 'release.amendment-author' ? 'documents/amend' : 'release/work',
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(queue === 'release.amendment-author' && asked?.facts.personId !== undefined
      ? { assignedTo: asked.facts.personId }
      : {}),
  });
}
