import type { Act } from '../../platform/act.ts';
import { canonicalJson, type Rule, type Ruling } from '../../../packages/rule-engine/index.ts';
import { ruleById } from './rules.ts';

/**
 * Keeps the text of the rules on which a decision of this act rests, and names them in its audit entry. Rulings of rules
 * that do not apply are left out. At most one row for each text that a rule ever had.
 */
export async function citeRulings(act: Act, rulings: readonly Pick<Ruling, 'ruleId' | 'outcome'>[]): Promise<void> {
  const ids = rulings.filter(({ outcome }) => outcome === 'answered').map(({ ruleId }) => ruleId);
  await keepVersions(
    act,
    [...new Set(ids)].map((id) => ruleById(id)),
  );
}

export async function keepVersions(act: Act, rules: readonly Rule[]): Promise<void> {
  if (rules.length === 0) return;
  await act.tx
    .insertInto('regulations.rule_version')
    .values(
      rules.map(({ version, ...content }) => ({
        rule_id: content.id,
        version,
        content: canonicalJson(content),
        first_seen_at: act.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['rule_id', 'version']).doNothing())
    .execute();
  act.note({ reasonIds: rules.map(({ id }) => id) });
}
