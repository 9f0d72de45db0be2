import { z } from 'zod';
import { ClassNameSchema, SymbolIdSchema } from '@/lib/domain/annotation/schema';
import { FlagSchema } from '@/lib/domain/flags';
import { TextSchema } from '@/lib/domain/text';

/** UTF-16 units of the longest comment. */
export const COMMENT_LIMIT = 4000;

/** Most comments on a formula, deleted ones among them: whoever opens the formula gets them all. */
export const MOST_COMMENTS = 500;

/** What a comment says: composed characters, no blanks around it, something in between. */
export const CommentTextSchema = TextSchema.transform((text) => text.normalize('NFC').trim()).pipe(
  z.string().min(1).max(COMMENT_LIMIT),
);

const PersonSchema = z.object({ id: z.uuid(), name: z.string() }).strict();

/** A symbol with the class that it had when somebody wrote about it: it may be gone since. */
export const CommentedSymbolSchema = z.object({ id: SymbolIdSchema, class: ClassNameSchema }).strict();
export type CommentedSymbol = z.infer<typeof CommentedSymbolSchema>;

/** A remark on a formula or on one of its symbols, or an answer to a remark. */
export const CommentSchema = z
  .object({
    id: z.uuid(),
    /** The remark that this answers; answers are not answered again, and are settled with their remark. */
    replyToId: z.uuid().nullable(),
    /** null for the formula as a whole; an answer is about what its remark is about. */
    symbol: CommentedSymbolSchema.nullable(),
    author: PersonSchema,
    /** Empty once it is deleted. */
    text: z.string(),
    at: z.iso.datetime(),
    editedAt: z.iso.datetime().nullable(),
    deleted: z.boolean(),
    resolved: z.object({ by: z.string(), at: z.iso.datetime() }).strict().nullable(),
    mentions: z.array(PersonSchema),
  })
  .strict();
export type Comment = z.infer<typeof CommentSchema>;

/** POST /api/v1/formulas/:id/comments. The id is made by the client: what is sent twice is said once. */
export const NewCommentSchema = z
  .object({
    id: z.uuid(),
    text: CommentTextSchema,
    symbol: CommentedSymbolSchema.nullable().default(null),
    replyToId: z.uuid().nullable().default(null),
  })
  .strict()
  .refine(({ symbol, replyToId }) => symbol === null || replyToId === null, {
    message: 'an answer is about what its remark is about: it names no symbol',
  });
export type NewComment = z.infer<typeof NewCommentSchema>;

/** PATCH /api/v1/comments/:id: new words, or settled and open again. */
export const CommentChangeSchema = z.union([
  z.object({ text: CommentTextSchema }).strict(),
  z.object({ resolved: z.boolean() }).strict(),
]);
export type CommentChange = z.infer<typeof CommentChangeSchema>;

/** Somebody who may be addressed; `handle` stands behind the @ and belongs to one person only. */
export const MentionableSchema = z.object({ id: z.uuid(), handle: z.string() }).strict();
export type Mentionable = z.infer<typeof MentionableSchema>;

/** What is said about a formula, for one person. */
export const TalkSchema = z
  .object({
    /** Oldest first. */
    comments: z.array(CommentSchema),
    /** Those not cleared, oldest first. */
    flags: z.array(FlagSchema),
    /** Who may see the formula, and so may be addressed. */
    people: z.array(MentionableSchema),
    /** Ids of comments that address this person, who has not seen them yet. */
    unseen: z.array(z.uuid()),
    /** May clear anybody's flag and resolve anybody's comment. */
    maySettle: z.boolean(),
  })
  .strict();
export type Talk = z.infer<typeof TalkSchema>;

/** Nothing said, nobody there: for a formula that is shown without a server. */
export const SILENCE: Talk = { comments: [], flags: [], people: [], unseen: [], maySettle: false };
