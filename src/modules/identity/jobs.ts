import type { JobDefinition } from '../../platform/module.ts';
import { lookAtNews } from './pairs/look-at-news.ts';
import { PAIRS_WALK } from './pairs/look-through.ts';
import { COUNT_ONE, countOne, countRegisters } from './rates/count-register.ts';
import { FINDINGS_WALK, lookForFindings } from './quality/look-for-findings.ts';
import { beginWalk, walkRegister } from './walk-register.ts';

export const jobs: readonly JobDefinition[] = [
  { name: 'identity.look-at-news', cron: '* * * * *', run: lookAtNews },
  { name: PAIRS_WALK.job, run: (context) => walkRegister(context, PAIRS_WALK) },
  { name: 'identity.look-for-findings', cron: '* * * * *', run: lookForFindings },
  { name: 'identity.count-registers', cron: '5 * * * *', run: countRegisters },
  { name: COUNT_ONE, run: countOne },
  { name: FINDINGS_WALK.job, run: (context) => walkRegister(context, FINDINGS_WALK) },
  {
    name: 'identity.weekly-findings',
    cron: '15 5 * * 0',
    run: (context) => context.act({ verb: 'identity.begin-quality-whole' }, (act) => beginWalk(act, FINDINGS_WALK)),
  },
];
