-- A later version of the program may ship a card that says more under the same name and version: it has a row of its
-- own, whose id follows from the card. Names stay unique within a project.
DROP INDEX "Candidate_projectId_stage_name_version_key";
CREATE UNIQUE INDEX "Candidate_projectId_stage_name_version_key" ON "Candidate"("projectId", "stage", "name", "version");
