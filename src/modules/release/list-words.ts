import type { Act } from '../../platform/act.ts';
import { LABELS } from '../access/index.ts';
import { listFacilities } from '../directory/index.ts';
import { ruleBook } from '../regulations/index.ts';
import { FACTS, localDate, valueInForce } from '../../../packages/rule-engine/index.ts';
import { checklistOfBasis, FORM_BASES, mayRestOn } from './evaluate-basis.ts';
import { FORM_CHECKLISTS } from './evaluate-authorization.ts';
import { VERIFICATION_CHECKLISTS } from './evaluate-verification.ts';
import type { RuleBookRules } from './reason.ts';

/** What a person chooses from, and the elements of law that are gone through with the form beside them, as of today. */
export async function listWords(act: Act) {
  const { rules } = ruleBook();
  const facilities = await listFacilities(act);
  const today = localDate(act.now, facilities[0]?.timeZone ?? 'UTC');
  const checklist = (ruleId: string) => showChecklist(ruleId, rules, today);
  const entities = new Map<string, { id: string; name: string; facilities: string[] }>();
  for (const facility of facilities) {
    const known = entities.get(facility.legalEntityId);
    if (known === undefined)
      entities.set(facility.legalEntityId, {
        id: facility.legalEntityId,
        name: facility.legalEntityName,
        facilities: [facility.name],
      });
    else known.facilities.push(facility.name);
  }
  return {
    requesterClasses: [...FACTS.requester.values],
    purposes: [...FACTS.purpose.values],
    bases: FACTS.disclosure_basis.values.filter(mayRestOn).map((basis) => {
      const ruleId = FORM_BASES.includes(basis) ? undefined : checklistOfBasis(basis, rules);
      return { basis, checklist: ruleId === undefined ? null : checklist(ruleId) };
    }),
    formChecklists: {
      hipaa: FORM_CHECKLISTS.hipaa.map(checklist),
      part2: FORM_CHECKLISTS.part2.map(checklist),
    },
    verificationChecklists: VERIFICATION_CHECKLISTS.map(checklist),
    sensitiveClasses: LABELS.map(({ name, title }) => ({ name, title })),
    legalEntities: [...entities.values()],
  };
}

function showChecklist(ruleId: string, rules: RuleBookRules, on: string) {
  const rule = rules.get(ruleId);
  if (rule?.kind !== 'checklist') throw new TypeError(`the rule book has no checklist "${ruleId}"`);
  const items = valueInForce(rule, on)?.items ?? [];
  return { ruleId, title: rule.title, elements: items.map(({ id, text, cite }) => ({ id, text, cite })) };
}
