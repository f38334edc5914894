import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const ofRequest = Type.Object({ id: Id });
const path = '/release/requests/:id/packet-options' as const;
const MB = 1_000_000;
/** No formula begins with a letter, and no path has one of these. */
export const BATES_PREFIX = '^[A-Z][A-Z0-9-]{0,11}$';

const option = {
  certified: Type.Boolean(),
  /** Whoever certifies, and in which office. */
  certifierName: Nullable(Word),
  certifierTitle: Nullable(Word),
  /** With the words of FRE 902(11) and 803(6). */
  forCourt: Type.Boolean(),
  caption: Nullable(Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })),
  language: Type.Enum(['en', 'es']),
  batesPrefix: Nullable(Type.String({ pattern: BATES_PREFIX })),
  /** Null: it goes on where the prefix was left. */
  batesFirst: Nullable(Type.Integer({ minimum: 1, maximum: 999_999_999 })),
  batesDigits: Nullable(Type.Integer({ minimum: 4, maximum: 9 })),
  largestBytes: Nullable(Type.Integer({ minimum: MB, maximum: 2_000 * MB })),
  sealed: Type.Boolean(),
  protection: Type.Enum(['as-scope', 'passcode', 'none']),
};

export const makingContract = {
  showOption: endpoint({
    method: 'GET',
    path,
    summary: 'How the packet of a request is to be made, and what it was made with',
    params: ofRequest,
    response: Type.Object({
      usual: Type.Object({ sealed: Type.Boolean(), court: Type.Boolean() }),
      /** What a subpoena or order asks of the copies. */
      wished: Nullable(
        Type.Object({ certified: Type.Boolean(), batesPrefix: Nullable(Type.String()), caption: Type.String() }),
      ),
      chosen: Nullable(Type.Object({ ...option, reason: Type.String(), at: Moment, by: Type.String() })),
      /** The next number of the prefix. */
      next: Nullable(Type.Integer()),
      /** Documents that alone are larger than the largest file. */
      tooLarge: Type.Array(Type.Object({ documentId: Id, name: Type.String(), bytes: Type.Integer() })),
      made: Nullable(
        Type.Object({
          seal: Nullable(Type.Object({ fingerprint: Type.String(), subject: Type.String() })),
          numbers: Nullable(Type.Object({ first: Type.String(), last: Type.String() })),
        }),
      ),
      mayChoose: Type.Boolean(),
    }),
  }),
  chooseOption: endpoint({
    method: 'POST',
    path,
    summary: 'Say how the packet is to be made: certified, numbered, split by size, sealed, with or without a passcode',
    params: ofRequest,
    body: Type.Object({ ...option, reason: Type.String({ minLength: 3, maxLength: 2_000, pattern: '\\S' }) }, closed),
    response: Type.Object({ optionId: Id }),
    status: 201,
  }),
} as const;
