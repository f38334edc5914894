/** RFC 9457 as the server prints it (platform/problem.ts): what happened, whether work is safe, what to do. */
export interface ProblemDocument {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** Under which the log has it; safe to read out on the phone. */
  readonly reference?: string;
  readonly at?: string;
  readonly citations?: readonly string[];
}

export class ProblemError extends Error {
  constructor(
    readonly problem: ProblemDocument,
    cause?: unknown,
  ) {
    super(`${problem.code}: ${problem.title}`, cause === undefined ? undefined : { cause });
    this.name = 'ProblemError';
  }

  get isSignedOut(): boolean {
    return this.problem.status === 401;
  }

  /** The same request may succeed later without anybody changing anything. */
  get isPassing(): boolean {
    return this.problem.status === 0 || this.problem.status === 503;
  }

  /** The field of the request body that the server could not take, if it named one: `/givenName`. */
  get field(): string | undefined {
    const match = /^body\/(.+)$/.exec(this.problem.at ?? '') ?? /^\/(.+)$/.exec(this.problem.at ?? '');
    return match?.[1]?.replaceAll('/', '.');
  }
}

/** The request did not reach the server, or its answer did not reach us. Texts: `problems.*` of this kit. */
export function noConnection(cause: unknown): ProblemError {
  return new ProblemError({ code: 'ui/no-connection', title: '', detail: '', status: 0 }, cause);
}

/** An answer that is not ours: a proxy's page, or a newer server that speaks differently. */
export function strangeAnswer(status: number): ProblemError {
  return new ProblemError({ code: 'ui/strange-answer', title: '', detail: '', status });
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return strangeAnswer(response.status);
  const body: unknown = await response.json().catch(() => undefined);
  if (!isProblem(body)) return strangeAnswer(response.status);
  return new ProblemError(body);
}

function isProblem(body: unknown): body is ProblemDocument {
  if (typeof body !== 'object' || body === null) return false;
  return 'title' in body && 'detail' in body && 'code' in body && 'status' in body;
}
