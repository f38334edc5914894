import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fastJsonStringify, { type AnySchema } from 'fast-json-stringify';
import type { FastifyInstance, FastifySchemaValidationError } from 'fastify';

/**
 * Schemas become code with the first request that needs them: all of them at once are half of the time that a start
 * takes. A test compiles every one, so that a flaw does not wait for a user.
 *
 * Bodies are taken as they are: "true" is no boolean. Only the address line, which is all text, is coerced.
 */
export function compileWhenUsed(app: FastifyInstance): void {
  const strict = once(() => addFormats.default(new Ajv({ allErrors: false, strict: false })));
  const coercing = once(() =>
    addFormats.default(new Ajv({ allErrors: false, strict: false, coerceTypes: 'array', useDefaults: true })),
  );
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const compiled = once(() => (httpPart === 'body' ? strict() : coercing()).compile(schema as object));
    const validate = (data: unknown): boolean => {
      const holds = compiled()(data);
      validate.errors = compiled().errors as Errors; // Ajv's errors are what Fastify's type describes
      return holds;
    };
    validate.errors = null as Errors;
    return validate;
  });
  app.setSerializerCompiler(({ schema }) => {
    const compiled = once(() => fastJsonStringify(schema as AnySchema));
    return (data) => compiled()(data);
  });
}

type Errors = FastifySchemaValidationError[] | null;

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
