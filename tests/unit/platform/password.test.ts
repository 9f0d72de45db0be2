import { describe, expect, it } from 'vitest';
import { isCommonPassword } from '@/lib/auth/common-passwords';
import { randomPassword } from '@/lib/auth/first-administrator';
import { checkNewPassword, hashPassword, PASSWORD_LENGTH, verifyPassword } from '@/lib/auth/password';

const refusal = (password: string, about: string[] = []) => {
  try {
    checkNewPassword(password, about);
    return null;
  } catch (error) {
    return (error as { details: { reason: string } }).details.reason;
  }
};

describe('a password', () => {
  it('is kept as an argon2id hash with a salt of its own', async () => {
    const [one, two] = [await hashPassword('seven odd herons'), await hashPassword('seven odd herons')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, 'seven odd herons')).toBe(true);
    expect(await verifyPassword(one, 'seven odd heron')).toBe(false);
  });

  it('is never right where none is stored', async () => {
    expect(await verifyPassword(null, '')).toBe(false);
    expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
  });

  it.each([
    ['Password123!', 'common'],
    ['p4ssw0rdp4ssw0rd', 'common'],
    ['1111111111', 'common'],
    ['123456789012', 'common'],
    ['qwertyuiop', 'common'],
    ['abcabcabcabc', 'common'],
    ['xy', 'too_short'],
    ['x'.repeat(PASSWORD_LENGTH.maximum + 1), 'too_long'],
    ['ada.lovelace1', 'personal'],
  ])('like %s is refused as %s', (password, reason) => {
    expect(refusal(password, ['ada.lovelace@example.org', 'Ada'])).toBe(reason);
  });

  it.each(['seven odd herons', 'a password among many words', 'zurückgelehnt', '비밀스러운열쇠하나둘셋'])(
    'like %s is taken',
    (password) => {
      expect(refusal(password, ['ada.lovelace@example.org'])).toBeNull();
    },
  );

  it('made by chance is long, readable, never the same and never refused', () => {
    const made = new Set(Array.from({ length: 200 }, randomPassword));
    expect(made.size).toBe(200);
    for (const password of made) {
      expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/);
      expect(isCommonPassword(password)).toBe(false);
    }
  });
});
