import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

type Tree = { [key: string]: string | Tree };

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

/** Of modules, and of interfaces that a person watches. */
const folderOf = new Map(
  ['src/modules', 'src/interfaces'].flatMap((room) =>
    readdirSync(join(ROOT, room))
      .filter((name) => existsSync(join(ROOT, room, name, 'web/index.tsx')))
      .map((name) => [name, `${room}/${name}/web`] as const),
  ),
);
const modules = [...folderOf.keys()];

const webFiles = ['src/ui', ...folderOf.values()].flatMap(filesUnder).concat('src/apps/web.tsx');
/** Without comments, which may show an example. */
const sources = new Map(
  webFiles.map((file) => [file, readFileSync(join(ROOT, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '')]),
);

function messagesOf(namespace: string): Tree {
  const folder = namespace === 'ui' ? 'src/ui' : (folderOf.get(namespace) ?? `src/modules/${namespace}/web`);
  return JSON.parse(readFileSync(join(ROOT, folder, 'messages/en.json'), 'utf8')) as Tree;
}

/** `home.done` also stands for `home.done_one`, `home.done_other`. */
function has(tree: Tree, key: string): boolean {
  const parts = key.split('.');
  let at: string | Tree | undefined = tree;
  for (const part of parts.slice(0, -1)) at = typeof at === 'object' ? at[part] : undefined;
  const last = parts[parts.length - 1] ?? '';
  if (typeof at !== 'object') return false;
  return typeof at[last] === 'string' || typeof at[`${last}_other`] === 'string';
}

function hasBranch(tree: Tree, prefix: string): boolean {
  let at: string | Tree | undefined = tree;
  for (const part of prefix.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'object';
}

describe('Texts of the browser', () => {
  it('are all in the message files: no key is asked for that is not there', () => {
    const missing: string[] = [];
    for (const [file, source] of sources) {
      const names = new Map(
        [...source.matchAll(/const (\w+) = useTexts\('([\w-]+)'\)/g)].map((match) => [match[1], match[2] ?? '']),
      );
      if (names.size === 0) continue;
      for (const [, name = '', quote, key = ''] of source.matchAll(/\b(\w+)\(\s*(['`])([\w.-]*(?:\$\{)?)/g)) {
        const namespace = names.get(name);
        if (namespace === undefined) continue;
        const tree = messagesOf(namespace);
        const found =
          quote === '`' && key.endsWith('${') ? hasBranch(tree, key.replace(/\.?\$\{$/, '')) : has(tree, key);
        if (!found && !(quote === '`' && !key.includes('.'))) missing.push(`${file}: ${namespace}:${key}`);
      }
    }
    expect(missing, 'add the text to messages/en.json of that module').toEqual([]);
  });

  it('mark what is filled in with two braces', () => {
    // Fields of a pattern for names of files, which a person types with one brace.
    const shown = new Set(['release:patternHint']);
    const wrong: string[] = [];
    const walk = (tree: Tree, namespace: string) => {
      for (const [key, text] of Object.entries(tree)) {
        if (typeof text !== 'string') walk(text, namespace);
        else if (/(?<!\{)\{\w+\}(?!\})/.test(text) && !shown.has(`${namespace}:${key}`))
          wrong.push(`${namespace}:${key}`);
      }
    };
    for (const namespace of ['ui', ...modules]) walk(messagesOf(namespace), namespace);
    expect(wrong, 'write {{name}}').toEqual([]);
  });

  it('name every page and every place of the navigation', () => {
    const missing: string[] = [];
    for (const name of modules) {
      const source = sources.get(`${folderOf.get(name)}/index.tsx`) ?? '';
      const tree = messagesOf(name);
      for (const [, key = ''] of source.matchAll(/(?:title|label): '([\w.]+)'/g))
        if (!has(tree, key)) missing.push(`${name}:${key}`);
      for (const [, namespace = '', key = ''] of source.matchAll(/label: '(\w+):([\w.]+)'/g))
        if (!has(messagesOf(namespace), key)) missing.push(`${namespace}:${key}`);
    }
    expect(missing).toEqual([]);
  });

  it('say of every page what a role lacks that may not open it', () => {
    const missing: string[] = [];
    for (const name of modules) {
      const source = sources.get(`${folderOf.get(name)}/index.tsx`) ?? '';
      for (const [, of = '', right = ''] of source.matchAll(
        /page: \(\) => import\([^)]*\),\s*permission: '([\w-]+)\/([\w-]+)'/g,
      ))
        if (!has(messagesOf(of), `rights.${right}`)) missing.push(`${of}:rights.${right}`);
    }
    expect(missing, 'finish the sentence "It is for those who may ..." in messages/en.json of that module').toEqual([]);
  });

  it('are not written into the screens', () => {
    const written: string[] = [];
    for (const [file, source] of sources) {
      if (!file.endsWith('.tsx')) continue;
      for (const match of source.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+[.!?]?)\s*</g))
        written.push(`${file}: ${match[1]}`);
      for (const match of source.matchAll(
        /(?:label|title|placeholder|aria-label|description)="([^"]*[a-z]{3,}[^"]*)"/g,
      ))
        written.push(`${file}: ${match[1]}`);
    }
    expect(written, 'put the text into messages/en.json and ask for it with useTexts').toEqual([]);
  });
});

describe('Browser code', () => {
  it('sees of the server only contracts, and of other modules only web/index.tsx', () => {
    const strays: string[] = [];
    for (const [file, source] of sources) {
      if (file.endsWith('.test.ts')) continue;
      for (const [, spec = ''] of source.matchAll(/from '(\.[^']+)'/g)) {
        const target = relative(ROOT, resolve(ROOT, dirname(file), spec));
        const own = /^src\/(?:modules|interfaces)\/([\w-]+)\/web\//.exec(file)?.[1];
        const other = /^src\/(?:modules|interfaces)\/([\w-]+)\//.exec(target)?.[1];
        const isDoor = /^src\/(?:modules|interfaces)\/[\w-]+\/web\/index\.tsx$/.test(target);
        const fine =
          target.startsWith('src/ui/') ||
          target.endsWith('/contract.ts') ||
          (other !== undefined && (isDoor || (own === other && target.includes('/web/'))));
        if (!fine) strays.push(`${file} imports ${target}`);
        if (file.startsWith('src/ui/') && other !== undefined) strays.push(`${file} knows the module ${other}`);
      }
    }
    expect(
      strays,
      'the browser gets nothing of the server but contract.ts; modules meet in slots or web/index.tsx',
    ).toEqual([]);
  });

  it('contracts lead to nothing that a browser does not have', () => {
    const strays: string[] = [];
    const walk = (file: string, from: string, seen: Set<string>) => {
      if (seen.has(file)) return;
      seen.add(file);
      const source = readFileSync(join(ROOT, file), 'utf8').replace(/^import type .*$/gm, '');
      for (const [, spec = ''] of source.matchAll(/from '([^']+)'/g)) {
        if (spec.startsWith('.')) walk(relative(ROOT, resolve(ROOT, dirname(file), spec)), from, seen);
        else if (spec !== 'typebox') strays.push(`${from} reaches ${spec} through ${file}`);
      }
    };
    for (const name of readdirSync(join(ROOT, 'src/modules'))) {
      const contract = `src/modules/${name}/contract.ts`;
      if (existsSync(join(ROOT, contract))) walk(contract, contract, new Set());
    }
    expect(strays, 'a contract is read by the browser: keep it to typebox and pure files').toEqual([]);
  });

  it('keeps what names a patient out of addresses and out of storage', () => {
    const strays: string[] = [];
    for (const [file, source] of sources) {
      if (/localStorage|sessionStorage/.test(source) && !/preferences\.ts|use-idle\.ts/.test(file))
        strays.push(`${file} uses storage`);
    }
    expect(strays, 'only preferences and the time of the last touch are stored in a browser').toEqual([]);
  });
});
