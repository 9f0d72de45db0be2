-- References between things of one project are checked when the transaction ends: a project is deleted
-- table by table, and which of two tables comes first is PostgreSQL's choice.

ALTER TABLE "Formula" ALTER CONSTRAINT "Formula_cellId_projectId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "Formula" ALTER CONSTRAINT "Formula_pageId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "Annotation" ALTER CONSTRAINT "Annotation_predictionId_formulaId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "Edit" ALTER CONSTRAINT "Edit_predictionId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "SnapshotItem" ALTER CONSTRAINT "SnapshotItem_formulaId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "SnapshotItem" ALTER CONSTRAINT "SnapshotItem_revisionId_formulaId_fkey" DEFERRABLE INITIALLY DEFERRED;
