import { printCents } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { Language } from '../../correspondence/index.ts';
import { citeRulings } from '../../regulations/index.ts';
import { evaluatePrice } from './evaluate-price.ts';
import { loadRights, mustBeNext } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';
import { type Context, keepRightsLetter, prepareRightsLetter, type PreparedLetter } from './rights-letter.ts';
import { writeStep } from './write-step.ts';

export interface PriceAccounting {
  readonly id: string;
  readonly cents: number;
  readonly language?: Language | undefined;
}

export function preparePrice(context: Context, input: PriceAccounting): Promise<PreparedLetter> {
  return prepareRightsLetter(context, (act) => workOut(act, input));
}

/**
 * A later accounting within twelve months may cost what it costs: the patient is told before, and may withdraw or ask for
 * less (45 CFR 164.528(c)(2)).
 * @throws release/price-not-allowed, release/rights-unfit, release/rights-not-now
 */
export async function priceAccounting(
  act: Act,
  input: PriceAccounting,
  prepared: PreparedLetter,
): Promise<{ letterId: string; letterNumber: string }> {
  const { rights, letter, reason } = await workOut(act, input, true);
  const kept = await keepRightsLetter(act, prepared, letter);
  await citeRulings(act, [{ ruleId: reason.ruleId, outcome: 'answered' }]);
  await writeStep(act, rights, { kind: 'priced', facts: { cents: input.cents }, letterId: kept.letterId });
  return kept;
}

/** The patient was told the price and wants the accounting. @throws release/rights-not-now */
export async function agreeToPrice(act: Act, { id, note }: { id: string; note: string }): Promise<void> {
  const rights = await loadRights(act, id, true);
  mustBeNext(rights, 'wait-for-patient');
  await writeStep(act, rights, { kind: 'price-agreed', facts: { note: note.trim() } });
}

async function workOut(act: Act, input: PriceAccounting, lock = false) {
  const rights = await loadRights(act, input.id, lock);
  const { mayCost, reason } = await evaluatePrice(act, rights.row);
  if (!mayCost)
    throw problems.priceNotAllowed({
      detail: `Nothing was saved. ${reason.text}.`,
      citations: reason.cite === undefined ? [] : [reason.cite],
      at: 'cents',
    });
  mustBeNext(rights, 'price');
  if (input.cents > rights.setting.accountingCents)
    throw problems.rightsUnfit({
      detail: `Nothing was saved. This facility asks ${printCents(rights.setting.accountingCents, 'USD')} at most.`,
      at: 'cents',
    });
  return {
    rights,
    reason,
    letter: {
      template: 'accounting-price',
      facts: {
        requestNumber: rights.number,
        receivedOn: rights.row.received_on,
        price: printCents(input.cents, 'USD'),
      },
      language: input.language,
    },
  };
}
