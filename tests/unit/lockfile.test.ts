import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingPlatforms } from '@/lib/launch/complete-lock.mjs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
};

describe('package-lock.json', () => {
  it('names every platform package, or npm ci would refuse it (npm run lock adds them)', () => {
    expect(missingPlatforms(lock.packages)).toEqual([]);
  });

  it('would be found incomplete without one of them', () => {
    const { 'node_modules/@next/swc-darwin-arm64': left, ...packages } = lock.packages;
    expect(left).toBeDefined();
    expect(missingPlatforms(packages)).toEqual([
      { name: '@next/swc-darwin-arm64', version: expect.stringMatching(/^\d/) as string },
    ]);
  });
});
