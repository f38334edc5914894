import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRuleBook, type ParsedBefore, type RuleBook } from './read-rule-book.ts';

const FOLDERS_UP = 5;
let book: RuleBook | undefined;

/**
 * The rules that ship with the product, read at first use: `regulations/` beside the program's package.json, from the
 * sources as from the bundle. Throws with every flaw of every file.
 */
export function ruleBook(): RuleBook {
  book ??= readRuleBook(findFolder(), parsedAtBuild());
  return book;
}

/** Beside the bundle lies what scripts/compile-regulations.mjs made; beside the sources nothing does. */
function parsedAtBuild(): ParsedBefore {
  const file = join(dirname(fileURLToPath(import.meta.url)), 'regulations.json');
  if (!existsSync(file)) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>));
}

function findFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < FOLDERS_UP; up += 1) {
    const candidate = join(folder, 'regulations');
    if (existsSync(join(candidate, 'sources.yaml'))) return candidate;
    folder = dirname(folder);
  }
  throw new Error('The folder regulations/ is missing beside the program.');
}
