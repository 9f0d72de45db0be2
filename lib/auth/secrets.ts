import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from '@/lib/env';

/** What the program keeps secret for itself, one file each in `<FORMULARY_HOME>/secrets`. */
export type SecretName = 'session' | 'inference';

const known = new Map<string, string>();

/**
 * A random secret of this installation (256 bits, base64url), made at first use. Web and worker may ask
 * at the same moment: both get the one that was first.
 */
export function secret(name: SecretName): string {
  const folder = path.join(env().FORMULARY_HOME, 'secrets');
  const file = path.join(folder, name);
  const held = known.get(file);
  if (held) return held;
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(draft, file); // fails when the other process was first; the file is whole either way
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  const value = readFileSync(file, 'utf8').trim();
  if (value.length < 32) throw new Error(`The secret in ${file} is damaged: remove it and start again.`);
  known.set(file, value);
  return value;
}
