-- What Prisma's schema language cannot say: rules that hold whatever the program does.

-- Partial unique indexes -------------------------------------------------------------------------

CREATE UNIQUE INDEX "Lease_one_open_per_formula" ON "Lease" ("formulaId") WHERE "releasedAt" IS NULL;
CREATE UNIQUE INDEX "Annotation_one_current_per_formula" ON "Annotation" ("formulaId") WHERE "isCurrent";
CREATE UNIQUE INDEX "User_one_account_per_email" ON "User" (lower("email"));

-- Checks -----------------------------------------------------------------------------------------

-- NaN sorts above infinity in PostgreSQL, so one comparison on each side excludes it as well.
ALTER TABLE "Symbol"
  ADD CONSTRAINT "Symbol_box_is_finite" CHECK (
    "x" > '-Infinity' AND "x" < 'Infinity' AND "y" > '-Infinity' AND "y" < 'Infinity'
    AND "width" > 0 AND "width" < 'Infinity' AND "height" > 0 AND "height" < 'Infinity'),
  ADD CONSTRAINT "Symbol_class_is_named" CHECK ("class" <> '');
ALTER TABLE "Tombstone"
  ADD CONSTRAINT "Tombstone_box_is_finite" CHECK (
    "x" > '-Infinity' AND "x" < 'Infinity' AND "y" > '-Infinity' AND "y" < 'Infinity'
    AND "width" > 0 AND "width" < 'Infinity' AND "height" > 0 AND "height" < 'Infinity');
ALTER TABLE "OrderingEntry"
  ADD CONSTRAINT "OrderingEntry_no_self_loop" CHECK ("parentId" <> "symbolId"),
  ADD CONSTRAINT "OrderingEntry_parent_with_relation" CHECK (("parentId" IS NULL) = ("relation" IS NULL));
ALTER TABLE "Image"
  ADD CONSTRAINT "Image_has_pixels" CHECK ("width" > 0 AND "height" > 0 AND "bytes" > 0),
  ADD CONSTRAINT "Image_hash_is_sha256" CHECK ("hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "Ink" ADD CONSTRAINT "Ink_hash_is_sha256" CHECK ("blobHash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "Cell" ADD CONSTRAINT "Cell_target_not_negative" CHECK ("target" >= 0);
ALTER TABLE "CellCount" ADD CONSTRAINT "CellCount_not_negative" CHECK ("count" >= 0);
ALTER TABLE "Formula"
  ADD CONSTRAINT "Formula_failure_says_why" CHECK (("predictionStatus" = 'failed') = ("predictionError" IS NOT NULL)),
  ADD CONSTRAINT "Formula_cost_not_negative" CHECK ("expectedCost" >= 0),
  ADD CONSTRAINT "Formula_fixed_split_is_a_split" CHECK ("fixedSplit" <> 'held');
ALTER TABLE "Annotation"
  ADD CONSTRAINT "Annotation_kind_known" CHECK ("kind" IN ('working', 'gold')),
  ADD CONSTRAINT "Annotation_version_not_negative" CHECK ("version" >= 0);
ALTER TABLE "Prediction" ADD CONSTRAINT "Prediction_source_known" CHECK ("source" IN ('models', 'inkml-truth'));
ALTER TABLE "Edit"
  ADD CONSTRAINT "Edit_source_known" CHECK ("source" IN ('user', 'model', 'remote')),
  ADD CONSTRAINT "Edit_numbers_in_range" CHECK ("version" > 0 AND "position" >= 0 AND "activeMs" >= 0);
ALTER TABLE "Draft"
  ADD CONSTRAINT "Draft_resolution_known" CHECK ("resolution" IN ('applied', 'discarded')),
  ADD CONSTRAINT "Draft_resolved_with_resolution" CHECK (("resolvedAt" IS NULL) = ("resolution" IS NULL));
ALTER TABLE "Revision"
  ADD CONSTRAINT "Revision_number_positive" CHECK ("number" > 0),
  ADD CONSTRAINT "Revision_hash_is_sha256" CHECK ("contentHash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "Approval"
  ADD CONSTRAINT "Approval_verdict_known" CHECK ("verdict" IN ('approved', 'sent_back')),
  ADD CONSTRAINT "Approval_sent_back_says_why" CHECK ("verdict" <> 'sent_back' OR "reason" <> '');
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_says_why" CHECK ("reason" <> '');
ALTER TABLE "Lease" ADD CONSTRAINT "Lease_lasts" CHECK ("expiresAt" > "acquiredAt");
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_has_a_role" CHECK (cardinality("roles") > 0);
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_has_a_role" CHECK (cardinality("roles") > 0);
ALTER TABLE "Snapshot"
  ADD CONSTRAINT "Snapshot_include_known" CHECK ("include" IN ('approved', 'submitted')),
  ADD CONSTRAINT "Snapshot_hash_is_sha256" CHECK ("contentHash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "SnapshotItem" ADD CONSTRAINT "SnapshotItem_held_says_why" CHECK (("split" = 'held') = ("heldReason" IS NOT NULL));
ALTER TABLE "Candidate"
  ADD CONSTRAINT "Candidate_kind_known" CHECK ("kind" IN ('onnx', 'rules')),
  ADD CONSTRAINT "Candidate_hash_is_sha256" CHECK ("sha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "ImportItem"
  ADD CONSTRAINT "ImportItem_status_known" CHECK ("status" IN ('added', 'exists', 'failed')),
  ADD CONSTRAINT "ImportItem_failure_says_why" CHECK (("status" = 'failed') = ("error" IS NOT NULL));

-- Deferred references: one save may remove a parent and move its children in any order --------------

ALTER TABLE "OrderingEntry" ALTER CONSTRAINT "OrderingEntry_annotationId_symbolId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "OrderingEntry" ALTER CONSTRAINT "OrderingEntry_annotationId_parentId_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "OrderingEntry" ALTER CONSTRAINT "OrderingEntry_annotationId_lineId_fkey" DEFERRABLE INITIALLY DEFERRED;

-- Counters: formulas per cell and state, kept in the transaction that changes them -------------------

CREATE FUNCTION formula_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
  query text;
BEGIN
  query := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT "cellId", "state", 1 AS n FROM new_rows'
    WHEN 'DELETE' THEN 'SELECT "cellId", "state", -1 AS n FROM old_rows'
    ELSE 'SELECT "cellId", "state", 1 AS n FROM new_rows UNION ALL SELECT "cellId", "state", -1 FROM old_rows'
  END;
  -- In one order always, so that two transactions wait for each other in a line and not in a circle.
  FOR change IN EXECUTE format(
    'SELECT "cellId", "state", sum(n)::int AS n FROM (%s) AS changes GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2', query)
  LOOP
    UPDATE "CellCount" SET "count" = "count" + change.n
      WHERE "cellId" = change."cellId" AND "state" = change."state";
    -- A cell that is gone was deleted with its project: nothing to count any more.
    IF NOT FOUND AND change.n > 0 THEN
      INSERT INTO "CellCount" ("cellId", "state", "count") VALUES (change."cellId", change."state", change.n)
        ON CONFLICT ("cellId", "state") DO UPDATE SET "count" = "CellCount"."count" + EXCLUDED."count";
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER formula_counted_on_insert AFTER INSERT ON "Formula"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION formula_count_change();
CREATE TRIGGER formula_counted_on_update AFTER UPDATE ON "Formula"
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION formula_count_change();
CREATE TRIGGER formula_counted_on_delete AFTER DELETE ON "Formula"
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION formula_count_change();

-- Immutability: history is appended to, and goes only with its whole project --------------------------

CREATE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Arguments: the owner's table and the column that names it. A row may go once its owner has gone.
CREATE FUNCTION refuse_delete_under_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner_exists boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = ($1).%I)', TG_ARGV[0], TG_ARGV[1])
    INTO owner_exists USING OLD;
  IF owner_exists THEN
    RAISE EXCEPTION '% rows are deleted only with their project', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER edit_never_updated BEFORE UPDATE ON "Edit" FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER revision_never_updated BEFORE UPDATE ON "Revision" FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER approval_never_updated BEFORE UPDATE ON "Approval" FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER prediction_never_updated BEFORE UPDATE ON "Prediction" FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER snapshot_never_updated BEFORE UPDATE ON "Snapshot" FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER snapshot_item_never_updated BEFORE UPDATE ON "SnapshotItem" FOR EACH ROW EXECUTE FUNCTION refuse_update();

CREATE TRIGGER edit_never_deleted BEFORE DELETE ON "Edit"
  FOR EACH ROW EXECUTE FUNCTION refuse_delete_under_owner('Annotation', 'annotationId');
CREATE TRIGGER revision_never_deleted BEFORE DELETE ON "Revision"
  FOR EACH ROW EXECUTE FUNCTION refuse_delete_under_owner('Formula', 'formulaId');
CREATE TRIGGER approval_never_deleted BEFORE DELETE ON "Approval"
  FOR EACH ROW EXECUTE FUNCTION refuse_delete_under_owner('Revision', 'revisionId');
CREATE TRIGGER prediction_never_deleted BEFORE DELETE ON "Prediction"
  FOR EACH ROW EXECUTE FUNCTION refuse_delete_under_owner('Formula', 'formulaId');
CREATE TRIGGER snapshot_never_deleted BEFORE DELETE ON "Snapshot"
  FOR EACH ROW EXECUTE FUNCTION refuse_delete_under_owner('Project', 'projectId');
CREATE TRIGGER snapshot_item_never_deleted BEFORE DELETE ON "SnapshotItem"
  FOR EACH ROW EXECUTE FUNCTION refuse_delete_under_owner('Snapshot', 'snapshotId');
CREATE TRIGGER annotation_never_deleted BEFORE DELETE ON "Annotation"
  FOR EACH ROW EXECUTE FUNCTION refuse_delete_under_owner('Formula', 'formulaId');
CREATE TRIGGER formula_never_deleted BEFORE DELETE ON "Formula"
  FOR EACH ROW EXECUTE FUNCTION refuse_delete_under_owner('Project', 'projectId');
