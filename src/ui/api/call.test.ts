import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';
import { addressOf, call, whenSignedOut } from './call.ts';
import { ProblemError } from './problem-error.ts';

const findShelf = endpoint({
  method: 'POST',
  path: '/shelves/:room/find',
  summary: 'Find a shelf',
  params: Type.Object({ room: Type.String() }),
  body: Type.Object({ label: Type.String() }),
  response: Type.Object({ shelf: Type.Number() }),
});

function answering(status: number, body: unknown, type = 'application/json') {
  const fetcher = vi.fn((_address: string, _init: RequestInit) =>
    Promise.resolve(
      new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'content-type': type } }),
    ),
  );
  vi.stubGlobal('fetch', fetcher);
  return fetcher;
}
afterEach(() => vi.unstubAllGlobals());

describe('A request over a contract', () => {
  it('fills the address, marks itself as ours and is typed by the contract', async () => {
    const fetcher = answering(200, { shelf: 7 });
    const answer = await call(findShelf, { params: { room: 'A/1' }, body: { label: 'B' } }, { key: 'k1' });
    expectTypeOf(answer).toEqualTypeOf<{ shelf: number }>();
    expect(answer).toEqual({ shelf: 7 });
    expect(fetcher).toHaveBeenCalledWith(
      '/api/v1/shelves/A%2F1/find',
      expect.objectContaining({ method: 'POST', body: '{"label":"B"}' }),
    );
    expect(fetcher.mock.calls[0]?.[1].headers).toMatchObject({ 'x-chartkeeper': '1', 'idempotency-key': 'k1' });
  });

  it('leaves empty filters out of the address', () => {
    expect(addressOf({ path: '/items' }, undefined, { state: ['a', 'b'], from: undefined, text: '' })).toBe(
      '/api/v1/items?state=a&state=b',
    );
  });

  it('brings the server’s problem to the person as it is', async () => {
    const problem = {
      title: 'Too late',
      detail: 'Nothing was saved.',
      code: 'x/late',
      status: 422,
      reference: 'r1',
      at: 'body/label',
    };
    answering(422, problem, 'application/problem+json');
    const error = await call(findShelf, { params: { room: '1' }, body: { label: '' } }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ problem, field: 'label', isPassing: false });
  });

  it('tells a lost connection from a page that is not ours', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(call(findShelf, { params: { room: '1' }, body: { label: '' } })).rejects.toMatchObject({
      problem: { code: 'ui/no-connection' },
      isPassing: true,
    });
    answering(502, '<html>', 'text/html');
    await expect(call(findShelf, { params: { room: '1' }, body: { label: '' } })).rejects.toMatchObject({
      problem: { code: 'ui/strange-answer', status: 502 },
    });
  });

  it('says so when the session has ended', async () => {
    const told = vi.fn();
    whenSignedOut(told);
    answering(401, { title: 'Sign in first', detail: '…', code: 'platform/not-signed-in', status: 401 });
    await expect(call(findShelf, { params: { room: '1' }, body: { label: '' } })).rejects.toMatchObject({
      isSignedOut: true,
    });
    expect(told).toHaveBeenCalledOnce();
  });
});
