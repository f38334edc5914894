import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { type outside } from '../../outside/contract.ts';

export type OpenedReview = ResponseOf<typeof outside.open>;
