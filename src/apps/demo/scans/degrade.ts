import sharp from 'sharp';
import { type Random, randomFrom } from '../fiction/random.ts';
import type { Raster } from '../pages/render.ts';

/** Dots an inch of the fictional scanners. */
export const SCAN_DPI = 200;

/** How the picture was taken: a document scanner, a fax line, a telephone held over the page, a copy of a copy. */
export type Taken = 'scanner' | 'fax' | 'telephone' | 'bad-copy';

/** Turns a clean page into what arrives: skewed up to 2.5 degrees, noisy, uneven, or reduced to black and white. */
export async function degrade(clean: Raster, taken: Taken, random: Random): Promise<Raster> {
  const skewed = await skew(clean, taken, random);
  switch (taken) {
    case 'scanner':
      return grain(skewed, random, {
        paper: random.between(244, 252),
        ink: random.between(18, 40),
        noise: 7,
        shade: 8,
      });
    case 'telephone':
      return grain(skewed, random, { paper: 228, ink: 40, noise: 10, shade: 46 });
    case 'fax':
      return bilevel(grain(skewed, random, { paper: 250, ink: 20, noise: 26, shade: 0 }), random, 0.00008);
    case 'bad-copy':
      return bilevel(grain(skewed, random, { paper: 222, ink: 92, noise: 84, shade: 22 }), random, 0.002);
  }
}

async function skew(clean: Raster, taken: Taken, random: Random): Promise<Raster> {
  const most = taken === 'fax' ? 1 : 2.5;
  const angle = random.between(0.3, most) * (random.chance(0.5) ? 1 : -1);
  const { width, height, channels } = clean;
  const turned = sharp(clean.data, { raw: { width, height, channels } })
    .rotate(angle, { background: '#ffffff' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb');
  const { data, info } = await turned.raw().toBuffer({ resolveWithObject: true });
  const cut = await sharp(data, { raw: { width: info.width, height: info.height, channels } })
    .extract({
      left: Math.floor((info.width - width) / 2),
      top: Math.floor((info.height - height) / 2),
      width,
      height,
    })
    .blur(taken === 'bad-copy' ? 1.4 : taken === 'telephone' ? 0.8 : 0.5)
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
  return { data: cut, width, height, channels };
}

/** Noise of a sensor: the sum of two uniform numbers is near enough to a bell. Read from a new place in every row. */
const NOISE = Float32Array.from({ length: 1 << 16 }, noiseSource());

function noiseSource(): () => number {
  const random = randomFrom('noise');
  return () => random.next() + random.next() - 1;
}

/** Paper is not white and ink not black; light falls off to one side; every sensor has its noise. */
function grain(
  page: Raster,
  random: Random,
  light: { paper: number; ink: number; noise: number; shade: number },
): Raster {
  const { data, width, height, channels } = page;
  const out = Buffer.allocUnsafe(data.length);
  const scale = (light.paper - light.ink) / 255;
  const [towardX, towardY] = [random.between(-1, 1), random.between(-1, 1)];
  let at = 0;
  for (let y = 0; y < height; y++) {
    const start = random.whole(0, NOISE.length - 1);
    for (let x = 0; x < width; x++) {
      const fall = light.shade * Math.max(0, towardX * (x / width - 0.5) + towardY * (y / height - 0.5));
      const noise = (NOISE[(start + x) & 0xffff] as number) * light.noise - fall; // masked to its length
      for (let channel = 0; channel < channels; channel++, at++) {
        const tint = channel === 2 ? -3 : 0;
        const value = light.ink + (data[at] ?? 255) * scale + noise + tint;
        out[at] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
  }
  return { ...page, data: out };
}

/** Black and white by a threshold, with specks, and lines that the wire lost. */
function bilevel(page: Raster, random: Random, specks: number): Raster {
  const { data, width, height, channels } = page;
  const out = Buffer.alloc(width * height, 255);
  for (let at = 0; at < out.length; at++) out[at] = (data[at * channels] ?? 255) < 140 ? 0 : 255;
  for (let n = 0; n < width * height * specks; n++) {
    const at = random.whole(0, out.length - 2);
    out[at] = 0;
    if (random.chance(0.4)) out[at + 1] = 0;
  }
  for (let n = random.whole(0, 2); n > 0; n--) {
    const y = random.whole(200, height - 200);
    out.fill(255, y * width, (y + 2) * width);
  }
  return { data: out, width, height, channels: 1 };
}
