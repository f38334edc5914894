import { problems } from './problems.ts';
import type { RuleBookRules } from './reason.ts';

/**
 * A misspelt element would pass for one nobody looked at. So what is stated must exist, in a checklist of the rule book.
 * @throws release/unknown-element
 */
export function mustBeKnownElements(
  seen: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  rules: RuleBookRules,
): void {
  for (const [ruleId, elements] of Object.entries(seen)) {
    const rule = rules.get(ruleId);
    const known =
      rule?.kind === 'checklist'
        ? new Set(rule.values.flatMap((value) => value.items.map((item) => item.id)))
        : undefined;
    const unknown = Object.keys(elements).find((element) => element !== '*' && known?.has(element) !== true);
    if (known !== undefined && unknown === undefined) continue;
    throw problems.unknownElement({
      detail: 'Nothing was saved. Reload the checklist: the rules have no such element.',
      at: `seen/${ruleId}${unknown === undefined ? '' : `/${unknown}`}`,
    });
  }
}
