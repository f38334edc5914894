import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What the package's own types leave out. */
interface QpdfInstance {
  callMain(args: readonly string[]): number;
  readonly NODEFS: unknown;
  readonly FS: { mkdir(path: string): void; mount(type: unknown, options: { root: string }, path: string): void };
}
type QpdfOptions = {
  locateFile: () => string;
  instantiateWasm: (imports: object, done: (instance: { exports: object }) => void) => object;
};
/** Node's WebAssembly; its types lie in the browser's library, which the server's project leaves out. */
interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { exports: object };
}
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: Wasm };

type CreateQpdf = (options: QpdfOptions) => Promise<QpdfInstance>;

/**
 * Making an instance costs 10 ms and a call 2 ms, so one instance serves several files of one packet. It is thrown away
 * after any file that qpdf did not find perfect, so that a damaged file never meets the memory of the next one.
 */
const CALLS_PER_INSTANCE = 40;
const MAX_MESSAGE = 2_000;

export interface QpdfResult {
  /** 0 done; 2 failed; 3 done with warnings: something was damaged and guessed. */
  readonly code: number;
  readonly messages: string;
}

/** qpdf, compiled to WebAssembly, on the files of one folder (`/w/NAME`). No network, no other folder. */
export class Qpdf {
  private static module: { compiled: object; create: CreateQpdf; path: string } | undefined;
  private instance: QpdfInstance | undefined;
  private calls = 0;
  private messages = '';

  constructor(private readonly folder: string) {}

  /** @param args as on the command line, each file as `/w/NAME`. */
  async run(args: readonly string[]): Promise<QpdfResult> {
    if (this.instance === undefined || this.calls >= CALLS_PER_INSTANCE) this.instance = await this.open();
    this.calls++;
    this.messages = '';
    const exitCode = process.exitCode;
    let code = 2;
    try {
      code = this.instance.callMain(args);
    } catch (error) {
      this.messages += error instanceof Error ? error.message : String(error);
    } finally {
      process.exitCode = exitCode; // emscripten sets it; the exit of this process is not qpdf's
    }
    if (code !== 0) this.instance = undefined;
    return { code, messages: this.messages.slice(0, MAX_MESSAGE) };
  }

  private async open(): Promise<QpdfInstance> {
    const { compiled, create, path } = (Qpdf.module ??= loadModule());
    this.calls = 0;
    const instance = await this.quietly(() =>
      create({
        locateFile: () => path,
        instantiateWasm: (imports, done) => {
          const made = new wasm.Instance(compiled, imports);
          done(made);
          return made.exports;
        },
      }),
    );
    instance.FS.mkdir('/w');
    instance.FS.mount(instance.NODEFS, { root: this.folder }, '/w');
    return instance;
  }

  /**
   * The package takes no print function: it binds the console when it is created. What qpdf says quotes the file, so it
   * must reach neither the terminal nor a log.
   */
  private quietly<T>(create: () => T): T {
    const { log, error } = console;
    const hear = (line: unknown) => {
      if (this.messages.length < MAX_MESSAGE) this.messages += `${String(line)}\n`;
    };
    Object.assign(console, { log: hear, error: hear });
    try {
      return create();
    } finally {
      Object.assign(console, { log, error });
    }
  }
}

function loadModule() {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm');
  const create = require('@neslinesli93/qpdf-wasm') as CreateQpdf; // a CommonJS factory; its types name two of its options
  return { compiled: new wasm.Module(readFileSync(path)), create, path };
}
