import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, type PSM } from 'tesseract.js';
import { type OcrEngine, segmentation } from './ocr.ts';
import { asTiff } from './raster.ts';
import { readTsv } from './ocr-tsv.ts';
import { READING_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';

const LSTM_ONLY = 1;

/** The engine that comes with the install: code, core and English data from node_modules, nothing from the network. */
export async function openBundledOcr(): Promise<OcrEngine> {
  const require = createRequire(import.meta.url);
  const library = dirname(require.resolve('tesseract.js/package.json'));
  const data = dirname(require.resolve('@tesseract.js-data/eng/package.json'));
  const versions = [require('tesseract.js/package.json'), require('@tesseract.js-data/eng/package.json')];
  const [version, dataVersion] = versions.map(versionOf);
  const worker = await createWorker('eng', LSTM_ONLY, {
    workerPath: join(library, 'src', 'worker-script', 'node', 'index.js'),
    langPath: join(data, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
    logger: () => undefined,
    // Without it the library throws outside every promise and takes the process down.
    errorHandler: () => undefined,
  });
  return {
    name: 'tesseract.js',
    version: `${version}+eng-${dataVersion}`,
    async recognise(page, order) {
      await worker.setParameters({
        // The library's enum has the numbers of tesseract's own modes, as strings.
        tessedit_pageseg_mode: segmentation(order) as PSM,
        user_defined_dpi: String(READING_LIMITS.ocrDpi),
      });
      const result = await worker
        .recognize(asTiff(page, READING_LIMITS.ocrDpi), {}, { text: false, tsv: true })
        .catch(() => Promise.reject(refuse.crashed('The page')));
      return readTsv(result.data.tsv ?? '');
    },
    async close() {
      await worker.terminate();
    },
  };
}

function versionOf(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  return 'unknown';
}
