import path from 'node:path';

/** A path as its writer meant it: npm changes the folder, and says in INIT_CWD where the person was. */
export function userPath(given: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
}
