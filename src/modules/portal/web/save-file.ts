import { type Endpoint } from '../../../platform/http/contract.ts';
import { addressOf } from '../../../ui/api/call.ts';
import { problemOf } from '../../../ui/api/problem-error.ts';

/** Fetches a file and hands it to the browser to keep. @throws ProblemError */
export async function saveFile(
  endpoint: Pick<Endpoint, 'path' | 'method'>,
  params: Readonly<Record<string, string | number>>,
  name: string,
  body?: unknown,
): Promise<void> {
  const response = await fetch(addressOf(endpoint, params), {
    method: endpoint.method,
    headers: { 'x-chartkeeper': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problemOf(response);
  const url = URL.createObjectURL(await response.blob());
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
