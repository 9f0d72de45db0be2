import { getDb } from '@/lib/db/client';
import { listClasses } from '@/lib/db/project';
import {
  classesOfRevisions,
  insertSnapshot,
  listEarlierSplits,
  listSnapshotCandidates,
  type NewSnapshotItem,
  type SnapshotCandidate,
} from '@/lib/db/snapshot';
import type { Db } from '@/lib/db/client';
import { isUniqueViolation, transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { assignSplits, holdLatexOverlap, latexOverlap, type SplitItem } from '@/lib/domain/splits';
import { AppError } from '@/lib/errors';
import { brokenRevisions } from './broken-revisions';
import { contentHash } from '../content-hash';
import { requireProject } from '../projects/require-project';
import type { SnapshotChoices, SnapshotOptions } from './snapshot-options';

const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Split every candidate; formulas of earlier snapshots have their say even when they are no longer wanted. */
async function split(
  db: Db,
  projectId: string,
  wanted: readonly SnapshotCandidate[],
  choices: SnapshotChoices,
) {
  const earlier = await listEarlierSplits(db, projectId);
  const items = new Map<string, SplitItem>(
    earlier.map(({ formulaId, writer, document, fingerprint }) => [
      formulaId,
      { id: formulaId, writer, document, fingerprint, fixed: null },
    ]),
  );
  for (const { formulaId, writer, document, fingerprint, fixedSplit } of wanted) {
    items.set(formulaId, { id: formulaId, writer, document, fingerprint, fixed: fixedSplit });
  }
  const before = new Map(earlier.map((row) => [row.formulaId, row.split]));
  const all = assignSplits([...items.values()], choices.ratios, choices.seed, before);
  const latex = new Map(wanted.map((row) => [row.formulaId, row.latexCanonical || null]));
  const mine = new Map([...all].filter(([id]) => latex.has(id)));
  const latexOf = (id: string) => latex.get(id) ?? null;
  return {
    assignment: choices.holdSameLatex ? holdLatexOverlap(mine, latexOf) : mine,
    sameLatexAcrossSplits: latexOverlap(mine, latexOf).length,
  };
}

async function freeze(
  db: Db,
  actor: Actor,
  projectId: string,
  name: string,
  { include, ...choices }: SnapshotChoices,
) {
  const wanted = await listSnapshotCandidates(db, projectId, include);
  if (wanted.length === 0) {
    throw new AppError(
      'conflict',
      `There is nothing ${include} in this project yet, so a snapshot would be empty.`,
    );
  }
  const { assignment, sameLatexAcrossSplits } = await split(db, projectId, wanted, { include, ...choices });
  // What a lead approved was checked then; what was only handed in may have come with an import.
  const unchecked = include === 'submitted' ? wanted.map(({ revisionId }) => revisionId) : [];
  const broken = await brokenRevisions(db, unchecked);
  const items = wanted.map((row): NewSnapshotItem & { contentHash: string } => {
    const given = assignment.get(row.formulaId);
    return {
      formulaId: row.formulaId,
      revisionId: row.revisionId,
      contentHash: row.contentHash,
      ...(broken.has(row.revisionId)
        ? { split: 'held', heldReason: 'rules_broken' }
        : { split: given?.split ?? 'held', heldReason: given ? given.reason : 'linked_to_two_splits' }),
      name: row.name,
      source: row.source,
      writer: row.writer,
      document: row.document,
      inkHash: row.inkHash,
    };
  });
  const used = await classesOfRevisions(
    db,
    wanted.map(({ revisionId }) => revisionId),
  );
  const classes = [...new Set([...(await listClasses(db, projectId)), ...used])].sort(byCodePoint);
  const options: SnapshotOptions = { ...choices, classes, sameLatexAcrossSplits };
  // Revision ids are random: what was frozen is known by its content.
  const content = items.map(({ revisionId: _random, ...item }) => item);
  const hash = contentHash({ classes, items: content });
  const id = await insertSnapshot(db, {
    projectId,
    name,
    include,
    options,
    contentHash: hash,
    createdById: actor.userId,
    items: items.map(({ contentHash: _hash, ...item }) => item),
  });
  return { id, contentHash: hash, items: items.length };
}

/**
 * Freeze a named list of revisions, each with its split: of every formula the newest approved one. One
 * split is shared by all stages; adding data later never moves what has a split already.
 * @throws AppError conflict when the name is taken or nothing is there | not_found | forbidden
 */
export async function createSnapshot(
  actor: Actor,
  { project: slug, name, choices }: { project: string; name: string; choices: SnapshotChoices },
): Promise<{ id: string; contentHash: string; items: number }> {
  const project = await requireProject(actor, slug, 'snapshot.create', getDb());
  try {
    return await transaction((db) => freeze(db, actor, project.id, name, choices));
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', `There is a snapshot "${name}" already.`);
    throw error;
  }
}
