-- AlterEnum
ALTER TYPE "EvaluationStatus" ADD VALUE 'cancelled';

-- AlterTable
ALTER TABLE "Evaluation" ADD COLUMN     "claim" UUID,
ADD COLUMN     "heldUntil" TIMESTAMPTZ(3),
ADD COLUMN     "leaks" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "EvaluationItem" ADD COLUMN     "rightIn" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "rssBytes" DOUBLE PRECISION;
