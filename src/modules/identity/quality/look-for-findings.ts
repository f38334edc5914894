import type { JobContext } from '../../../platform/module.ts';
import { followNews } from '../follow-news.ts';
import type { Walk } from '../walk-register.ts';
import { lookAtQuality } from './look-at-quality.ts';

/** News after which a registration may show something that it did not show before, or no longer. */
const NEWS = [
  ...['patients.registered', 'patients.changed', 'patients.died', 'patients.merged', 'patients.unmerged'],
  ...['patients.relabelled', 'patients.representatives-changed'],
  ...['encounters.recorded', 'encounters.changed', 'encounters.discharged'],
  ...['documents.filed', 'documents.reindexed', 'documents.moved', 'documents.entered-in-error'],
  ...['documents.error-withdrawn', 'documents.version-added'],
];

export function lookForFindings(context: Pick<JobContext, 'act' | 'stopping'>): Promise<void> {
  return followNews(context, {
    ...{ name: 'quality-news', news: NEWS, verb: 'identity.look-for-findings' },
    look: lookAtQuality,
  });
}

/** The whole register for findings: asked for by a person, and each week, since some rules hang on the day. */
export const FINDINGS_WALK: Walk = {
  ...{ name: 'quality-whole', job: 'identity.look-through-findings', verb: 'identity.look-for-findings' },
  look: lookAtQuality,
};
