import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingFromLock, type Packages } from '@/lib/launch/complete-lock';

describe('the lock file', () => {
  it('lists the packages of every platform, so that npm ci takes it (mend it with: npm run lock)', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Packages };
    expect(Object.keys(missingFromLock(packages))).toEqual([]);
  });

  it('is found wanting where a platform is left out, and told what it is', () => {
    const packages: Packages = {
      '': {},
      'node_modules/a': {
        optionalDependencies: { '@a/linux-x64-musl': '1.0.0', '@a/win32-arm64-msvc': '1.0.0' },
      },
      'node_modules/b': {
        dev: true,
        optionalDependencies: { 'b-darwin-x64': '2.0.0', 'b-linux-x64': '2.0.0' },
      },
      'node_modules/b/node_modules/b-linux-x64': { version: '2.0.0' },
      'node_modules/@a/linux-x64-musl': { version: '1.0.0' },
    };
    expect(missingFromLock(packages)).toEqual({
      'node_modules/@a/win32-arm64-msvc': { version: '1.0.0', optional: true, cpu: ['arm64'], os: ['win32'] },
      'node_modules/b-darwin-x64': {
        version: '2.0.0',
        dev: true,
        optional: true,
        cpu: ['x64'],
        os: ['darwin'],
      },
    });
  });
});
