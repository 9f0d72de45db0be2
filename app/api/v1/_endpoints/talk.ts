import { z } from 'zod';
import { CommentChangeSchema, CommentSchema, NewCommentSchema, TalkSchema } from '@/lib/domain/comments';
import { FlagSchema, NewFlagSchema } from '@/lib/domain/flags';
import { TextSchema } from '@/lib/domain/text';
import { changeComment } from '@/lib/server/talk/change-comment';
import { clearFlag } from '@/lib/server/talk/clear-flag';
import { deleteComment } from '@/lib/server/talk/delete-comment';
import { listMentions, markMentionsSeen } from '@/lib/server/talk/mentions';
import { postComment } from '@/lib/server/talk/post-comment';
import { raiseFlag } from '@/lib/server/talk/raise-flag';
import { showTalk } from '@/lib/server/talk/show-talk';
import { endpoint } from '../_lib/endpoint';
import { ById, LimitSchema } from '../_lib/schemas';

const tag = 'comments and flags';

export const getTalk = endpoint({
  method: 'get',
  path: '/formulas/{id}/comments',
  summary: 'What is said about a formula: comments, flags that are not cleared, and who may be mentioned',
  tag,
  params: ById,
  answer: TalkSchema,
  handle: ({ actor, params }) => showTalk(actor, { formulaId: params.id }),
});

export const postCommentEndpoint = endpoint({
  method: 'post',
  path: '/formulas/{id}/comments',
  summary:
    'Comment on a formula or a symbol, or answer a comment. @ and a name mention whoever may see the formula',
  tag,
  params: ById,
  body: NewCommentSchema,
  answer: CommentSchema,
  status: 201,
  handle: ({ actor, params, body }) => postComment(actor, { formulaId: params.id, comment: body }),
});

export const patchComment = endpoint({
  method: 'patch',
  path: '/comments/{id}',
  summary: 'Change what one’s comment says, or settle a comment and open it again',
  tag,
  params: ById,
  body: CommentChangeSchema,
  answer: CommentSchema,
  handle: ({ actor, params, body }) => changeComment(actor, { commentId: params.id, change: body }),
});

export const deleteCommentEndpoint = endpoint({
  method: 'delete',
  path: '/comments/{id}',
  summary: 'Take one’s comment back',
  tag,
  params: ById,
  answer: null,
  handle: ({ actor, params }) => deleteComment(actor, { commentId: params.id }),
});

export const postFlag = endpoint({
  method: 'post',
  path: '/formulas/{id}/flags',
  summary:
    'Flag a formula: the queue offers it to nobody until that is decided. `leave` puts it aside as well',
  tag,
  params: ById,
  body: NewFlagSchema,
  answer: z.object({ flag: FlagSchema, sentBackWaiting: z.boolean() }),
  status: 201,
  handle: ({ actor, params, body }) => raiseFlag(actor, { formulaId: params.id, flag: body }),
});

export const deleteFlag = endpoint({
  method: 'delete',
  path: '/flags/{id}',
  summary: 'Clear a flag: as a lead, or one’s own',
  tag,
  params: ById,
  answer: null,
  handle: ({ actor, params }) => clearFlag(actor, { flagId: params.id }),
});

export const getMentions = endpoint({
  method: 'get',
  path: '/me/mentions',
  summary: 'Comments that mention one, newest first',
  tag,
  query: z.object({
    project: TextSchema.optional(),
    unseen: z.enum(['true', 'false']).default('false'),
    limit: LimitSchema.default(50),
  }),
  answer: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        text: z.string(),
        by: z.string(),
        at: z.string(),
        seen: z.boolean(),
        formula: z.object({ id: z.uuid(), name: z.string() }),
        project: z.object({ slug: z.string(), name: z.string() }),
      }),
    ),
  }),
  handle: async ({ actor, query: { unseen, ...query } }) => ({
    items: await listMentions(actor, { ...query, unseen: unseen === 'true' }),
  }),
});

export const seeMentions = endpoint({
  method: 'post',
  path: '/me/mentions/seen',
  summary: 'One has seen what mentions one in these comments',
  tag,
  body: z.object({ comments: z.array(z.uuid()).max(500) }).strict(),
  answer: null,
  handle: ({ actor, body }) => markMentionsSeen(actor, body),
});
