import { listOpenDrafts } from '@/lib/db/annotation/drafts';
import { readCurrentAnnotation } from '@/lib/db/annotation/read';
import { sumCounts } from '@/lib/db/category';
import { getDb } from '@/lib/db/client';
import { findPrediction, lastSkip, type VisibleFormula } from '@/lib/db/formula/read';
import { findLiveLease } from '@/lib/db/lease';
import { listClasses } from '@/lib/db/project';
import { findLatestRevision } from '@/lib/db/revision';
import { PredictionSchema } from '@/lib/domain/annotation/prediction';
import type { EditorMode, EditorPayload } from '@/lib/domain/editor-payload';
import { FailureSchema } from '@/lib/domain/failure';
import { can, type Actor } from '@/lib/domain/permissions';
import { totalCount } from '@/lib/domain/quotas';
import { WORKABLE_STATES } from '@/lib/domain/queue';
import { AppError } from '@/lib/errors';
import { talkOf } from '../talk/talk-of';

/** Where the bytes of an image are read, by their hash. */
export const imageUrl = (hash: string) => `/api/v1/images/${hash}`;

function modeFor(actor: Actor, formula: VisibleFormula, holds: boolean): EditorMode {
  const workable = (WORKABLE_STATES as readonly string[]).includes(formula.state);
  if (workable) return holds ? 'edit' : 'read';
  return can(actor, 'formula.review', formula.projectId) && formula.state !== 'importing' ? 'review' : 'read';
}

type Verdict = { verdict: string; reason: string; createdAt: Date; user: { name: string } } | undefined;

/** A formula is sent back until it is submitted again. */
function sentBack({ state }: VisibleFormula, verdict: Verdict): EditorPayload['sentBack'] {
  if (state === 'submitted' || verdict?.verdict !== 'sent_back') return null;
  return { reason: verdict.reason, by: verdict.user.name, at: verdict.createdAt.toISOString() };
}

/** What waits to be looked at by a newer release shows a prediction all the same. */
function shownStatus({ predictionStatus }: VisibleFormula, predictionId: string | null) {
  return predictionStatus === 'pending' && predictionId !== null ? 'done' : predictionStatus;
}

/** Everything that the editor shows of a formula, for whoever asks; the caller has checked that they may see it. */
export async function editorPayload(actor: Actor, formula: VisibleFormula): Promise<EditorPayload> {
  const db = getDb();
  const annotation = await readCurrentAnnotation(db, formula.id);
  if (!annotation) throw new AppError('not_ready', 'This formula is still being imported.');
  const seesAllDrafts = can(actor, 'formula.edit_any', formula.projectId);
  const [prediction, lease, revision, skip, drafts, classes, counts, talk] = await Promise.all([
    findPrediction(db, formula.id, annotation.predictionId),
    findLiveLease(db, formula.id, new Date()),
    findLatestRevision(db, formula.id),
    lastSkip(db, formula.id),
    listOpenDrafts(db, annotation.id, seesAllDrafts ? undefined : actor.userId),
    listClasses(db, formula.projectId),
    sumCounts(db, formula.projectId),
    talkOf(actor, formula),
  ]);
  const own = lease?.userId === actor.userId;
  return {
    formula: {
      id: formula.id,
      name: formula.name,
      ...formula.image,
      imageUrl: imageUrl(formula.imageHash),
      state: formula.state,
      cell: formula.cell,
      predictionStatus: shownStatus(formula, annotation.predictionId),
      predictionError: FailureSchema.nullable().parse(formula.predictionError),
    },
    mode: modeFor(actor, formula, own),
    annotation: { id: annotation.id, version: annotation.version, value: annotation.value },
    prediction: prediction && {
      id: prediction.id,
      content: PredictionSchema.parse(prediction.content),
    },
    lease: lease && own ? { expiresAt: lease.expiresAt.toISOString() } : null,
    heldBy: lease && !own ? { name: lease.user.name, until: lease.expiresAt.toISOString() } : null,
    sentBack: sentBack(formula, revision?.approvals[0]),
    skipped:
      skip && formula.state === 'skipped'
        ? {
            reason: skip.reason,
            flag: skip.flag?.kind ?? null,
            by: skip.user.name,
            at: skip.createdAt.toISOString(),
          }
        : null,
    drafts: drafts.map((draft) => ({ ...draft, createdAt: draft.createdAt.toISOString() })),
    classes,
    project: formula.project,
    talk,
    position: { done: counts.submitted + counts.approved, total: totalCount(counts) },
  };
}
