import type { Staff } from './staff.ts';

/** The queues with something in them, as the coordinator and the privacy officer see them. */
export async function openQueues(staff: Staff): Promise<Set<string>> {
  const open = new Set<string>();
  for (const name of ['coordinator', 'privacy'] as const) {
    const { queues } = await staff
      .browser(name)
      .call<{ queues: { kind: string; waiting: number }[] }>('GET', '/worklist/queues');
    for (const { kind, waiting } of queues) if (waiting > 0) open.add(kind);
  }
  return open;
}
