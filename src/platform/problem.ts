/**
 * One error type for every door. A module declares its problems in `problems.ts`; the platform prints each one three
 * ways: RFC 9457 `application/problem+json`, FHIR OperationOutcome, HL7 v2 ERR. `detail` speaks to the person at the
 * desk (what happened, is the work safe, what to do); `internal` speaks to the log. Neither carries patient data.
 */
export type ProblemKind = 'invalid' | 'not-found' | 'forbidden' | 'conflict' | 'refused' | 'busy' | 'fault';

const STATUS: Record<ProblemKind, number> = {
  invalid: 400,
  'not-found': 404,
  forbidden: 403,
  conflict: 409,
  refused: 422,
  busy: 503,
  fault: 500,
};

/** FHIR R4 issue-type codes (value set issue-type), one for each kind. */
const FHIR_ISSUE: Record<ProblemKind, string> = {
  invalid: 'invalid',
  'not-found': 'not-found',
  forbidden: 'forbidden',
  conflict: 'conflict',
  refused: 'business-rule',
  busy: 'throttled',
  fault: 'exception',
};

/** HL7 table 0357 message error codes, one for each kind. */
const HL7_ERROR: Record<ProblemKind, { code: string; text: string }> = {
  invalid: { code: '102', text: 'Data type error' },
  'not-found': { code: '204', text: 'Unknown key identifier' },
  forbidden: { code: '207', text: 'Application internal error' },
  conflict: { code: '205', text: 'Duplicate key identifier' },
  refused: { code: '207', text: 'Application internal error' },
  busy: { code: '206', text: 'Application record locked' },
  fault: { code: '207', text: 'Application internal error' },
};

export interface ProblemParts {
  /** For the person at the desk. Required, so that no error reaches a screen without advice. */
  readonly detail: string;
  /** For the log; without patient data. */
  readonly internal?: string;
  /** Where in the input: a JSON pointer, FHIRPath or HL7 location. */
  readonly at?: string;
  readonly citations?: readonly string[];
  /** Overrides the status of the kind, e.g. 401, 413, 429. */
  readonly status?: number;
  /** Seconds after which another try may succeed. */
  readonly retryAfter?: number;
}

export interface ProblemDeclaration {
  readonly kind: ProblemKind;
  readonly title: string;
  readonly status?: number;
}

export class Problem extends Error {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly internal: string | undefined;
  readonly at: string | undefined;
  readonly citations: readonly string[];
  readonly retryAfter: number | undefined;

  constructor(code: string, declaration: ProblemDeclaration, parts: ProblemParts, cause?: unknown) {
    super(`${code}: ${declaration.title}`, cause === undefined ? undefined : { cause });
    this.name = 'Problem';
    this.code = code;
    this.kind = declaration.kind;
    this.title = declaration.title;
    this.status = parts.status ?? declaration.status ?? STATUS[declaration.kind];
    this.detail = parts.detail;
    this.internal = parts.internal;
    this.at = parts.at;
    this.citations = parts.citations ?? [];
    this.retryAfter = parts.retryAfter;
  }
}

export type ProblemMaker = ((parts: ProblemParts, cause?: unknown) => Problem) & {
  readonly code: string;
  readonly declaration: ProblemDeclaration;
};

/** Declares a module's problems. `authorizationExpired` becomes the code `release/authorization-expired`. */
export function declareProblems<const T extends Record<string, ProblemDeclaration>>(
  module: string,
  declarations: T,
): { readonly [K in keyof T]: ProblemMaker } {
  const makers: Partial<Record<keyof T, ProblemMaker>> = {};
  for (const key of Object.keys(declarations) as (keyof T & string)[]) {
    const declaration = declarations[key] as ProblemDeclaration;
    const code = `${module}/${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const make = (parts: ProblemParts, cause?: unknown) => new Problem(code, declaration, parts, cause);
    makers[key] = Object.assign(make, { code, declaration });
  }
  return makers as { readonly [K in keyof T]: ProblemMaker };
}

export const platformProblems = declareProblems('platform', {
  notFound: { kind: 'not-found', title: 'Nothing here under that address' },
  invalidInput: { kind: 'invalid', title: 'The request is not in the form expected' },
  tooLarge: { kind: 'invalid', title: 'The request is too large', status: 413 },
  staleVersion: { kind: 'conflict', title: 'Somebody else changed this in the meantime' },
  keyReused: { kind: 'conflict', title: 'The idempotency key was used for another request' },
  duplicate: { kind: 'conflict', title: 'This is already recorded' },
  tooManyRequests: { kind: 'busy', title: 'Too many requests', status: 429 },
  unavailable: { kind: 'busy', title: 'Chartkeeper cannot do this right now' },
  beyondSight: { kind: 'forbidden', title: 'You may not write what you may not see' },
  notSignedIn: { kind: 'forbidden', title: 'Sign in first', status: 401 },
  crossSite: { kind: 'forbidden', title: 'The request came from another site' },
  fault: { kind: 'fault', title: 'Something went wrong inside Chartkeeper' },
});

/** A fault never shows its message: only the reference under which the log has it. */
export function problemFrom(error: unknown, reference: string): Problem {
  if (error instanceof Problem) return error;
  return platformProblems.fault(
    {
      detail: `Nothing was saved by this step and earlier work is safe. Try again; if it happens again, give your administrator the reference ${reference}.`,
      internal: error instanceof Error ? error.name : typeof error,
    },
    error,
  );
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  reference: string;
  at?: string;
  citations?: readonly string[];
}

/** RFC 9457. */
export function toProblemDocument(problem: Problem, reference: string): ProblemDocument {
  return {
    type: `urn:chartkeeper:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    reference,
    ...(problem.at === undefined ? {} : { at: problem.at }),
    ...(problem.citations.length === 0 ? {} : { citations: problem.citations }),
  };
}

/** FHIR R4 OperationOutcome with one issue. */
export function toOperationOutcome(problem: Problem, reference: string) {
  return {
    resourceType: 'OperationOutcome' as const,
    id: reference,
    issue: [
      {
        severity: 'error' as const,
        code: FHIR_ISSUE[problem.kind],
        details: { coding: [{ system: 'urn:chartkeeper:problem', code: problem.code }], text: problem.title },
        diagnostics: problem.detail,
        ...(problem.at === undefined ? {} : { expression: [problem.at] }),
      },
    ],
  };
}

/** The fields of an HL7 v2 ERR segment (2.5 and later); the caller joins them with its own delimiters. */
export function toHl7Error(problem: Problem) {
  const error = HL7_ERROR[problem.kind];
  return {
    location: problem.at ?? '',
    code: error.code,
    codeText: error.text,
    codeSystem: 'HL70357',
    severity: 'E',
    applicationCode: problem.code,
    userMessage: `${problem.title}. ${problem.detail}`,
  };
}
