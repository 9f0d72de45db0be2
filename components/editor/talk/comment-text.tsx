import { piecesOf, type Comment } from '@/lib/domain/comments';

/** What a comment says, with the people whom it addresses set off. */
export function CommentText({ text, mentions }: Pick<Comment, 'text' | 'mentions'>) {
  const people = mentions.map(({ id, name }) => ({ id, handle: name }));
  return (
    <p className="text-sm break-words whitespace-pre-wrap">
      {piecesOf(text, people).map((piece, index) =>
        piece.person ? (
          <span key={index} className="font-medium text-accent">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
