import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Median = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]);

export const paceContract = {
  open: endpoint({
    method: 'GET',
    path: '/intake/pace',
    summary:
      'How long reading, separating and indexing took of late (medians of the last 200 items, milliseconds), and after how long an item being read counts as stalled: five times the median, at least three minutes',
    response: Type.Object({
      reading: Median,
      separating: Median,
      indexing: Median,
      stalledAfter: Type.Integer({ minimum: 0 }),
    }),
  }),
} as const;
