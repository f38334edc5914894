import { describe, expect, it } from 'vitest';
import { concerns, LiveNews, type StreamEvents } from './live.ts';

function line() {
  const opened: StreamEvents[] = [];
  const waits: { ms: number; run: () => void }[] = [];
  const news = new LiveNews({
    open: (events) => {
      opened.push(events);
      return { close: () => undefined };
    },
    after: (ms, run) => {
      waits.push({ ms, run });
      return () => undefined;
    },
  });
  return { opened, waits, news };
}

describe('News from the server', () => {
  it('reaches whoever shows something', () => {
    const { opened, news } = line();
    const heard: string[][] = [];
    news.onNews((names) => heard.push([...names]));
    news.start();
    opened[0]?.opened();
    opened[0]?.changed(['intake.item-read']);
    expect(news.connected).toBe(true);
    expect(heard).toEqual([['*'], ['intake.item-read']]);
  });

  it('counts everything as changed when the line stands again: nobody told what happened meanwhile', () => {
    const { opened, waits, news } = line();
    const heard: string[][] = [];
    news.start();
    opened[0]?.opened();
    news.onNews((names) => heard.push([...names]));
    opened[0]?.failed();
    waits[0]?.run();
    opened[1]?.opened();
    expect(heard).toEqual([['*']]);
    expect(concerns(['release.'], ['*'])).toBe(true);
    expect(concerns([], ['*'])).toBe(false);
  });

  it('is asked for again after a failure, ever more patiently, and quickly again after a success', () => {
    const { opened, waits, news } = line();
    news.start();
    for (let failure = 0; failure < 7; failure++) {
      opened[failure]?.failed();
      waits[failure]?.run();
    }
    expect(waits.map(({ ms }) => ms)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(news.connected).toBe(false);
    opened[7]?.opened();
    opened[7]?.failed();
    expect(waits.at(-1)?.ms).toBe(2_000);
  });

  it('concerns a screen by its exact name or by the module', () => {
    expect(concerns(['intake.'], ['intake.item-read'])).toBe(true);
    expect(concerns(['documents.filed'], ['documents.filed-again'])).toBe(false);
    expect(concerns(['*'], ['x.y'])).toBe(true);
    expect(concerns([], ['x.y'])).toBe(false);
  });
});
