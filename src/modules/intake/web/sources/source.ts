import type { Static } from 'typebox';
import type { Source as Schema } from '../../sources/contract.ts';

export type Source = Static<typeof Schema>;
export interface Places {
  readonly folder: string;
  readonly mailHost: string | null;
  readonly mailPort: number;
  readonly apiUrl: string;
  readonly malwareScanner: boolean;
}
