import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { type Tone } from '../../../../ui/theme.ts';
import { rightsContract } from '../../rights/contract.ts';

export type ListedRights = ResponseOf<typeof rightsContract.rightsThatWait>['requests'][number];
export type Rights = ResponseOf<typeof rightsContract.rights>;
export type RightsOfAuthor = ResponseOf<typeof rightsContract.amendmentToAnswer>;

export const CHANGED = [
  rightsContract.rights,
  rightsContract.rightsOfPatient,
  rightsContract.rightsThatWait,
  rightsContract.amendmentToAnswer,
] as const;

export const STATE_TONES: Readonly<Record<Rights['state'], Tone>> = {
  received: 'attention',
  'with-author': 'info',
  'author-answered': 'attention',
  priced: 'info',
  'letter-waits': 'attention',
  telling: 'attention',
  accepted: 'good',
  denied: 'neutral',
  accounted: 'good',
  withdrawn: 'neutral',
};
