import sharp from 'sharp';
import type { Line } from './figure.ts';
import { watchMachine } from './machine.ts';
import { postmasterOf, withDataFolder } from './product.ts';
import { openScannedCase } from './scanned-case.ts';
import { makeScannedPages, type ScannedPage } from './scanned-pages.ts';

const PAPERS = 180;
const AGAIN = 42;
/** As wide as a look is taken. */
const WIDTH = 640;

/**
 * A release of scanned pages, some of them second scans of others, gone over by the product and then gone over again. The
 * reference opens and decodes the same pictures and does nothing with them.
 */
export function overScans(print: (line: Line) => void): Promise<void> {
  return withDataFolder({}, async (data) => {
    const pages = await makeScannedPages(PAPERS, AGAIN);
    const release = await openScannedCase(data, pages);
    try {
      const bare = await decodeAll(release.pictures());
      const end = watchMachine({ server: process.pid, database: postmasterOf(process.pid) });
      const first = await release.goOver();
      const noise = end();
      const told = judge(pages, await release.told());
      const again = await release.goOver();
      const toldAgain = await release.told();
      const reference = { what: 'pictures decoded alone', value: pages.length / bare };
      print({
        what: `second scans told, of ${AGAIN}`,
        measured: (told.caught / AGAIN) * 100,
        unit: '%',
        more: told.bySort,
      });
      print({
        what: 'scans told that are of two papers, per 1,000 pages',
        measured: (told.falseOnes / pages.length) * 1_000,
        unit: '',
        more: `${pages.length} pages, one in three a form that differs by hand only`,
        target: { atLeast: 20, goal: 10, atMost: true },
      });
      print({
        what: 'scanned pages gone over',
        measured: pages.length / first,
        unit: '/s',
        reference,
        noise,
      });
      print({
        what: 'the same pages gone over again',
        measured: pages.length / again,
        unit: '/s',
        more: `${toldAgain.length} told, ${told.all} before`,
        reference,
        target: { atLeast: 100, goal: 500 },
      });
    } finally {
      await release.close();
    }
  });
}

async function decodeAll(pictures: AsyncIterable<Buffer>): Promise<number> {
  const begin = performance.now();
  for await (const picture of pictures)
    await sharp(picture).flatten({ background: '#fff' }).resize({ width: WIDTH }).grayscale().raw().toBuffer();
  return (performance.now() - begin) / 1000;
}

function judge(pages: readonly ScannedPage[], told: readonly (readonly [number, number])[]) {
  const right = told.filter(([one, other]) => pages[one]?.paper === pages[other]?.paper);
  const papers = new Set(right.map(([one]) => pages[one]?.paper));
  const bySort = new Map<string, { caught: number; all: number }>();
  for (const { paper, again } of pages) {
    if (again === undefined) continue;
    const sort = bySort.get(again) ?? { caught: 0, all: 0 };
    bySort.set(again, { caught: sort.caught + Number(papers.has(paper)), all: sort.all + 1 });
  }
  return {
    caught: papers.size,
    all: told.length,
    falseOnes: told.length - right.length,
    bySort: [...bySort].map(([sort, { caught, all }]) => `${sort} ${caught}/${all}`).join(', '),
  };
}
