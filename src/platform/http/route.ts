import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Act, Actor, Purpose, SubjectRef } from '../act.ts';
import type { Services } from '../services.ts';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from './contract.ts';

export interface RouteInput<E> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
}

/** What a step outside the transaction may touch. */
export interface RequestContext {
  readonly services: Services;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly actor: Actor;
}

/** Bytes to send after the commit. */
export interface Download {
  readonly bytes: NodeJS.ReadableStream | Buffer;
  readonly contentType: string;
  readonly contentLength?: number;
  /** Set: the browser saves it under this name; unset: shown inline (only for images we encoded ourselves). */
  readonly attachment?: string;
  /** Immutable content under a random id may be kept by the browser for the session. */
  readonly cacheSeconds?: number;
}

export interface RouteParts<E extends Endpoint, Prepared, Result> {
  /** `module/permission` as declared by the module, or `public`. */
  readonly permission: string;
  /** Audit verb as declared by the module. */
  readonly verb: string;
  readonly purpose?: Purpose;
  readonly subject?: (input: RouteInput<E>) => SubjectRef | undefined;
  /** Outside the transaction, before it: receive bytes, hash a password. Its result is handed to `handle`. */
  readonly before?: (context: RequestContext, input: RouteInput<E>) => Promise<Prepared>;
  readonly handle: (act: Act, input: RouteInput<E>, prepared: Prepared) => Promise<Result>;
  /** After the commit, before the answer: open blobs, set a cookie. Without it the result of `handle` is the answer. */
  readonly after?: (
    context: RequestContext,
    result: Result,
    input: RouteInput<E>,
    prepared: Prepared,
  ) => Promise<ResponseOf<E> | Download>;
  /** Requests a minute from one actor or address, where the default is too many. */
  readonly perMinute?: number;
  /** Body limit in bytes where the default (1 MiB) is too small. */
  readonly bodyLimit?: number;
}

/** A route with its types closed over: lists of routes of different shapes. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly permission: string;
  readonly verb: string;
  readonly parts: RouteParts<Endpoint, unknown, unknown>;
}

export function route<E extends Endpoint, Prepared = undefined, Result = ResponseOf<E>>(
  endpoint: E,
  parts: RouteParts<E, Prepared, Result>,
): Route {
  // The schema of the endpoint has checked the input before any of these functions see it, so the wider type is safe.
  return {
    endpoint,
    permission: parts.permission,
    verb: parts.verb,
    parts: parts as unknown as RouteParts<Endpoint, unknown, unknown>,
  };
}

export function isDownload(value: unknown): value is Download {
  return typeof value === 'object' && value !== null && 'bytes' in value && 'contentType' in value;
}
