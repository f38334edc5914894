import type { Act } from '../../platform/act.ts';
import { route, type Route } from '../../platform/http/route.ts';
import type { WorklistKind } from '../../platform/module.ts';
import { contract } from './contract.ts';
import { countDoneToday, listItems, listQueues } from './queues.ts';
import { returnItem, startNext } from './start-next.ts';

/** What the routes must be told by `apps`, which alone sees all modules: the kinds, and what an actor may do. */
export interface WorklistHelp {
  readonly kinds: () => readonly WorklistKind[];
  readonly permitted: (act: Act, permissions: readonly string[]) => readonly string[];
}

export function worklistRoutes(help: WorklistHelp): Route[] {
  const permitted = (act: Act) => help.permitted(act, [...new Set(help.kinds().map((kind) => kind.permission))]);
  const titleOf = (kind: string) => help.kinds().find((each) => each.kind === kind)?.title ?? kind;
  return [
    route(contract.queues, {
      permission: 'worklist/work',
      verb: 'worklist.look',
      handle: async (act) => {
        act.note({ coalesce: 'queues' });
        const may = permitted(act);
        const counted = await listQueues(act, { permitted: may });
        const empty = help
          .kinds()
          .filter((kind) => may.includes(kind.permission) && !counted.some((queue) => queue.kind === kind.kind))
          .map((kind) => ({ kind: kind.kind, waiting: 0, inHand: 0, dueToday: 0, overdue: 0, oldestAt: null }));
        const done = await countDoneToday(act);
        return {
          queues: [...counted, ...empty].map((queue) => ({ ...queue, title: titleOf(queue.kind) })),
          doneToday: done.done,
          lastDoneAt: done.lastAt,
        };
      },
    }),
    route(contract.items, {
      permission: 'worklist/work',
      verb: 'worklist.list',
      handle: async (act, { params }) => ({
        title: titleOf(params.kind),
        items: await listItems(act, { kind: params.kind, permitted: permitted(act) }),
      }),
    }),
    route(contract.startNext, {
      permission: 'worklist/work',
      verb: 'worklist.start-next',
      handle: async (act, { body }) => ({
        item:
          (await startNext(act, {
            permitted: permitted(act),
            ...(body.kind === undefined ? {} : { kinds: [body.kind] }),
            ...(body.except === undefined ? {} : { except: body.except }),
          })) ?? null,
      }),
    }),
    route(contract.returnItem, {
      permission: 'worklist/work',
      verb: 'worklist.return',
      handle: (act, { params }) => returnItem(act, params.id),
    }),
  ];
}
