export type { Person, PersonAddress, PersonName } from './person.ts';
export { keysFor, MAX_KEYS_PER_PERSON, type SearchKey, type SearchKeyKind } from './keys-for.ts';
export { parseQuery, type ParsedQuery, type PersonQuery, type QueryTerm, type Reading } from './parse-query.ts';
export { findDate, type DateHabit } from './read-dates.ts';
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
export { compareDates } from './compare-dates.ts';
export { compareNames } from './compare-names.ts';
export { areNicknames, isKnownGivenName } from './nicknames.ts';
export { foldText, identifierText, isParticle, nameParts, phoneDigits, streetPlace } from './normalise.ts';
export { dedupe, type Dedupe, type DedupeOptions, type ScoredPair } from './bulk/dedupe.ts';
export { DEDUPE_FIELDS, type DedupeField } from './bulk/fields.ts';
export { readRow } from './bulk/read-value.ts';
export { type SharedTable, TableBuilder } from './bulk/record-table.ts';
