import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, parseEnv, PROJECT_ROOT } from '@/lib/env';

const complaint = (source: Record<string, string>) => {
  try {
    parseEnv(source);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError);
    return (error as Error).message;
  }
};

describe('the environment', () => {
  it('may be empty: one machine, port 3000, a home in the project', () => {
    expect(parseEnv({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      FORMULARY_HOME: path.join(PROJECT_ROOT, '.formulary'),
    });
    expect(parseEnv({}).DATABASE_URL).toBeUndefined();
  });

  it('takes a blank variable for an unset one', () => {
    expect(parseEnv({ PORT: '', DATABASE_URL: '', OIDC_ISSUER: '' })).toEqual(parseEnv({}));
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    [{ OIDC_ISSUER: 'https://id.example.org' }, 'OIDC_CLIENT_SECRET'],
    [{ FORMULARY_PUBLIC_URL: 'formulary.example.org' }, 'FORMULARY_PUBLIC_URL'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('names what is wrong in %j', (source, variable) => {
    expect(complaint(source)).toContain(variable);
  });

  it('names everything that is wrong at once', () => {
    expect(complaint({ PORT: 'x', LOG_LEVEL: 'y' })).toMatch(/PORT[\s\S]*LOG_LEVEL/);
  });
});
