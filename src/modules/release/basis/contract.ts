import { type TSchema, Type } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';
import { DISCLOSURE_ANSWERS, WIDER } from './answers.ts';

const Id = Type.String({ format: 'uuid' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const Reason = Type.Object({
  ruleId: Type.String(),
  version: Type.Optional(Type.String()),
  cite: Type.Optional(Type.String()),
  text: Type.String(),
});
const Stated = Type.Object(
  {
    abuse_or_endangerment_believed: Type.Optional(Type.Boolean()),
    emergency_needs_restricted: Type.Optional(Type.Boolean()),
    minor_consented_alone: Type.Optional(Type.Boolean()),
    notes_exception: Type.Optional(oneOf([...FACTS.notes_exception.values])),
    parent_agreed_to_confidentiality: Type.Optional(Type.Boolean()),
    redisclosure_received_for_tpo: Type.Optional(Type.Boolean()),
    refusal_in_best_interest: Type.Optional(Type.Boolean()),
    state_law_on_parent_access: Type.Optional(oneOf([...FACTS.state_law_on_parent_access.values])),
  },
  { additionalProperties: false },
);

export const basisContract = {
  basis: endpoint({
    method: 'GET',
    path: '/release/requests/:id/basis',
    summary: 'What may leave under the authority of a request, class of content by class, with the rules that say so',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      place: Nullable(Type.String()),
      classes: Type.Array(
        Type.Object({
          contentClass: oneOf([...FACTS.content_class.values]),
          answer: oneOf([...DISCLOSURE_ANSWERS]),
          reasons: Type.Array(Reason),
          notices: Type.Array(Reason),
        }),
      ),
      usual: Nullable(
        Type.Object({ id: Type.String(), limit: oneOf(['encounter', 'injury', 'days']), reason: Reason }),
      ),
      width: Nullable(Type.Object({ wider: Type.Array(oneOf([...WIDER])), reason: Nullable(Type.String()) })),
      stated: Nullable(
        Type.Object({
          facts: Stated,
          reason: Type.String(),
          at: Type.String({ format: 'date-time' }),
          by: Type.String(),
        }),
      ),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  stateFacts: endpoint({
    method: 'POST',
    path: '/release/requests/:id/stated-facts',
    summary: 'State what no paper of the record says and the law asks for; replaces what was stated before',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      { facts: Stated, reason: Type.String({ minLength: 3, maxLength: 2_000, pattern: '\\S' }) },
      { additionalProperties: false },
    ),
    response: Type.Object({}),
  }),
} as const;
