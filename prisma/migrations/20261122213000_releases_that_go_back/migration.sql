-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "because" TEXT,
ADD COLUMN     "rollback" BOOLEAN NOT NULL DEFAULT false;

-- What Prisma cannot say: who released what, when and why is history. It goes only with its whole project.
CREATE TRIGGER release_never_updated BEFORE UPDATE ON "Release" FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER release_never_deleted BEFORE DELETE ON "Release"
  FOR EACH ROW EXECUTE FUNCTION refuse_delete_under_owner('Project', 'projectId');
