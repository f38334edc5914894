import type { useTexts } from '../../../ui/i18n.ts';

/** A SMART scope as whoever is asked reads it: whom it is about, what, and how. */
export function describeScope(scope: string, t: ReturnType<typeof useTexts>): string {
  const [, whom, what = '', how = ''] = /^(patient|user)\/([^.]+)\.(r|s|rs)$/.exec(scope) ?? [];
  if (whom === undefined) return t(`scope.${scope}`, { defaultValue: t('scope.other', { scope }) });
  return t(`scope.${whom}`, { how: t(`how.${how}`), what: t(`what.${what}`, { defaultValue: what }) });
}
