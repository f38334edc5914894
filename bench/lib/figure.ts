import type { Noise } from './machine.ts';

/** One line of the answer: what was measured, beside a reference measured in the same run. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** Further facts of the same measurement, e.g. `p50 4.1 ms, 2.2 ms CPU`. */
  readonly more?: string;
  readonly reference?: { readonly what: string; readonly value: number };
  /** shapes.md 8: what must be reached, what should be. `atMost` for times and memory. */
  readonly target?: { readonly atLeast: number; readonly goal: number; readonly atMost?: boolean };
  readonly noise?: Noise;
}

export interface NotRun {
  readonly what: string;
  readonly notRun: string;
}

export type Line = Figure | NotRun;

export function printLine(line: Line): void {
  if ('notRun' in line) {
    console.log(`${line.what.padEnd(46)} not run: ${line.notRun}`);
    return;
  }
  const { reference, target, noise } = line;
  const ratio = reference === undefined ? '' : (line.measured / reference.value).toPrecision(3);
  console.log(
    [
      line.what.padEnd(46),
      `${round(line.measured)} ${line.unit}`.padEnd(16),
      reference === undefined ? ''.padEnd(44) : `${ratio} x ${reference.what} (${round(reference.value)})`.padEnd(44),
      target === undefined ? '' : verdict(line.measured, target),
      line.more === undefined ? '' : `| ${line.more}`,
      noise === undefined ? '' : `| load ${noise.load1.toFixed(1)}, others ${noise.others.toFixed(2)} cores`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
}

function verdict(measured: number, target: NonNullable<Figure['target']>): string {
  const reached = (bound: number) => (target.atMost === true ? measured <= bound : measured >= bound);
  const word = reached(target.goal) ? 'GOAL' : reached(target.atLeast) ? 'ok' : 'MISSED';
  return `${word} (${target.atLeast} / ${target.goal})`;
}

export function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}
