import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  platformProblems,
  Problem,
  type ProblemMaker,
  problemFrom,
  toOperationOutcome,
  toProblemDocument,
} from '../problem.ts';
import type { Services } from '../services.ts';

/** Answers with what went wrong, in the words of whom was asked: a FHIR client gets an OperationOutcome. */
export function printProblem(
  services: Services,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = fromFastify(error) ?? problemFromDatabase(error) ?? problemFrom(error, request.id);
  if (problem.status >= 500)
    services.log.error(
      { reference: request.id, code: problem.code, internal: problem.internal, err: error },
      'a request failed',
    );
  else
    services.log.debug(
      { reference: request.id, code: problem.code, internal: problem.internal },
      'a request was refused',
    );
  if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter));
  const fhir = request.url.startsWith('/fhir/');
  return reply
    .code(problem.status)
    .type(fhir ? 'application/fhir+json' : 'application/problem+json')
    .send(JSON.stringify(fhir ? toOperationOutcome(problem, request.id) : toProblemDocument(problem, request.id)));
}

interface FastifyFault {
  code?: string;
  statusCode?: number;
  validation?: { instancePath: string; message?: string; params?: { additionalProperty?: unknown } }[];
  validationContext?: string;
}

function fromFastify(error: unknown): Problem | undefined {
  if (error instanceof Problem || typeof error !== 'object' || error === null) return undefined;
  const fault = error as FastifyFault;
  if (fault.validation !== undefined) {
    const first = fault.validation[0];
    const at = `${fault.validationContext ?? 'body'}${first?.instancePath ?? ''}`;
    const unknown = first?.params?.additionalProperty;
    if (typeof unknown === 'string') return unknownProperty(at, unknown);
    // The message names the rule that failed, never the value.
    return platformProblems.invalidInput({
      detail: `${at} ${first?.message ?? 'is not as expected'}. Nothing was saved; correct it and send it again.`,
      at,
    });
  }
  if (fault.statusCode === 413)
    return platformProblems.tooLarge({ detail: 'Nothing was saved. Send it in smaller parts.' });
  if (fault.statusCode !== undefined && fault.statusCode >= 400 && fault.statusCode < 500)
    return platformProblems.invalidInput({
      detail: 'The request could not be read. Nothing was saved.',
      status: fault.statusCode,
      internal: fault.code ?? '',
    });
  return undefined;
}

/** Of a name that nobody knows here only so much is repeated. */
const NAME_SHOWN = 60;

function unknownProperty(within: string, name: string): Problem {
  const shown = name.length > NAME_SHOWN ? `${name.slice(0, NAME_SHOWN)}...` : name;
  return platformProblems.invalidInput({
    detail: `${within} has a property ${JSON.stringify(shown)} that is not known here. Nothing was saved; leave it out or correct its name, and send it again.`,
    at: `${within}/${shown}`,
  });
}

/** PostgreSQL's own words carry row values; only the class of the error is passed on. */
const DATABASE_PROBLEMS: Readonly<Record<string, [ProblemMaker, string]>> = {
  '23505': [platformProblems.duplicate, 'It was already saved before. Nothing was changed; reload to see it.'],
  '40001': [
    platformProblems.unavailable,
    'Two people changed the same thing at once. Nothing was saved by this step; try again.',
  ],
  '40P01': [
    platformProblems.unavailable,
    'Two people changed the same thing at once. Nothing was saved by this step; try again.',
  ],
  '42501': [
    platformProblems.beyondSight,
    'Nothing was saved. Ask a colleague whose role covers this kind of record, or your coordinator.',
  ],
  '53100': [
    platformProblems.unavailable,
    'The disk is full. Nothing was acknowledged that is not safe; free space and try again.',
  ],
  '53300': [
    platformProblems.unavailable,
    'The database is at its limit of connections. Nothing was saved by this step; try again in a moment.',
  ],
  '57P01': [
    platformProblems.unavailable,
    'The database is restarting. Nothing was saved by this step; try again in a moment.',
  ],
};

/** Of pg, which gives these no code: the connection died, or none was to be had. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function problemFromDatabase(error: unknown): Problem | undefined {
  if (error instanceof Problem || typeof error !== 'object' || error === null) return undefined;
  const { code, constraint, message } = error as { code?: unknown; constraint?: unknown; message?: unknown };
  if (typeof message === 'string' && LOST.test(message)) return databaseAway('connection lost', error);
  if (typeof code !== 'string') return undefined;
  const internal = `${code} ${typeof constraint === 'string' ? constraint : ''}`.trim();
  const known = DATABASE_PROBLEMS[code];
  if (known !== undefined) return known[0]({ detail: known[1], internal }, error);
  // 57P02: another process of the server died and all were told to leave; 57P03: it is starting or stopping.
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P02', '57P03', '08006'].includes(code)
    ? databaseAway(internal, error)
    : undefined;
}

function databaseAway(internal: string, error: unknown): Problem {
  return platformProblems.unavailable(
    {
      detail: 'The database does not answer. Nothing was saved by this step; try again in a moment.',
      internal,
      retryAfter: 2,
    },
    error,
  );
}
