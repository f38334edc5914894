import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { createContext, useContext, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { type Endpoint, type ResponseOf } from '../../platform/http/contract.ts';
import { call, newKey, type CallInput } from './call.ts';
import { concerns, type LiveNews, POLL_MS } from './live.ts';
import { ProblemError } from './problem-error.ts';

const MAX_TRIES = 3;
/** An import makes news many times a second; the screen reads again at most this often. */
const GATHER_MS = 1_500;

/** A passing failure is tried again with patience; a refusal is an answer and is not. */
function tryAgain(failures: number, error: unknown): boolean {
  return failures < MAX_TRIES && error instanceof ProblemError && error.isPassing;
}

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: tryAgain, staleTime: 5_000, gcTime: 5 * 60_000, refetchOnWindowFocus: true },
      mutations: { retry: tryAgain, networkMode: 'always' },
    },
  });
}

export const LiveContext = createContext<LiveNews | undefined>(undefined);

export function useLiveConnected(): boolean {
  const live = useContext(LiveContext);
  return useSyncExternalStore(
    (changed) => live?.onConnection(changed) ?? (() => undefined),
    () => live?.connected ?? false,
  );
}

export interface ReadOptions {
  /** News after which the answer is out of date: `['intake.', 'documents.filed']`. */
  readonly live?: readonly string[];
  readonly enabled?: boolean;
  /** Ask again this often, news or not: for what moves by the second and makes no news of it. */
  readonly everyMs?: number | undefined;
  /** Show the former answer while the next one is on its way (typing in a search field). */
  readonly keepFormer?: boolean;
}

export type ReadResult<E> = UseQueryResult<ResponseOf<E>, Error>;

/** Reads through a contract, again whenever the news says so; asks by itself while there is no news. */
export function useRead<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: ReadOptions = {},
): ReadResult<E> {
  const connected = useLiveConnected();
  const live = options.live ?? [];
  return useQuery<ResponseOf<E>, Error>({
    queryKey: readKey(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, { signal }).then((answer) => answer ?? (null as ResponseOf<E>)),
    enabled: options.enabled ?? true,
    meta: { live },
    refetchInterval: options.everyMs ?? (live.length > 0 && !connected ? POLL_MS : false),
    ...(options.keepFormer === true ? { placeholderData: keepPreviousData } : {}),
  });
}

export function readKey<E extends Endpoint>(endpoint: E, input?: CallInput<E>): readonly unknown[] {
  return input === undefined ? [endpoint.method, endpoint.path] : [endpoint.method, endpoint.path, input];
}

/** Asks the person to prove the second factor again; false when they would rather not. */
export const ProofContext = createContext<() => Promise<boolean>>(() => Promise.resolve(false));

/** Rights, keys, bulk export, destruction: the server wants a fresh proof, then takes the same request (security.md 7). */
function needsProof(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code.endsWith('/step-up-needed');
}

export interface ActOptions<E> {
  /** Reads that show what this act changed. */
  readonly changes?: readonly Endpoint[];
  readonly onDone?: (answer: ResponseOf<E>) => void;
}

export type ActResult<E> = Omit<UseMutationResult<ResponseOf<E>, Error, Keyed<E>>, 'mutate' | 'mutateAsync'> & {
  readonly run: (input: CallInput<E>, version?: number) => void;
  readonly runAsync: (input: CallInput<E>, version?: number) => Promise<ResponseOf<E>>;
};

interface Keyed<E> {
  readonly input: CallInput<E>;
  readonly key: string;
  readonly version: number | undefined;
}

/** Changes something, once: the key is made per press of the button, so tries after a lost answer do not repeat it. */
export function useAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}): ActResult<E> {
  const client = useQueryClient();
  const proveAgain = useContext(ProofContext);
  const { mutate, mutateAsync, ...rest } = useMutation<ResponseOf<E>, Error, Keyed<E>>({
    mutationFn: async ({ input, key, version }) => {
      const send = () => call(endpoint, input, { key, ...(version === undefined ? {} : { version }) });
      try {
        return await send();
      } catch (error) {
        if (needsProof(error) && (await proveAgain())) return send();
        throw error;
      }
    },
    onSuccess: async (answer) => {
      await Promise.all(
        (options.changes ?? []).map((changed) => client.invalidateQueries({ queryKey: readKey(changed) })),
      );
      options.onDone?.(answer);
    },
  });
  const keyed = (input: CallInput<E>, version?: number) => ({ input, key: newKey(), version });
  return {
    ...rest,
    run: (input, version) => mutate(keyed(input, version)),
    runAsync: (input, version) => mutateAsync(keyed(input, version)),
  };
}

/** Connects the news with the reads: what is on the screen is read again, the rest when next shown. */
export function LiveReads({ news, children }: { readonly news: LiveNews; readonly children: ReactNode }) {
  const client = useQueryClient();
  useEffect(() => {
    let heard = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopListening = news.onNews((names) => {
      for (const name of names) heard.add(name);
      timer ??= setTimeout(() => {
        const all = [...heard];
        heard = new Set();
        timer = undefined;
        void client.invalidateQueries({
          predicate: ({ meta }) => Array.isArray(meta?.['live']) && concerns(meta['live'].map(String), all),
        });
      }, GATHER_MS);
    });
    const stop = news.start();
    return () => {
      clearTimeout(timer);
      stopListening();
      stop();
    };
  }, [client, news]);
  return <LiveContext value={news}>{children}</LiveContext>;
}
