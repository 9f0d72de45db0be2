import { z } from 'zod';
import { newApiToken } from '@/lib/auth/api-token';
import { ROLES } from '@/lib/domain/permissions';
import { TextSchema } from '@/lib/domain/text';
import { disableUser } from '@/lib/server/people/disable-user';
import { inviteMember } from '@/lib/server/people/invite-member';
import { listMembers } from '@/lib/server/people/list-members';
import { listUsers } from '@/lib/server/people/list-users';
import { revokeInvitation } from '@/lib/server/people/revoke-invitation';
import { removeMember, setMemberRoles } from '@/lib/server/people/set-member-roles';
import { createToken, listTokens, revokeToken } from '@/lib/server/people/tokens';
import { endpoint } from '../_lib/endpoint';
import { ById, ByProject, NameSchema, RolesSchema } from '../_lib/schemas';

const tag = 'people';
const ByMember = z.object({ slug: TextSchema, user: z.uuid() });
const ByInvitation = z.object({ slug: TextSchema, id: z.uuid() });

export const getMe = endpoint({
  method: 'get',
  path: '/me',
  summary: 'Who one is, and one’s roles',
  tag,
  answer: z.object({
    userId: z.uuid(),
    name: z.string(),
    email: z.string(),
    isAdministrator: z.boolean(),
    memberships: z.array(z.object({ projectId: z.uuid(), slug: z.string(), roles: z.array(z.enum(ROLES)) })),
  }),
  handle: ({ actor }) => Promise.resolve(actor),
});

const person = { id: z.uuid(), name: z.string(), email: z.string(), disabled: z.boolean() };
const InvitationSchema = z.object({
  id: z.uuid(),
  email: z.string().nullable(),
  roles: z.array(z.enum(ROLES)),
  invitedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});

export const getMembers = endpoint({
  method: 'get',
  path: '/projects/{slug}/members',
  summary: 'Who belongs to the project and as what, and the open invitations',
  tag,
  params: ByProject,
  answer: z.object({
    members: z.array(z.object({ ...person, roles: z.array(z.enum(ROLES)), joinedAt: z.string() })),
    invitations: z.array(InvitationSchema),
  }),
  handle: ({ actor, params }) => listMembers(actor, { project: params.slug }),
});

export const postMember = endpoint({
  method: 'post',
  path: '/projects/{slug}/members',
  summary: 'Invite somebody by link; the link is answered this one time',
  tag,
  params: ByProject,
  body: z.object({ email: z.email().optional(), roles: RolesSchema }).strict(),
  answer: z.object({ id: z.uuid(), path: z.string(), expiresAt: z.string() }),
  status: 201,
  handle: ({ actor, params, body }) => inviteMember(actor, { project: params.slug, ...body }),
});

export const patchMember = endpoint({
  method: 'patch',
  path: '/projects/{slug}/members/{user}',
  summary: 'Say which roles a member has',
  tag,
  params: ByMember,
  body: z.object({ roles: RolesSchema }).strict(),
  answer: null,
  handle: ({ actor, params, body }) =>
    setMemberRoles(actor, { project: params.slug, userId: params.user, roles: body.roles }),
});

export const deleteMember = endpoint({
  method: 'delete',
  path: '/projects/{slug}/members/{user}',
  summary: 'End a membership; what the member holds goes back to the queue',
  tag,
  params: ByMember,
  answer: null,
  handle: ({ actor, params }) => removeMember(actor, { project: params.slug, userId: params.user }),
});

export const deleteInvitation = endpoint({
  method: 'delete',
  path: '/projects/{slug}/invitations/{id}',
  summary: 'Take an invitation back',
  tag,
  params: ByInvitation,
  answer: null,
  handle: ({ actor, params }) => revokeInvitation(actor, { project: params.slug, id: params.id }),
});

export const getUsers = endpoint({
  method: 'get',
  path: '/users',
  summary: 'Every account (administrators)',
  tag,
  answer: z.object({
    items: z.array(z.object({ ...person, isAdministrator: z.boolean(), createdAt: z.string() })),
  }),
  handle: async ({ actor }) => ({ items: await listUsers(actor) }),
});

export const patchUser = endpoint({
  method: 'patch',
  path: '/users/{id}',
  summary: 'Disable an account or enable it again (administrators); its sessions end at once',
  tag,
  params: ById,
  body: z.object({ disabled: z.boolean() }).strict(),
  answer: null,
  handle: ({ actor, params, body }) => disableUser(actor, { userId: params.id, disabled: body.disabled }),
});

export const getTokens = endpoint({
  method: 'get',
  path: '/tokens',
  summary: 'One’s own API tokens, without their secrets',
  tag,
  answer: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        createdAt: z.string(),
        lastUsedAt: z.string().nullable(),
        expiresAt: z.string().nullable(),
      }),
    ),
  }),
  handle: async ({ actor }) => ({ items: await listTokens(actor) }),
});

export const postToken = endpoint({
  method: 'post',
  path: '/tokens',
  summary: 'Make an API token; its secret is answered this one time',
  tag,
  body: z
    .object({ name: NameSchema, expiresAt: z.iso.datetime({ offset: true }).nullable().default(null) })
    .strict(),
  answer: z.object({ id: z.uuid(), secret: z.string() }),
  status: 201,
  handle: async ({ actor, body: { name, expiresAt } }) => {
    const { secret, hash } = newApiToken();
    const until = expiresAt ? new Date(expiresAt) : null;
    const { id } = await createToken(actor, { name, tokenHash: hash, expiresAt: until });
    return { id, secret };
  },
});

export const deleteToken = endpoint({
  method: 'delete',
  path: '/tokens/{id}',
  summary: 'Revoke one of one’s own API tokens',
  tag,
  params: ById,
  answer: null,
  handle: ({ actor, params }) => revokeToken(actor, { id: params.id }),
});
