export {
  addressed,
  askedAt,
  handlesOf,
  matching,
  mentionedIn,
  piecesOf,
  type Asked,
  type Piece,
} from './mentions';
export { mayResolve, mayRewrite, type Speaker } from './rights';
export {
  COMMENT_LIMIT,
  MOST_COMMENTS,
  CommentChangeSchema,
  CommentedSymbolSchema,
  CommentSchema,
  NewCommentSchema,
  SILENCE,
  TalkSchema,
  type Comment,
  type CommentChange,
  type CommentedSymbol,
  type Mentionable,
  type NewComment,
  type Talk,
} from './schema';
export { isOpen, openBySymbol, threadsOf, type Thread } from './threads';
