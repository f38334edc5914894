import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { type restrictionContract } from '../../restrictions/contract.ts';

export type Restriction = ResponseOf<typeof restrictionContract.restrictions>['restrictions'][number];
