import { readBarcodes } from 'zxing-wasm/reader';
import { ownMeaningOf } from '../src/modules/intake/codes/derive-code-facts.ts';
import { findBarcodes } from '../src/platform/reading/barcodes.ts';
import { asPgm, type Gray } from '../src/platform/reading/raster.ts';
import type { Bench } from './lib/bench.ts';
import { watchMachine } from './lib/machine.ts';
import { type ScannedSheet, scanSheets } from './lib/separator-sheets.ts';

interface Tally {
  readonly found: number;
  readonly falseOnes: number;
  readonly seconds: number;
}

/** Ours and the bare library look at the same picture in turn, both warm. */
export const separators: Bench = {
  name: 'separators',
  measures: 'separators found, and false ones, on generated sheets at 200 dpi: askew, noisy, some of one bit',
  async run({ count }, print) {
    const ours = look(async (gray) => (await findBarcodes(gray)).map(({ format, text }) => ({ format, text })));
    const bare = look((gray) => readBarcodes(asPgm(gray)));
    const end = watchMachine();
    let separating = 0;
    let pages = 0;
    const missed: string[] = [];
    for await (const sheet of scanSheets(count)) {
      pages++;
      if (parts(sheet)) separating++;
      const seen = await ours.at(sheet);
      if (seen !== parts(sheet)) missed.push(`${sheet.sort}, ${sheet.how}`);
      await bare.at(sheet);
    }
    const noise = end();
    const [mine, other] = [ours.tally(), bare.tally()];
    print({
      what: `separators found, of ${separating}`,
      measured: (mine.found / separating) * 100,
      unit: '%',
      reference: { what: 'zxing-wasm, defaults', value: (other.found / separating) * 100 },
      target: { atLeast: 99.5, goal: 100 },
    });
    print({
      what: `false separators, on ${pages - separating} pages`,
      measured: mine.falseOnes,
      unit: '',
      target: { atLeast: 0, goal: 0, atMost: true },
      more: `zxing-wasm, defaults: ${other.falseOnes}`,
    });
    print({
      what: 'pages looked at for codes',
      measured: pages / mine.seconds,
      unit: '/s',
      reference: { what: 'zxing-wasm, defaults', value: pages / other.seconds },
      noise,
    });
    for (const each of missed.slice(0, 10)) console.log(`  wrong: ${each}`);
  },
};

const parts = ({ sort }: ScannedSheet): boolean => sort === 'separator' || sort === 'patch';

function look(find: (gray: Gray) => Promise<readonly { readonly format: string; readonly text: string }[]>) {
  let [found, falseOnes, seconds] = [0, 0, 0];
  let warm = false;
  return {
    async at(sheet: ScannedSheet): Promise<boolean> {
      if (!warm) await find(sheet.gray);
      warm = true;
      const begin = performance.now();
      const codes = await find(sheet.gray);
      seconds += (performance.now() - begin) / 1000;
      const says = codes.some((code) => ownMeaningOf(code).kind === 'separator');
      if (says && parts(sheet)) found++;
      if (says && !parts(sheet)) falseOnes++;
      return says;
    },
    tally: (): Tally => ({ found, falseOnes, seconds }),
  };
}
