/** Prints docs/map.md from src/modules/map.ts: `npx tsx scripts/print-map.ts`. A test prints it again and demands no difference. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MODULE_MAP } from '../src/modules/map.ts';

export function printMap(): string {
  const names = Object.entries(MODULE_MAP);
  const arrows = names.flatMap(([name, { imports }]) => imports.map((target) => `  ${name} --> ${target}`));
  const rows = names.map(
    ([name, { purpose, imports }]) => `| ${name} | ${purpose} | ${imports.join(', ') || 'nothing'} |`,
  );
  return `# Map of the modules

Printed from \`src/modules/map.ts\`. A module imports what it lists and what those list; never in a circle; only through the
door (\`index.ts\`, for the browser \`contract.ts\`). Foreign keys and joins follow the same arrows. \`apps\` may import
everything and is imported by nobody; \`interfaces\` may import module doors; \`platform\`, \`ui\` and \`packages\` import no
module.

\`\`\`mermaid
graph TD
${arrows.join('\n')}
\`\`\`

| Module | Purpose | Imports |
|---|---|---|
${rows.join('\n')}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync('docs/map.md', printMap());
