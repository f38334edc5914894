import { Command, CommanderError } from 'commander';
import { Problem } from '../platform/problem.ts';
import { VERSION } from './program.ts';
import { addAuditCommands } from './cli/audit.ts';
import { addBackupCommands } from './cli/backup.ts';
import { addClientCommands } from './cli/machine-client.ts';
import { addDemoCommands } from './cli/demo.ts';
import { addFhirClientCommands } from './cli/fhir-client.ts';
import { addHl7Commands } from './cli/hl7.ts';
import { addIdentityCommands } from './cli/identity.ts';
import { addImportCommands } from './cli/import.ts';
import { addIntakeCommands } from './cli/intake.ts';
import { addKeyCommands } from './cli/keys.ts';
import { addReleaseCommands } from './cli/release.ts';
import { addServerCommands } from './cli/server.ts';
import { addSheetCommands } from './cli/sheets.ts';
import { addTokenCommands } from './cli/token.ts';
import { addSetupCommands, addUserCommands } from './cli/user.ts';

const REFUSED = 1;
const USAGE = 2;

/** Exit 0 done; 1 refused or some items failed (each named with its reason); 2 usage. */
export async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('chartkeeper')
    .description('The whole job of a medical records desk.')
    .version(VERSION)
    .exitOverride();
  let code = 0;
  const exit = (value: number) => {
    code = Math.max(code, value);
  };
  addServerCommands(program, exit);
  addAuditCommands(program, exit);
  addBackupCommands(program, exit);
  addDemoCommands(program, exit);
  addImportCommands(program, exit);
  addIdentityCommands(program, exit);
  addHl7Commands(program, exit);
  addFhirClientCommands(program, exit);
  addReleaseCommands(program, exit);
  addIntakeCommands(program, exit);
  addSheetCommands(program);
  addTokenCommands(program);
  addClientCommands(program);
  addUserCommands(program);
  addKeyCommands(program);
  addSetupCommands(program);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (error instanceof Problem) {
      console.error(`${error.title}. ${error.detail}`);
      return REFUSED;
    }
    console.error(wordsOf(error));
    return REFUSED;
  }
}

const OF_A_FILE: Readonly<Record<string, string>> = {
  ENOENT: 'There is no file or folder',
  EACCES: 'This account may not read',
  EISDIR: 'This is a folder and no file:',
};

/** A path that cannot be used is the commonest mistake at a command line: it is named. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const words = code === undefined ? undefined : OF_A_FILE[code];
  return words === undefined || path === undefined
    ? error.message
    : `${words} ${path}. Correct the path and try again.`;
}
