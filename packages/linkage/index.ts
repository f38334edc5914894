export type { Person, PersonAddress, PersonName } from './person.ts';
export { keysFor, MAX_KEYS_PER_PERSON, type SearchKey, type SearchKeyKind } from './keys-for.ts';
export { parseQuery, type ParsedQuery, type PersonQuery, type QueryTerm, type Reading } from './parse-query.ts';
export type { DateHabit } from './read-dates.ts';
export { queryKeys, MAX_QUERY_KEYS, type QueryKey } from './query-keys.ts';
export { score, type CandidateScore, type ReasonDetail, type ReasonField, type ScoreReason } from './score.ts';
export {
  comparePeople,
  DEFAULT_PRIORS,
  type AgreementLevel,
  type ComparedField,
  type FieldComparison,
  type PeopleComparison,
} from './compare-people.ts';
export { isParticle, nameParts } from './normalise.ts';
