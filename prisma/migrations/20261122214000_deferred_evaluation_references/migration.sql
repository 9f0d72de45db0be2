-- As for formulas: a project is deleted table by table, and which comes first is PostgreSQL's choice.

ALTER TABLE "Release" ALTER CONSTRAINT "Release_candidateId_stage_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "EvaluationCandidate" ALTER CONSTRAINT "EvaluationCandidate_candidateId_stage_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "EvaluationItem" ALTER CONSTRAINT "EvaluationItem_formulaId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "EvaluationItem" ALTER CONSTRAINT "EvaluationItem_revisionId_formulaId_fkey" DEFERRABLE INITIALLY DEFERRED;
