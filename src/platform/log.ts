import { pino, type Logger } from 'pino';

export type Log = Logger;

/**
 * The log speaks to us, never about a patient. Ids, counts, codes and durations only; the redaction list is the second
 * net under that rule, not the rule.
 */
export function createLog(options: { level: string; toStderr?: boolean }): Log {
  return pino(
    {
      level: options.level,
      base: null,
      redact: {
        paths: [
          '*.names',
          '*.birthDate',
          '*.mrn',
          '*.address',
          '*.phone',
          '*.text',
          '*.detail',
          '*.query',
          '*.body',
          '*.password',
          '*.token',
          'req.headers',
          'err.detail',
          'err.where',
        ],
        censor: '[withheld]',
      },
      serializers: {
        // PostgreSQL prints row values into `detail` and `message` of constraint errors: only its code may be logged.
        err: (error: {
          name?: string;
          code?: string;
          constraint?: string;
          message?: string;
          stack?: string;
          severity?: string;
        }) =>
          error.severity === undefined
            ? { name: error.name, message: error.message, stack: error.stack }
            : {
                name: 'PostgresError',
                code: error.code,
                constraint: error.constraint,
                stack: error.stack?.split('\n').slice(1).join('\n'),
              },
      },
    },
    pino.destination({ fd: options.toStderr === true ? 2 : 1, sync: true }),
  );
}
