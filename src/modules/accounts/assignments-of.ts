import { sql } from 'kysely';
import type { Actor } from '../../platform/act.ts';

/** Roles held now, each at one facility or at all: a column of a question about a person or a client. */
export const assignmentsOf = (holder: 'person_id' | 'client_id', of: string) => sql<Actor['assignments']>`(
  SELECT coalesce(json_agg(json_build_object('role', held.role, 'facilityId', held.facility_id) ORDER BY held.role, held.facility_id), '[]')
  FROM accounts.role_assignment held
  WHERE held.${sql.ref(holder)} = ${sql.ref(of)}
    AND NOT EXISTS (SELECT FROM accounts.role_assignment_end ended WHERE ended.assignment_id = held.id))`;
