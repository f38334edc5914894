import { detect } from './detect.ts';
import { READING_LIMITS } from './limits.ts';
import { openPages } from './open-pages.ts';
import { type InspectedPage, type Inspection } from './page.ts';

/** What a file is and how many pages it has, without drawing or recognising any. */
export async function inspect(file: string, name: string, password: string, everyPage: boolean): Promise<Inspection> {
  const { kind, bytes, nameMismatch } = await detect(file, name);
  const open = await openPages(file, kind, password);
  try {
    const pages: InspectedPage[] = [];
    const until = performance.now() + READING_LIMITS.inspectSeconds * 1000;
    for (let number = 1; everyPage && number <= open.count; number++) {
      const unknown: InspectedPage = { width: 0, height: 0 };
      pages.push(performance.now() > until ? unknown : await open.size(number).catch(() => unknown));
    }
    return { kind, bytes, nameMismatch, encrypted: open.encrypted, count: open.count, pages };
  } finally {
    open.close();
  }
}
