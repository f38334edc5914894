import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Whole = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]);

export const watchContract = {
  progress: endpoint({
    method: 'GET',
    path: '/intake/progress',
    summary: 'Files that are being read or wait for it: step, pages read of how many, time left, what they wait for',
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          itemId: Type.String(),
          step: Type.Union([
            Type.Literal('waiting'),
            Type.Literal('scanning'),
            Type.Literal('splitting'),
            Type.Literal('reading'),
            Type.Literal('understanding'),
          ]),
          pages: Whole,
          pagesDone: Type.Integer({ minimum: 0 }),
          /** Files that are read before it. */
          ahead: Type.Integer({ minimum: 0 }),
          /** Milliseconds, as far as can be said. */
          left: Whole,
          /** Slower than usual by far, and nothing moves. */
          stalled: Type.Boolean(),
          waitsFor: Type.Union([Type.Literal('space'), Type.Literal('restart'), Type.Literal('fault'), Type.Null()]),
        }),
      ),
    }),
  }),
} as const;
