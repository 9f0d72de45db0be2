import { type Prisma, type Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { Variant } from '@/lib/domain/candidate';
import type { Stage } from '@/lib/domain/stages';

const NAMED = { id: true, name: true, version: true } as const;
const LISTED = {
  ...NAMED,
  projectId: true,
  stage: true,
  kind: true,
  sha256: true,
  bytes: true,
  card: true,
  variant: true,
  createdAt: true,
  variantOf: { select: NAMED },
  createdBy: { select: { name: true } },
} as const;

export type CandidateRecord = Prisma.CandidateGetPayload<{ select: typeof LISTED }>;

const BY_STAGE = [
  { stage: 'asc' },
  { createdAt: 'desc' },
  { id: 'asc' },
] satisfies Prisma.CandidateOrderByWithRelationInput[];

/** What a project can use: its own candidates and those of `shippedIds`, by stage, newest first. */
export async function listCandidateRows(db: Db, projectId: string, shippedIds: readonly string[]) {
  return db.candidate.findMany({
    where: { OR: [{ projectId }, { id: { in: [...shippedIds] } }] },
    orderBy: BY_STAGE,
    select: LISTED,
  });
}

/** A candidate with its project and its lighter versions. */
export async function findCandidateRow(db: Db, id: string) {
  return db.candidate.findUnique({
    where: { id },
    select: {
      ...LISTED,
      project: { select: { slug: true, name: true } },
      variants: {
        select: { ...NAMED, projectId: true, variant: true, bytes: true },
        orderBy: { createdAt: 'asc' },
      },
    },
  });
}

/** What has this name in a project, or is shipped under it; newest first. */
export async function findCandidatesNamed(
  db: Db,
  projectId: string,
  named: { stage: Stage; name: string; version: string },
) {
  return db.candidate.findMany({
    where: { ...named, OR: [{ projectId }, { projectId: null }] },
    orderBy: { createdAt: 'desc' },
    select: LISTED,
  });
}

export type NewCandidate = {
  /** Given for those whose id follows from what they are. */
  id?: string;
  projectId: string | null;
  stage: Stage;
  name: string;
  version: string;
  kind: 'onnx' | 'rules';
  sha256: string;
  bytes: number;
  card: object;
  variantOfId?: string | null;
  variant?: Variant | null;
  createdById?: string | null;
};

/** @throws the database's unique violation when the project has one of that stage, name and version. */
export async function insertCandidate(db: Db, candidate: NewCandidate): Promise<string> {
  const { id } = await db.candidate.create({
    data: { ...candidate, card: toJson(candidate.card) },
    select: { id: true },
  });
  return id;
}

/** Add candidates that carry their ids; those that are there already stay as they are. */
export async function insertMissingCandidates(db: Db, candidates: readonly NewCandidate[]): Promise<void> {
  await db.candidate.createMany({
    data: candidates.map((candidate) => ({ ...candidate, card: toJson(candidate.card) })),
    skipDuplicates: true,
  });
}

/** The ids among these that there are rows of. */
export async function knownCandidates(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.candidate.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** Which candidate a project released last per stage; null = back to the shipped one. Stages without a release are absent. */
export async function releasedCandidates(db: Db, projectId: string): Promise<Map<Stage, string | null>> {
  const rows = await db.release.findMany({
    where: { projectId },
    orderBy: [{ stage: 'asc' }, { createdAt: 'desc' }],
    distinct: ['stage'],
    select: { stage: true, candidateId: true },
  });
  return new Map(rows.map(({ stage, candidateId }) => [stage, candidateId]));
}
