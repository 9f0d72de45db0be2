import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({ cwd: process.cwd() });
});

/** The rules that a text would break if it stood in `file` (which must exist, for its types). */
async function broken(code: string, file = 'lib/errors.ts'): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

describe('the linter', () => {
  it('is content with sound code', async () => {
    expect(await broken('/** One. */\nexport const one: number = 1;\n')).toEqual([]);
  });

  it.each([
    ['@typescript-eslint/no-explicit-any', 'export const one: any = 1;'],
    ['@typescript-eslint/ban-ts-comment', '// @ts-ignore\nexport const one: string = 1;'],
    ['@typescript-eslint/no-floating-promises', 'export function one() {\n  Promise.resolve(1);\n}'],
    ['@typescript-eslint/no-unused-vars', 'const one = 1;\nexport {};'],
    ['no-console', 'console.log(1);\nexport {};'],
    ['no-warning-comments', '// TODO: later\nexport {};'],
    ['max-lines', `export {};\n${'// line\n'.repeat(401)}`],
  ])('refuses what breaks %s', async (rule, code) => {
    expect(await broken(code)).toContain(rule);
  });

  it('cannot be silenced from inside a file', async () => {
    const code = '// eslint-disable-next-line no-console\nconsole.log(1);\nexport {};';
    expect(await broken(code)).toContain('no-console');
  });
}, 120_000);
