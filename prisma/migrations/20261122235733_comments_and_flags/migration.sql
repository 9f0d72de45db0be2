-- CreateEnum
CREATE TYPE "FlagKind" AS ENUM ('unreadable', 'not_a_formula', 'needs_help');

-- AlterTable
ALTER TABLE "Skip" ADD COLUMN     "flagId" UUID;

-- CreateTable
CREATE TABLE "Comment" (
    "id" UUID NOT NULL,
    "formulaId" UUID NOT NULL,
    "replyToId" UUID,
    "symbolId" TEXT,
    "symbolClass" TEXT,
    "authorId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" UUID,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommentMention" (
    "commentId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3),

    CONSTRAINT "CommentMention_pkey" PRIMARY KEY ("commentId","userId")
);

-- CreateTable
CREATE TABLE "Flag" (
    "id" UUID NOT NULL,
    "formulaId" UUID NOT NULL,
    "kind" "FlagKind" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "authorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "clearedAt" TIMESTAMPTZ(3),
    "clearedById" UUID,

    CONSTRAINT "Flag_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Comment_formulaId_createdAt_idx" ON "Comment"("formulaId", "createdAt");

-- CreateIndex
CREATE INDEX "Comment_authorId_formulaId_idx" ON "Comment"("authorId", "formulaId");

-- CreateIndex
CREATE INDEX "Comment_replyToId_idx" ON "Comment"("replyToId");

-- CreateIndex
CREATE UNIQUE INDEX "Comment_id_formulaId_key" ON "Comment"("id", "formulaId");

-- CreateIndex
CREATE INDEX "CommentMention_userId_createdAt_idx" ON "CommentMention"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "Flag_formulaId_idx" ON "Flag"("formulaId");

-- CreateIndex
CREATE INDEX "Flag_authorId_formulaId_idx" ON "Flag"("authorId", "formulaId");

-- CreateIndex
CREATE UNIQUE INDEX "Flag_id_formulaId_key" ON "Flag"("id", "formulaId");

-- AddForeignKey
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_flagId_formulaId_fkey" FOREIGN KEY ("flagId", "formulaId") REFERENCES "Flag"("id", "formulaId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_formulaId_fkey" FOREIGN KEY ("formulaId") REFERENCES "Formula"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_resolvedById_fkey" FOREIGN KEY ("resolvedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_replyToId_formulaId_fkey" FOREIGN KEY ("replyToId", "formulaId") REFERENCES "Comment"("id", "formulaId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentMention" ADD CONSTRAINT "CommentMention_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentMention" ADD CONSTRAINT "CommentMention_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_formulaId_fkey" FOREIGN KEY ("formulaId") REFERENCES "Formula"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_clearedById_fkey" FOREIGN KEY ("clearedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema language cannot say --------------------------------------------------------

ALTER TABLE "Comment"
  -- Whoever takes a comment back takes its words back.
  ADD CONSTRAINT "Comment_says_something_or_is_deleted" CHECK (("text" = '') = ("deletedAt" IS NOT NULL)),
  -- A symbol is named with its class; an answer is about what its remark is about, and is settled with it.
  ADD CONSTRAINT "Comment_symbol_with_class" CHECK (("symbolId" IS NULL) = ("symbolClass" IS NULL)),
  ADD CONSTRAINT "Comment_answer_hangs_on_its_remark" CHECK (
    "replyToId" IS NULL OR ("replyToId" <> "id" AND "symbolId" IS NULL AND "resolvedAt" IS NULL)),
  ADD CONSTRAINT "Comment_resolved_by_somebody" CHECK ("resolvedById" IS NULL OR "resolvedAt" IS NOT NULL);
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_cleared_by_somebody" CHECK ("clearedById" IS NULL OR "clearedAt" IS NOT NULL);

-- A flag may be the reason of a skip.
ALTER TABLE "Skip" DROP CONSTRAINT "Skip_says_why";
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_says_why" CHECK ("reason" <> '' OR "flagId" IS NOT NULL);

-- One person says one thing of a formula once, until it is cleared.
CREATE UNIQUE INDEX "Flag_one_open_per_person_and_kind" ON "Flag" ("formulaId", "kind", "authorId") WHERE "clearedAt" IS NULL;

-- What is open is little, and every list asks for it: the queue, the filters, a lead's home.
CREATE INDEX "Flag_open" ON "Flag" ("formulaId") WHERE "clearedAt" IS NULL;
CREATE INDEX "Comment_open" ON "Comment" ("formulaId")
  WHERE "replyToId" IS NULL AND "deletedAt" IS NULL AND "resolvedAt" IS NULL;
CREATE INDEX "CommentMention_unseen" ON "CommentMention" ("userId") WHERE "seenAt" IS NULL;
