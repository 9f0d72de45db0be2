-- CreateIndex
CREATE INDEX "Edit_predictionId_idx" ON "Edit"("predictionId");

-- CreateIndex
CREATE INDEX "Formula_pageId_idx" ON "Formula"("pageId");

-- CreateIndex
CREATE INDEX "ImportItem_formulaId_idx" ON "ImportItem"("formulaId");

-- CreateIndex
CREATE INDEX "Release_candidateId_idx" ON "Release"("candidateId");

-- CreateIndex
CREATE INDEX "Skip_userId_formulaId_idx" ON "Skip"("userId", "formulaId");
