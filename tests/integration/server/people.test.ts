import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorOfSession, actorOfUser } from '@/lib/db/auth/people';
import { createSession } from '@/lib/db/auth/sessions';
import type { Actor } from '@/lib/domain/permissions';
import { acceptInvitation } from '@/lib/server/people/accept-invitation';
import { createProject } from '@/lib/server/projects/create-project';
import { disableUser } from '@/lib/server/people/disable-user';
import { inviteMember } from '@/lib/server/people/invite-member';
import { listFormulas } from '@/lib/server/formulas/list-formulas';
import { listMembers } from '@/lib/server/people/list-members';
import { listProjects } from '@/lib/server/projects/list-projects';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { revokeInvitation } from '@/lib/server/people/revoke-invitation';
import { removeMember, setMemberRoles } from '@/lib/server/people/set-member-roles';
import { showInvitation } from '@/lib/server/people/show-invitation';
import { makeFormula, makePerson, makeProject } from '@/tests/support/builders';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
let project: { id: string; slug: string };
let lead: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  project = await makeProject(database.db);
  lead = await makePerson(database.db, { roles: ['lead'], projectId: project.id });
});

const again = async (actor: Actor) => {
  const fresh = await actorOfUser(database.db, actor.email);
  if (!fresh) throw new Error('gone');
  return fresh;
};
const secretOf = ({ path }: { path: string }) => path.split('/').at(-1) ?? '';
const account = (email: string) => ({ email, name: 'New', passwordHash: '$argon2id$not-a-real-one' });

describe('an invitation', () => {
  it('lets a new person in once, with the roles that it names', async () => {
    const secret = secretOf(
      await inviteMember(lead, { project: project.slug, roles: ['annotator', 'engineer'] }),
    );
    expect(await showInvitation({ secret })).toMatchObject({
      invitedBy: lead.name,
      roles: ['annotator', 'engineer'],
    });
    const joined = acceptInvitation(null, { secret, account: account('New.Person@Example.org ') });
    await expect(joined).resolves.toEqual({ project: project.slug });
    const actor = await actorOfUser(database.db, 'new.person@example.org');
    expect(actor?.memberships).toEqual([
      { projectId: project.id, slug: project.slug, roles: ['annotator', 'engineer'] },
    ]);
    await expect(showInvitation({ secret })).rejects.toMatchObject({ code: 'not_found' });
    await expect(acceptInvitation(lead, { secret })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of two who use it at the same moment lets in one', async () => {
    const secret = secretOf(await inviteMember(lead, { project: project.slug, roles: ['annotator'] }));
    const people = [await makePerson(database.db), await makePerson(database.db)];
    const results = await Promise.allSettled(people.map((person) => acceptInvitation(person, { secret })));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await listMembers(lead, { project: project.slug })).members).toHaveLength(2);
  });

  it('adds roles to those that a member has', async () => {
    const secret = secretOf(await inviteMember(lead, { project: project.slug, roles: ['engineer'] }));
    await acceptInvitation(lead, { secret });
    expect((await again(lead)).memberships[0]?.roles).toEqual(['lead', 'engineer']);
  });

  it('for one address is for nobody else, and for an address with an account asks to sign in', async () => {
    const invited = await makePerson(database.db);
    const input = {
      project: project.slug,
      roles: ['annotator' as const],
      email: invited.email.toUpperCase(),
    };
    const secret = secretOf(await inviteMember(lead, input));
    const other = await makePerson(database.db);
    await expect(acceptInvitation(other, { secret })).rejects.toMatchObject({ code: 'forbidden' });
    const posed = acceptInvitation(null, { secret, account: account(invited.email) });
    await expect(posed).rejects.toMatchObject({ code: 'conflict' });
    await expect(acceptInvitation(null, { secret })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(acceptInvitation(invited, { secret })).resolves.toEqual({ project: project.slug });
  });

  it('that was taken back, or is too old, is none', async () => {
    const { id, ...made } = await inviteMember(lead, { project: project.slug, roles: ['annotator'] });
    await revokeInvitation(lead, { project: project.slug, id });
    await expect(acceptInvitation(lead, { secret: secretOf(made) })).rejects.toMatchObject({
      code: 'not_found',
    });
    const old = await inviteMember(lead, { project: project.slug, roles: ['annotator'] });
    await database.db.invitation.update({ where: { id: old.id }, data: { expiresAt: new Date(0) } });
    await expect(showInvitation({ secret: secretOf(old) })).rejects.toMatchObject({ code: 'not_found' });
    expect((await listMembers(lead, { project: project.slug })).invitations).toEqual([]);
  });

  it('is kept as a hash only', async () => {
    const secret = secretOf(await inviteMember(lead, { project: project.slug, roles: ['annotator'] }));
    const rows = await database.db.invitation.findMany({ where: { projectId: project.id } });
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe('a membership', () => {
  it('cannot be changed so that a project has no lead', async () => {
    const input = { project: project.slug, userId: lead.userId };
    await expect(setMemberRoles(lead, { ...input, roles: ['annotator'] })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(removeMember(lead, input)).rejects.toMatchObject({ code: 'conflict' });
    expect((await again(lead)).memberships[0]?.roles).toEqual(['lead']);
  });

  it('that ends gives back what was held, and closes the project', async () => {
    const formula = await makeFormula(database.db, { projectId: project.id });
    const person = await makePerson(database.db, { roles: ['annotator'], projectId: project.id });
    await nextFormula(person, { project: project.slug });
    await removeMember(lead, { project: project.slug, userId: person.userId });
    expect(await database.db.lease.count({ where: { formulaId: formula.id, releasedAt: null } })).toBe(0);
    const list = listFormulas(await again(person), { project: project.slug });
    await expect(list).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that no longer annotates gives back what was held', async () => {
    await makeFormula(database.db, { projectId: project.id });
    const person = await makePerson(database.db, { roles: ['annotator'], projectId: project.id });
    await nextFormula(person, { project: project.slug });
    const open = () => database.db.lease.count({ where: { userId: person.userId, releasedAt: null } });
    const input = { project: project.slug, userId: person.userId };
    await setMemberRoles(lead, { ...input, roles: ['annotator', 'engineer'] });
    expect(await open()).toBe(1);
    await setMemberRoles(lead, { ...input, roles: ['engineer'] });
    expect(await open()).toBe(0);
  });

  it('shows annotators what they hold and did, and nothing else', async () => {
    const mine = await makeFormula(database.db, { projectId: project.id });
    for (let index = 0; index < 3; index += 1) await makeFormula(database.db, { projectId: project.id });
    const person = await makePerson(database.db, { roles: ['annotator'], projectId: project.id });
    await database.db.formula.update({ where: { id: mine.id }, data: { expectedCost: 0 } });
    await nextFormula(person, { project: project.slug });
    const seen = await listFormulas(person, { project: project.slug });
    expect([seen.total, seen.items.map(({ id }) => id)]).toEqual([1, [mine.id]]);
    expect((await listFormulas(lead, { project: project.slug })).total).toBe(4);
  });
});

it('lists what has waited longest first, page by page, and refuses the cursor of another order', async () => {
  const made = [];
  for (const name of ['b', 'c', 'a'])
    made.push(await makeFormula(database.db, { projectId: project.id, name }));
  const ids = made.map(({ id }) => id);
  for (const [index, id] of ids.entries()) {
    const updatedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, index));
    await database.db.formula.update({ where: { id }, data: { updatedAt } });
  }
  const list = (cursor?: string) =>
    listFormulas(lead, { project: project.slug, order: 'oldest', limit: 2, cursor });
  const first = await list();
  const second = await list(first.next ?? undefined);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  expect(second.next).toBeNull();
  const byName = await listFormulas(lead, { project: project.slug, limit: 1 });
  await expect(list(byName.next ?? '')).rejects.toMatchObject({ code: 'invalid_input' });
});

it('pages through formulas by name without losing or repeating one', async () => {
  const names = ['b', 'a', 'a', 'c', 'b', 'd', 'a'];
  for (const name of names) await makeFormula(database.db, { projectId: project.id, name });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listFormulas(lead, { project: project.slug, limit: 2, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(names.length);
  expect(new Set(seen).size).toBe(names.length);
  const filtered = await listFormulas(lead, { project: project.slug, text: 'A', class: '2' });
  expect(filtered.items.map(({ name }) => name)).toEqual(['a', 'a', 'a']);
  expect((await listFormulas(lead, { project: project.slug, class: '\\pi' })).total).toBe(0);
});

it('ends the sessions of a disabled account at once, and frees what it holds', async () => {
  const administrator = await makePerson(database.db, { administrator: true });
  const person = await makePerson(database.db, { roles: ['annotator'], projectId: project.id });
  const formula = await makeFormula(database.db, { projectId: project.id });
  await nextFormula(person, { project: project.slug });
  const session = await createSession(database.db, person.userId, new Date(Date.now() + 60_000));
  expect(await actorOfSession(database.db, session)).not.toBeNull();
  const input = { userId: person.userId, disabled: true };
  await expect(disableUser(lead, input)).rejects.toMatchObject({ code: 'forbidden' });
  await disableUser(administrator, input);
  expect(await actorOfSession(database.db, session)).toBeNull();
  expect(await database.db.lease.count({ where: { formulaId: formula.id, releasedAt: null } })).toBe(0);
});

it('makes projects for administrators only, once per name, led by who makes them', async () => {
  const administrator = await makePerson(database.db, { administrator: true });
  const axes = [
    {
      key: 'level',
      name: 'Level',
      values: [
        { key: 'a', name: 'A' },
        { key: 'b', name: 'B' },
      ],
    },
  ];
  const input = { slug: 'fresh', name: 'Fresh', axes };
  await expect(createProject(lead, input)).rejects.toMatchObject({ code: 'forbidden' });
  const { id } = await createProject(administrator, input);
  await expect(createProject(administrator, input)).rejects.toMatchObject({ code: 'conflict' });
  expect(await database.db.cell.count({ where: { projectId: id } })).toBe(2);
  expect((await listProjects(await again(administrator))).map(({ slug }) => slug)).toContain('fresh');
  expect((await again(administrator)).memberships).toEqual([
    { projectId: id, slug: 'fresh', roles: ['lead'] },
  ]);
});
