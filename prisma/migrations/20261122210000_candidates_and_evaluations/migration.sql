-- CreateEnum
CREATE TYPE "EvaluationStatus" AS ENUM ('queued', 'running', 'done', 'failed');

-- DropForeignKey
ALTER TABLE "Release" DROP CONSTRAINT "Release_candidateId_fkey";

-- DropIndex
DROP INDEX "Candidate_stage_name_version_key";

-- AlterTable
ALTER TABLE "Candidate" ADD COLUMN     "bytes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "createdById" UUID,
ADD COLUMN     "projectId" UUID,
ADD COLUMN     "variant" TEXT,
ADD COLUMN     "variantOfId" UUID;

-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "guard" JSONB,
ALTER COLUMN "candidateId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Evaluation" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "snapshotId" UUID NOT NULL,
    "split" "Split" NOT NULL,
    "status" "EvaluationStatus" NOT NULL DEFAULT 'queued',
    "error" TEXT,
    "total" INTEGER NOT NULL,
    "summary" JSONB,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EvaluationCandidate" (
    "evaluationId" UUID NOT NULL,
    "stage" "Stage" NOT NULL,
    "candidateId" UUID NOT NULL,

    CONSTRAINT "EvaluationCandidate_pkey" PRIMARY KEY ("evaluationId","stage")
);

-- CreateTable
CREATE TABLE "EvaluationItem" (
    "evaluationId" UUID NOT NULL,
    "formulaId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "scored" JSONB,
    "timingsMs" JSONB,
    "error" TEXT,

    CONSTRAINT "EvaluationItem_pkey" PRIMARY KEY ("evaluationId","formulaId")
);

-- CreateIndex
CREATE INDEX "Evaluation_projectId_createdAt_idx" ON "Evaluation"("projectId", "createdAt");

-- CreateIndex
CREATE INDEX "Evaluation_snapshotId_split_idx" ON "Evaluation"("snapshotId", "split");

-- CreateIndex
CREATE INDEX "EvaluationCandidate_candidateId_idx" ON "EvaluationCandidate"("candidateId");

-- CreateIndex
CREATE INDEX "EvaluationItem_formulaId_idx" ON "EvaluationItem"("formulaId");

-- CreateIndex
CREATE UNIQUE INDEX "Candidate_projectId_stage_name_version_key" ON "Candidate"("projectId", "stage", "name", "version") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "Candidate_id_stage_key" ON "Candidate"("id", "stage");

-- AddForeignKey
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_variantOfId_fkey" FOREIGN KEY ("variantOfId") REFERENCES "Candidate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_candidateId_stage_fkey" FOREIGN KEY ("candidateId", "stage") REFERENCES "Candidate"("id", "stage") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "Snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationCandidate" ADD CONSTRAINT "EvaluationCandidate_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationCandidate" ADD CONSTRAINT "EvaluationCandidate_candidateId_stage_fkey" FOREIGN KEY ("candidateId", "stage") REFERENCES "Candidate"("id", "stage") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationItem" ADD CONSTRAINT "EvaluationItem_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationItem" ADD CONSTRAINT "EvaluationItem_formulaId_fkey" FOREIGN KEY ("formulaId") REFERENCES "Formula"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationItem" ADD CONSTRAINT "EvaluationItem_revisionId_formulaId_fkey" FOREIGN KEY ("revisionId", "formulaId") REFERENCES "Revision"("id", "formulaId") ON DELETE NO ACTION ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_kind_check" CHECK ("kind" IN ('onnx', 'rules'));
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_variant_check" CHECK ("variant" IN ('float16', 'int8'));
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_split_check" CHECK ("split" IN ('test', 'val'));
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_done_check" CHECK ("status" <> 'done' OR "summary" IS NOT NULL);
ALTER TABLE "EvaluationItem" ADD CONSTRAINT "EvaluationItem_said_check" CHECK (("scored" IS NULL) <> ("error" IS NULL));
