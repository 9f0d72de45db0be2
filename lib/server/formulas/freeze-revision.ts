import { lockCurrentAnnotation } from '@/lib/db/annotation/read';
import type { Db } from '@/lib/db/client';
import type { VisibleFormula } from '@/lib/db/formula/read';
import { listClasses } from '@/lib/db/project';
import { findLatestRevision, insertRevision } from '@/lib/db/revision';
import { validate } from '@/lib/domain/annotation/validate';
import { AppError } from '@/lib/errors';
import { staleError } from '../edits/apply-edits';
import { contentHash } from '../content-hash';
import { revisionContent } from './revision-content';

export type Frozen = { revisionId: string; number: number; contentHash: string };

/**
 * Freeze the current annotation of a locked formula as a revision. Broken rules refuse it; warnings must
 * be confirmed by their code, and the revision says that they were. A state that the newest revision
 * froze already is not frozen twice.
 * @param input.version the version that was on the screen; another one is stale
 * @throws AppError rules_broken, with `problems` and `unconfirmed` codes | stale
 */
export async function freezeRevision(
  db: Db,
  formula: VisibleFormula,
  {
    userId,
    version,
    confirmedWarnings,
  }: {
    userId: string;
    version?: number;
    confirmedWarnings: readonly string[];
  },
): Promise<Frozen> {
  const annotation = await lockCurrentAnnotation(db, formula.id);
  if (!annotation) throw new AppError('not_ready', 'This formula is still being imported.');
  if (version !== undefined && version !== annotation.version) throw staleError(annotation);
  const classes = await listClasses(db, formula.projectId);
  const problems = validate(annotation.value, { ...formula.image, classes });
  const broken = problems.some(({ severity }) => severity === 'error');
  const latest = await findLatestRevision(db, formula.id);
  // Gold that breaks rules was frozen by its import: that is no reason to approve it.
  if (!broken && latest && latest.annotationId === annotation.id && latest.version === annotation.version) {
    return { revisionId: latest.id, number: latest.number, contentHash: latest.contentHash };
  }
  const warnings = problems.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
  const unconfirmed = [...new Set<string>(warnings)].filter((code) => !confirmedWarnings.includes(code));
  if (broken || unconfirmed.length > 0) {
    throw new AppError('rules_broken', 'The annotation breaks rules that have to be mended or confirmed.', {
      problems,
      unconfirmed,
    });
  }
  const content = revisionContent(formula, annotation);
  const number = (latest?.number ?? 0) + 1;
  const hash = contentHash(content);
  const revisionId = await insertRevision(db, {
    formulaId: formula.id,
    annotationId: annotation.id,
    number,
    version: annotation.version,
    contentHash: hash,
    content,
    confirmedWarnings: [...new Set<string>(warnings)],
    createdById: userId,
  });
  return { revisionId, number, contentHash: hash };
}
