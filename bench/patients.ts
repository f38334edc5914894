import { readSettings } from '../src/platform/settings.ts';
import { createLog } from '../src/platform/log.ts';
import { systemActor } from '../src/platform/system-actor.ts';
import { startStack } from '../src/apps/stack.ts';
import { DEFAULT_FACILITY } from '../src/modules/directory/index.ts';
import type { Bench } from './lib/bench.ts';
import { judgePapers, registerPeople, type System, type Verdict } from './lib/judge-papers.ts';
import { watchMachine } from './lib/machine.ts';
import { makePapers, makePeople, type Trap } from './lib/paper-people.ts';
import { withDataFolder } from './lib/product.ts';

const PEOPLE = 2_400;
const PAPERS = 2_000;

/** Whose page is it, and would it file itself? One in twenty is made to deceive. The reference is the truth. */
export const patients: Bench = {
  name: 'patients',
  measures: 'pages matched to people: filed by themselves to the wrong person, and share filed without a hand',
  run: (_options, print) =>
    withDataFolder({}, async (data) => {
      const settings = readSettings({ CHARTKEEPER_LOG_LEVEL: 'warn' }, { data });
      const log = createLog({ level: settings.logLevel, toStderr: true });
      const stack = await startStack({ settings, log, command: 'bench', listen: false });
      const system: System = (fn) =>
        stack.services.acting.act({ actor: systemActor('bench') }, { verb: 'intake.read', permission: 'system' }, fn);
      try {
        const people = makePeople(PEOPLE);
        const known = await registerPeople(system, people, DEFAULT_FACILITY);
        const end = watchMachine();
        const begin = performance.now();
        const verdicts = await judgePapers(system, makePapers(people, PAPERS), known, DEFAULT_FACILITY);
        const milliseconds = (performance.now() - begin) / verdicts.length;
        const noise = end();
        const filed = verdicts.filter((each) => each.filed);
        const share = (some: readonly Verdict[], of: readonly Verdict[]) => (some.length / of.length) * 100;
        print({
          what: `${PAPERS} documents, to the wrong person`,
          measured: filed.filter((each) => !each.rightPatient).length,
          unit: 'documents',
          target: { atLeast: 0, goal: 0, atMost: true },
          more: `${people.length} registrations`,
        });
        print({
          what: 'to the wrong visit',
          measured: filed.filter((each) => !each.rightVisit).length,
          unit: 'documents',
          target: { atLeast: 0, goal: 0, atMost: true },
        });
        print({
          what: 'filed without a hand, all sources on',
          measured: share(filed, verdicts),
          unit: '%',
          target: { atLeast: 50, goal: 70 },
          more: topReasons(verdicts),
        });
        print({
          what: 'right person proposed first',
          measured: share(
            verdicts.filter((each) => each.firstIsRight),
            verdicts,
          ),
          unit: '%',
        });
        print({ what: 'a document understood in', measured: milliseconds, unit: 'ms', noise });
        for (const trap of new Set(verdicts.flatMap(({ paper }) => (paper.trap === undefined ? [] : [paper.trap])))) {
          const of = verdicts.filter(({ paper }) => paper.trap === trap);
          print({
            what: `trap: ${trap satisfies Trap}`,
            measured: of.filter((each) => each.filed && !each.rightPatient).length,
            unit: 'wrong',
            more: `${of.length} planted, ${of.filter((each) => each.filed).length} filed`,
          });
        }
      } finally {
        await stack.stop();
      }
    }),
};

/** Why the others wait, most frequent first. */
function topReasons(verdicts: readonly Verdict[]): string {
  const counts = new Map<string, number>();
  for (const { filed, reasons } of verdicts)
    if (!filed) for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
}
