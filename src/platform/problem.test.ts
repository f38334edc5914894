import { describe, expect, it } from 'vitest';
import { declareProblems, Problem, problemFrom, toHl7Error, toOperationOutcome, toProblemDocument } from './problem.ts';

const problems = declareProblems('release', {
  authorizationExpired: { kind: 'refused', title: 'The authorization has expired' },
});
const problem = problems.authorizationExpired({
  detail: 'Nothing was released. Ask for a new authorization.',
  internal: 'rule us/hipaa/authorization-defects',
  at: 'authorization.expiresOn',
  citations: ['45 CFR 164.508(b)(2)(i)'],
});

describe('a problem', () => {
  it('has a code that names its module', () => {
    expect([problem.code, problem.status, problem.kind]).toEqual(['release/authorization-expired', 422, 'refused']);
  });

  it('is printed for browsers and programs as RFC 9457 says, without its internal side', () => {
    expect(toProblemDocument(problem, 'ref-1')).toEqual({
      type: 'urn:chartkeeper:problem:release/authorization-expired',
      title: 'The authorization has expired',
      status: 422,
      detail: 'Nothing was released. Ask for a new authorization.',
      code: 'release/authorization-expired',
      reference: 'ref-1',
      at: 'authorization.expiresOn',
      citations: ['45 CFR 164.508(b)(2)(i)'],
    });
  });

  it('is printed for FHIR clients as an OperationOutcome with a code of the standard', () => {
    const outcome = toOperationOutcome(problem, 'ref-1');
    expect(outcome.issue[0]).toMatchObject({
      severity: 'error',
      code: 'business-rule',
      expression: ['authorization.expiresOn'],
    });
    expect(JSON.stringify(outcome)).not.toContain('rule us/hipaa');
  });

  it('is printed for HL7 v2 as the fields of an ERR segment', () => {
    expect(toHl7Error(problem)).toMatchObject({
      location: 'authorization.expiresOn',
      code: '207',
      severity: 'E',
      applicationCode: 'release/authorization-expired',
    });
  });

  it('of a fault never shows the fault’s own words', () => {
    const shown = toProblemDocument(problemFrom(new Error('Key (mrn)=(00731190) already exists'), 'ref-2'), 'ref-2');
    expect(JSON.stringify(shown)).not.toContain('00731190');
    expect(shown.detail).toContain('ref-2');
    expect(problemFrom(problem, 'x')).toBeInstanceOf(Problem);
  });
});
