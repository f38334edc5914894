import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printMap } from '../../scripts/print-map.ts';
import { MODULE_MAP, type ModuleName } from '../../src/modules/map.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const names = Object.keys(MODULE_MAP) as ModuleName[];

/** Everything a module may import: what it lists and what those list. */
function reachable(name: ModuleName, seen = new Set<ModuleName>()): Set<ModuleName> {
  for (const next of MODULE_MAP[name].imports as readonly ModuleName[]) {
    if (seen.has(next)) continue;
    seen.add(next);
    reachable(next, seen);
  }
  return seen;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'node_modules' ? [] : filesBelow(path);
    return /\.tsx?$/.test(name) && !name.endsWith('.d.ts') ? [relative(ROOT, path)] : [];
  });
}

interface Import {
  readonly from: string;
  readonly to: string;
}

/** `values`: without what is imported as a type only, which leaves nothing behind at run time. */
function importsOf(file: string, values = false): Import[] {
  const whole = readFileSync(join(ROOT, file), 'utf8');
  const text = values ? whole.replace(/import type [^;]+;/g, '') : whole;
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => {
    const target = match[1] ?? '';
    return { from: file, to: target.startsWith('.') ? normalize(join(dirname(file), target)) : target };
  });
}

const sources = [...filesBelow(join(ROOT, 'src')), ...filesBelow(join(ROOT, 'packages'))].filter(
  (file) => !/\.test\.tsx?$/.test(file),
);
const imports = sources.flatMap((file) => importsOf(file));
const moduleOf = (path: string): ModuleName | undefined => {
  const name = /^src\/modules\/([^/]+)\//.exec(path)?.[1];
  return names.find((each) => each === name);
};
const roomOf = (path: string) => /^(packages\/[^/]+|src\/[^/]+)\//.exec(path)?.[1];
const lines = (faults: readonly Import[]) => faults.map(({ from, to }) => `${from} -> ${to}`);

describe('the rooms of the tree', () => {
  it('has a map of modules without a circle', () => {
    for (const name of names) expect(reachable(name).has(name), `${name} reaches itself`).toBe(false);
  });

  it('is printed in docs/map.md', () => {
    expect(printMap(), 'run npx tsx scripts/print-map.ts').toBe(readFileSync(join(ROOT, 'docs/map.md'), 'utf8'));
  });

  it('lists every module folder in the map', () => {
    const folders = readdirSync(join(ROOT, 'src/modules')).filter((name) =>
      statSync(join(ROOT, 'src/modules', name)).isDirectory(),
    );
    expect(folders.filter((folder) => !names.some((name) => name === folder))).toEqual([]);
  });

  it('lets a module import only what the map allows it', () => {
    const faults = imports.filter(({ from, to }) => {
      const [source, target] = [moduleOf(from), moduleOf(to)];
      return source !== undefined && target !== undefined && source !== target && !reachable(source).has(target);
    });
    expect(lines(faults), 'add the arrow to src/modules/map.ts if it is right and makes no circle').toEqual([]);
  });

  it('goes into another module only through its door (index.ts; contract.ts and web/index.tsx for the browser)', () => {
    const doors = (to: string) =>
      /^src\/modules\/[^/]+\/(index\.ts|contract\.ts|web\/(index|paths|slots)\.tsx?)$/.test(to);
    const faults = imports.filter(({ from, to }) => {
      const target = moduleOf(to);
      return target !== undefined && moduleOf(from) !== target && !doors(to);
    });
    expect(lines(faults)).toEqual([]);
  });

  it('keeps platform, ui and packages free of modules, interfaces and apps', () => {
    const faults = imports.filter(
      ({ from, to }) =>
        /^(src\/platform|src\/ui|packages)\//.test(from) && /^src\/(modules|interfaces|apps)\//.test(to),
    );
    expect(lines(faults)).toEqual([]);
  });

  it('keeps packages free of everything of ours', () => {
    const faults = imports.filter(
      ({ from, to }) =>
        from.startsWith('packages/') &&
        (to.startsWith('src/') || (to.startsWith('packages/') && roomOf(to) !== roomOf(from))),
    );
    expect(lines(faults)).toEqual([]);
  });

  it('lets nobody import apps, and only apps import interfaces', () => {
    const faults = imports.filter(
      ({ from, to }) =>
        (/^src\/apps\//.test(to) && !/^src\/apps\//.test(from)) ||
        (/^src\/interfaces\//.test(to) && !/^src\/(apps|interfaces)\//.test(from)),
    );
    expect(lines(faults)).toEqual([]);
  });

  it('keeps health words out of platform', () => {
    const words = /\b(patient|encounter|diagnos|hospital|clinic(al|ian)?|icd|hl7|phi)\b/i;
    // patient_ids of the audit entry and the scope by subject are the two places where the ground must name its subject.
    const known = new Set([
      'src/platform/act.ts',
      'src/platform/log.ts',
      'src/platform/problem.ts',
      'src/platform/settings.ts',
      'src/platform/db/types.generated.ts',
      // A DICOM, HL7 or CDA file is a kind of file, recognised by its content; what it says is read in packages.
      'src/platform/reading/detect.ts',
      'src/platform/reading/open-written.ts',
      'src/platform/reading/protocol.ts',
    ]);
    const faults = sources.filter(
      (file) =>
        file.startsWith('src/platform/') && !known.has(file) && words.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(faults).toEqual([]);
  });
});

describe('pure files', () => {
  const pure = sources.filter((file) => /\/(decide|propose|evaluate|derive)-[^/]*\.ts$/.test(file));

  it('do no input or output', () => {
    const faults = pure
      .flatMap((file) => importsOf(file, true))
      .filter(
        ({ to }) =>
          /^(node:(?!crypto)|pg$|kysely|fastify|sharp|undici)/.test(to) ||
          (/^src\/platform\/(?!(ids|problem|act)\.ts)/.test(to) && !to.includes('/reading/')),
      );
    expect(lines(faults)).toEqual([]);
  });

  it('read no clock', () => {
    const faults = pure.filter((file) =>
      /\bnew Date\(\)|Date\.now\(\)|performance\.now\(\)/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(faults).toEqual([]);
  });
});

describe('SQL of the product', () => {
  it('never asks the database what time it is', () => {
    const faults = sources.filter(
      (file) =>
        /^src\/(modules|interfaces)\//.test(file) &&
        /(?<![.\w])now\(\)|\bcurrent_timestamp\b|\bclock_timestamp\(\)/i.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(faults).toEqual([]);
  });
});
