/**
 * News from the server as it happens: names of what changed, never content (platform/http/progress.ts). Whoever shows
 * something reads it again through the usual decision. Without the stream the screen asks by itself and says how old
 * its answer is.
 */
export interface Stream {
  close(): void;
}

export interface StreamEvents {
  readonly opened: () => void;
  readonly changed: (names: readonly string[]) => void;
  readonly failed: () => void;
}

export interface LiveParts {
  readonly open: (events: StreamEvents) => Stream;
  readonly after: (ms: number, run: () => void) => () => void;
}

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;
/** While the stream is down, what is shown is asked for again this often. */
export const POLL_MS = 20_000;

export class LiveNews {
  private listeners = new Set<(names: readonly string[]) => void>();
  private watchers = new Set<() => void>();
  private stream: Stream | undefined;
  private retryMs = FIRST_RETRY_MS;
  private cancelRetry: () => void = () => undefined;
  private up = false;

  constructor(private readonly parts: LiveParts) {}

  get connected(): boolean {
    return this.up;
  }

  start(): () => void {
    this.connect();
    return () => {
      this.cancelRetry();
      this.stream?.close();
      this.stream = undefined;
      this.setUp(false);
    };
  }

  onNews(listener: (names: readonly string[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onConnection(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private connect(): void {
    this.stream?.close();
    this.stream = this.parts.open({
      opened: () => {
        this.retryMs = FIRST_RETRY_MS;
        this.setUp(true);
        // Nobody told what happened while there was no stream.
        this.tell([ANY_NEWS]);
      },
      changed: (names) => this.tell(names),
      failed: () => {
        this.setUp(false);
        this.stream?.close();
        this.cancelRetry();
        this.cancelRetry = this.parts.after(this.retryMs, () => this.connect());
        this.retryMs = Math.min(LAST_RETRY_MS, this.retryMs * 2);
      },
    });
  }

  private tell(names: readonly string[]): void {
    for (const listener of this.listeners) listener(names);
  }

  private setUp(up: boolean): void {
    if (this.up === up) return;
    this.up = up;
    for (const watcher of this.watchers) watcher();
  }
}

export const ANY_NEWS = '*';

/** `intake.` stands for all news of intake, `intake.item-read` for one kind, `*` for whatever happens, on either side. */
export function concerns(wanted: readonly string[], names: readonly string[]): boolean {
  if (wanted.includes(ANY_NEWS)) return names.length > 0;
  if (names.includes(ANY_NEWS)) return wanted.length > 0;
  return wanted.some((want) => names.some((name) => name === want || (want.endsWith('.') && name.startsWith(want))));
}

export function openProgressStream(events: StreamEvents): Stream {
  const source = new EventSource('/api/v1/progress');
  source.onopen = events.opened;
  source.onerror = events.failed;
  source.addEventListener('changed', (event) => {
    const names: unknown = JSON.parse(String(event.data));
    if (Array.isArray(names)) events.changed(names.map(String));
  });
  return source;
}
