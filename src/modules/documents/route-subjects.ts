import type { SubjectRef } from '../../platform/act.ts';
import type { Act } from '../../platform/act.ts';
import type { RequestContext } from '../../platform/http/route.ts';

export function ofPatient({ params }: { params: { patientId: string } }): SubjectRef {
  return { kind: 'patient', id: params.patientId, patientId: params.patientId };
}

export function ofDocument({ params }: { params: { patientId: string; documentId: string } }): SubjectRef {
  return { kind: 'document', id: params.documentId, patientId: params.patientId };
}

/**
 * A short act of the same person before the act itself, to learn what has to be done outside a transaction: under which
 * key new content is put, which bytes are copied. Decided and audited like any other.
 */
export function beforehand<T>(
  { services, request }: RequestContext,
  asked: { verb: string; permission: string; subject: SubjectRef },
  fn: (act: Act) => Promise<T>,
): Promise<T> {
  return services.acting.act(request.actContext, asked, fn);
}

/** Plain values for the wire: moments as text. The response schema says what they are. */
export function plain<T>(value: T): Plain<T> {
  return JSON.parse(JSON.stringify(value)) as Plain<T>;
}

export type Plain<T> = T extends Date
  ? string
  : T extends readonly (infer E)[]
    ? Plain<E>[]
    : T extends object
      ? { -readonly [K in keyof T]: Plain<T[K]> }
      : T;
