import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { type Tone } from '../../../../ui/theme.ts';
import { type houseContract } from '../../house-templates/contract.ts';

type State = ResponseOf<typeof houseContract.houseTemplates>['versions'][number]['state'];

export const STATE_TONE: Readonly<Record<State, Tone>> = {
  draft: 'attention',
  tried: 'info',
  waits: 'info',
  'in-force': 'good',
  replaced: 'neutral',
  retired: 'neutral',
};
