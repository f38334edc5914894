import { type Texts } from '../../../../ui/i18n.ts';

/** Sources that a rule of the STAT lane may name: those of items. */
export const LANE_SOURCES = ['upload', 'folder', 'mail', 'fax', 'rest'] as const;

/** Coded reasons that a part of the STAT lane carries. */
export const LANE_REASONS = ['advance-directive', 'surgery', 'transfer-packet', 'downtime-form', 'site-rule'] as const;

const SAID = ['source', 'surgery-today', ...LANE_REASONS];

/** A reason that a program set is shown by its own words. */
export function wordsOfLane(reason: string, t: Texts): string {
  return SAID.includes(reason) ? t(`laneRules.reasons.${reason}`) : reason.replaceAll('-', ' ');
}
