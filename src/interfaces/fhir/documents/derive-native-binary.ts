import { problems } from '../problems.ts';
import { type JsonObject, MAX_STRING } from '../read-json.ts';

const FHIR = /^application\/(fhir\+)?json\b/i;

/** Whether a body is the content itself and no resource in JSON. */
export function isNative(contentType: string | undefined): boolean {
  return contentType !== undefined && !FHIR.test(contentType);
}

/**
 * Content sent as it is becomes a Binary of its own media type (FHIR R4 binary.html#rest); `X-Security-Context` names the
 * resource whose access decides about it.
 * @throws fhir/not-a-resource when there is none, fhir/value-too-large beyond what a value in JSON may have
 */
export function deriveNativeBinary(
  bytes: Buffer,
  { contentType, about }: { contentType: string; about: string | undefined },
): JsonObject & { resourceType: string } {
  if (bytes.length === 0) throw problems.notAResource({ detail: 'Nothing was stored. The content is empty.' });
  const data = bytes.toString('base64');
  if (data.length > MAX_STRING)
    throw problems.valueTooLarge({
      detail: `Nothing was stored. The content has more than ${(MAX_STRING / 1024 / 1024) * 0.75} MB; send it in parts, or as a file.`,
    });
  return {
    resourceType: 'Binary',
    contentType,
    ...(about === undefined ? {} : { securityContext: { reference: about } }),
    data,
  };
}
