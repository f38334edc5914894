import { countForward, type RuleOf, valueInForce, WEEKENDS_ONLY } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { Language } from '../../correspondence/index.ts';
import { type Deadline, ruleById } from '../../regulations/index.ts';
import { lastStep, loadRights, type LoadedRights } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';
import { type Context, keepRightsLetter, prepareRightsLetter, type PreparedLetter } from './rights-letter.ts';
import { writeStep } from './write-step.ts';

export interface ExtendRights {
  readonly id: string;
  readonly reason: string;
  readonly promisedOn: string;
  readonly language?: Language | undefined;
}

export function prepareRightsExtension(context: Context, input: ExtendRights): Promise<PreparedLetter> {
  return prepareRightsLetter(context, (act) => workOut(act, input));
}

/**
 * Thirty days more, once, told in writing inside the first sixty (45 CFR 164.526(b)(2)(ii), 164.528(c)(1)(ii)). The clock moves
 * when the letter has left.
 * @throws release/rights-no-extension, release/changed-meanwhile
 */
export async function extendRights(
  act: Act,
  input: ExtendRights,
  prepared: PreparedLetter,
): Promise<{ letterId: string; letterNumber: string }> {
  const { rights, letter } = await workOut(act, input, true);
  const kept = await keepRightsLetter(act, prepared, letter);
  await writeStep(act, rights, {
    kind: 'extended',
    facts: { reason: input.reason.trim() },
    promisedOn: input.promisedOn,
    letterId: kept.letterId,
  });
  return kept;
}

async function workOut(act: Act, input: ExtendRights, lock = false) {
  const rights = await loadRights(act, input.id, lock);
  const until = extensionOf(rights);
  const refuse = (detail: string) =>
    problems.rightsNoExtension({
      detail: `Nothing was saved. ${detail}`,
      at: 'promisedOn',
      citations: citesOf(rights),
    });
  if (until === null || rights.clock === null)
    throw refuse('The time is extended once, in writing, and before the day on which it ends.');
  if (input.promisedOn <= rights.clock.dueOn) throw refuse('Choose a day after the one that is due.');
  if (input.promisedOn > until) throw refuse(`Choose ${until} at the latest.`);
  return {
    rights,
    letter: {
      template: 'rights-extension',
      facts: {
        requestNumber: rights.number,
        receivedOn: rights.row.received_on,
        dueOn: rights.clock.dueOn,
        newDueOn: input.promisedOn,
        reason: input.reason.trim(),
        cite: citesOf(rights).join('; '),
      },
      language: input.language,
    },
  };
}

/** The last day to which a letter of today may move the clock; null where none may. */
export function extensionOf(rights: LoadedRights): string | null {
  const { clock, today } = rights;
  if (clock === null || clock.settled !== null || clock.extensionsUsed > 0 || today > clock.dueOn) return null;
  if (lastStep(rights, 'extended') !== undefined) return null;
  const extension = lawOf(clock)?.extension;
  return extension === undefined || extension === null ? null : countForward(clock.dueOn, extension, WEEKENDS_ONLY);
}

function lawOf({ ruleId, startsOn }: Deadline) {
  const rule = ruleById(ruleId);
  return rule.kind === 'clock' ? valueInForce(rule as RuleOf<'clock'>, startsOn) : null;
}

function citesOf({ clock }: LoadedRights): string[] {
  return clock === null ? [] : ruleById(clock.ruleId).references.map(({ section }) => section);
}
