import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newApiToken, tokenHash } from '@/lib/auth/api-token';
import { changePassword } from '@/lib/auth/change-password';
import { createFirstAdministrator, givePassword } from '@/lib/auth/first-administrator';
import { hashPassword } from '@/lib/auth/password';
import { SIGN_IN_LIMIT } from '@/lib/auth/attempts';
import { signInWithPassword } from '@/lib/auth/sign-in';
import { createAccount, setDisabled, setPasswordHash } from '@/lib/db/auth/accounts';
import { actorOfSession, actorOfToken } from '@/lib/db/auth/people';
import { revokeSession } from '@/lib/db/auth/sessions';
import { createToken } from '@/lib/server/people/tokens';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

const EMAIL = 'ada@example.org';
const PASSWORD = 'seven odd herons';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.signInAttempt.deleteMany();
  await database.db.user.deleteMany();
  const passwordHash = await hashPassword(PASSWORD);
  await createAccount(database.db, { email: EMAIL, name: 'Ada', passwordHash, isAdministrator: false });
});

const signIn = (password: string, { email = EMAIL, address = '192.0.2.1' } = {}) =>
  signInWithPassword({ email, password, address });

describe('signing in', () => {
  it('opens a session for the right password, whatever the case of the address', async () => {
    const { sessionId } = await signIn(PASSWORD, { email: ' Ada@Example.ORG ' });
    expect(await actorOfSession(database.db, sessionId)).toMatchObject({ email: EMAIL, memberships: [] });
  });

  it('says the same of a wrong password and of an account that does not exist', async () => {
    const wrong = await signIn('not this one').catch((error: unknown) => error);
    const nobody = await signIn(PASSWORD, { email: 'nobody@example.org' }).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ code: 'unauthenticated' });
    expect(nobody).toEqual(wrong);
  });

  it('refuses an account without a password, and an empty password', async () => {
    await createAccount(database.db, {
      email: 'oidc@example.org',
      name: 'O',
      passwordHash: null,
      isAdministrator: false,
    });
    for (const password of ['', 'nobody has this password']) {
      await expect(signIn(password, { email: 'oidc@example.org' })).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    }
  });

  it('locks an account after too many failures, also for the right password and other addresses', async () => {
    for (let attempt = 0; attempt < SIGN_IN_LIMIT.perAccount; attempt += 1) {
      await expect(signIn('wrong', { address: `192.0.2.${attempt}` })).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    }
    await expect(signIn(PASSWORD, { address: '198.51.100.7' })).rejects.toMatchObject({
      code: 'rate_limited',
      details: { retryAfterSeconds: SIGN_IN_LIMIT.windowMinutes * 60 },
    });
  });

  it('counts attempts that are made at the same moment', async () => {
    const attempts = Array.from({ length: SIGN_IN_LIMIT.perAccount * 3 }, () =>
      signIn('wrong').catch((error: { code: string }) => error.code),
    );
    const codes = await Promise.all(attempts);
    expect(codes.filter((code) => code === 'unauthenticated').length).toBeLessThanOrEqual(
      SIGN_IN_LIMIT.perAccount,
    );
  });

  it('locks an address that tries many accounts, and no other', async () => {
    for (let attempt = 0; attempt < SIGN_IN_LIMIT.perAddress; attempt += 1) {
      const email = `guess${attempt}@example.org`;
      await expect(signIn('wrong', { email })).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(signIn(PASSWORD, { address: '198.51.100.7' })).resolves.toHaveProperty('sessionId');
  });

  it('counts failures only: an office behind one address signs in as often as it likes', async () => {
    for (let attempt = 0; attempt <= SIGN_IN_LIMIT.perAddress; attempt += 1) {
      await expect(signIn(PASSWORD)).resolves.toHaveProperty('sessionId');
    }
  });

  it('lets in again once the window has passed, and forgets failures after a success', async () => {
    for (let attempt = 0; attempt < SIGN_IN_LIMIT.perAccount; attempt += 1)
      await signIn('wrong').catch(() => null);
    const old = new Date(Date.now() - (SIGN_IN_LIMIT.windowMinutes + 1) * 60_000);
    await database.db.signInAttempt.updateMany({ data: { at: old } });
    await signIn(PASSWORD);
    expect(await database.db.signInAttempt.count({ where: { key: `account:${EMAIL}` } })).toBe(0);
  });
});

describe('a session', () => {
  it('ends when it is signed out, and no other does', async () => {
    const [one, other] = [await signIn(PASSWORD), await signIn(PASSWORD)];
    await revokeSession(database.db, one.sessionId);
    expect(await actorOfSession(database.db, one.sessionId)).toBeNull();
    expect(await actorOfSession(database.db, other.sessionId)).not.toBeNull();
  });

  it('ends at once when its account is disabled, and the account cannot sign in', async () => {
    const { sessionId } = await signIn(PASSWORD);
    await setDisabled(database.db, EMAIL, true);
    expect(await actorOfSession(database.db, sessionId)).toBeNull();
    await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: 'unauthenticated' });
    await setDisabled(database.db, EMAIL, false);
    expect(await actorOfSession(database.db, sessionId)).toBeNull();
    await expect(signIn(PASSWORD)).resolves.toHaveProperty('sessionId');
  });

  it('ends when the password is changed, but for the one that changed it', async () => {
    const [mine, elsewhere] = [await signIn(PASSWORD), await signIn(PASSWORD)];
    const actor = await actorOfSession(database.db, mine.sessionId);
    const next = 'eight calmer herons';
    await changePassword(actor!, { current: PASSWORD, next, sessionId: mine.sessionId });
    expect(await actorOfSession(database.db, mine.sessionId)).not.toBeNull();
    expect(await actorOfSession(database.db, elsewhere.sessionId)).toBeNull();
    await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(signIn(next)).resolves.toHaveProperty('sessionId');
  });

  it('is not given up for a wrong current password or a weak new one', async () => {
    const { sessionId } = await signIn(PASSWORD);
    const actor = (await actorOfSession(database.db, sessionId))!;
    const change = (current: string, next: string) => changePassword(actor, { current, next, sessionId });
    await expect(change('wrong', 'eight calmer herons')).rejects.toMatchObject({
      details: { reason: 'wrong' },
    });
    await expect(change(PASSWORD, 'P@ssw0rd123')).rejects.toMatchObject({ details: { reason: 'common' } });
    await expect(change(PASSWORD, 'short')).rejects.toMatchObject({ details: { reason: 'too_short' } });
  });

  it('lets nobody try current passwords without end', async () => {
    const { sessionId } = await signIn(PASSWORD);
    const actor = (await actorOfSession(database.db, sessionId))!;
    const change = (current: string) =>
      changePassword(actor, { current, next: 'eight calmer herons', sessionId });
    for (let attempt = 0; attempt < SIGN_IN_LIMIT.perAccount; attempt += 1) {
      await expect(change('wrong')).rejects.toMatchObject({ code: 'invalid_input' });
    }
    await expect(change(PASSWORD)).rejects.toMatchObject({ code: 'rate_limited' });
    // Somebody else at the keyboard locks the change, not the door.
    await expect(signIn(PASSWORD)).resolves.toHaveProperty('sessionId');
  });

  it('ends everywhere when the password is reset from the command line', async () => {
    const { sessionId } = await signIn(PASSWORD);
    await setPasswordHash(database.db, EMAIL, await hashPassword('nine quiet herons'));
    expect(await actorOfSession(database.db, sessionId)).toBeNull();
  });

  it('expires', async () => {
    const { sessionId } = await signIn(PASSWORD);
    await database.db.session.update({
      where: { id: sessionId },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(await actorOfSession(database.db, sessionId)).toBeNull();
  });
});

describe('an API token', () => {
  const keep = async (data: { revokedAt?: Date; expiresAt?: Date } = {}) => {
    const { id: userId } = await database.db.user.findUniqueOrThrow({ where: { email: EMAIL } });
    const made = newApiToken();
    await database.db.apiToken.create({ data: { userId, name: 'ci', tokenHash: made.hash, ...data } });
    return made.secret;
  };
  const ask = (secret: string) => actorOfToken(database.db, tokenHash(secret));

  it('is its owner, and is seen to be used', async () => {
    const secret = await keep();
    expect(await ask(secret)).toMatchObject({ email: EMAIL });
    expect((await database.db.apiToken.findFirstOrThrow()).lastUsedAt).not.toBeNull();
  });

  it('makes none that outlives it, and ends with the password', async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const secret = await keep({ expiresAt });
    const actor = (await ask(secret))!;
    const make = (until: Date | null) =>
      createToken(actor, { name: 'child', tokenHash: newApiToken().hash, expiresAt: until });
    await expect(make(null)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(make(new Date(expiresAt.getTime() + 1))).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(make(expiresAt)).resolves.toHaveProperty('id');
    await setPasswordHash(database.db, EMAIL, await hashPassword('nine quiet herons'));
    expect(await ask(secret)).toBeNull();
  });

  it('is nobody when revoked, expired, unknown, or its owner is disabled', async () => {
    const past = new Date(Date.now() - 1);
    expect(await ask(await keep({ revokedAt: past }))).toBeNull();
    expect(await ask(await keep({ expiresAt: past }))).toBeNull();
    expect(await ask('fml_unknown')).toBeNull();
    const secret = await keep();
    await setDisabled(database.db, EMAIL, true);
    expect(await ask(secret)).toBeNull();
  });
});

describe('the first administrator', () => {
  it('gets a password once, different each time, when it can be shown', async () => {
    await createFirstAdministrator(database.db);
    await expect(signIn('', { email: 'admin@formulary.local' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    // A start that is cut off here has not used the password up.
    await createFirstAdministrator(database.db);
    const made = await givePassword(database.db);
    expect(await givePassword(database.db)).toBeNull();
    const { sessionId } = await signIn(made!.password, { email: made!.email });
    expect(await actorOfSession(database.db, sessionId)).toMatchObject({ isAdministrator: true });
    await database.db.user.deleteMany();
    await createFirstAdministrator(database.db);
    expect((await givePassword(database.db))!.password).not.toBe(made!.password);
  });

  it('is not made where somebody may do everything already', async () => {
    await createAccount(database.db, {
      email: 'root@example.org',
      name: 'R',
      passwordHash: null,
      isAdministrator: true,
    });
    await createFirstAdministrator(database.db);
    expect(await givePassword(database.db)).toBeNull();
    expect(await database.db.user.count({ where: { isAdministrator: true } })).toBe(1);
  });
});
