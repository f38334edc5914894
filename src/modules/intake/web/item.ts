import { type ResponseOf } from '../../../platform/http/contract.ts';
import { type contract } from '../contract.ts';

export type Item = ResponseOf<typeof contract.list>['items'][number];
export type OpenedItem = ResponseOf<typeof contract.open>;
/** A document to be, as the index desk has it open. */
export type OpenedPart = ResponseOf<typeof contract.openPart>;
export type ItemPage = OpenedItem['pages'][number];
export type Proposal = OpenedItem['proposals'][number];
