import type { Exporter, ExportSnapshot } from '../snapshot';
import { EXPORT_SPLITS } from '../snapshot';
import type { SnapshotCounts } from './counts';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** README.md of an export: a dataset card with the YAML header that Hugging Face reads. */
export function datasetCard(snapshot: ExportSnapshot, exporter: Exporter, counts: SnapshotCounts): string {
  const { id, url } = snapshot.licence ?? { id: 'other', url: '' };
  const used = EXPORT_SPLITS.filter((split) => counts.splits[split].formulas > 0);
  const total = used.reduce((sum, split) => sum + counts.splits[split].formulas, 0);
  const rows = used.map((split) => {
    const { formulas, symbols, writers } = counts.splits[split];
    return `| ${split} | ${formulas} | ${symbols} | ${writers} |`;
  });
  const size = [1e3, 1e4, 1e5, 1e6].find((limit) => total < limit);
  const category = { 1e3: 'n<1K', 1e4: '1K<n<10K', 1e5: '10K<n<100K', 1e6: '100K<n<1M' }[size ?? 0] ?? 'n>1M';
  return `---
license: ${id}
pretty_name: ${JSON.stringify(`${snapshot.project}: ${snapshot.name}`)}
size_categories:
  - ${category}
tags:
  - formula-recognition
  - handwriting
  - ${exporter.folder}
---

# ${snapshot.project}: ${snapshot.name} (${exporter.folder}, ${exporter.format})

Formula images with symbols, line ordering and LaTeX, corrected by people. Snapshot of
${snapshot.createdAt.toISOString()}, content hash \`${snapshot.contentHash}\`, written by Formulary ${snapshot.codeVersion}.

## Files

${exporter.description}

\`manifest.json\` lists every file with its sha256, what was left out and why; \`croissant.json\` describes the set
for machines.

## Contents

| split | formulas | symbols | known writers |
|---|---|---|---|
${rows.join('\n')}

${snapshot.classes.length} classes. The commonest makes up ${percent(counts.majorityShare)} of the symbols: an answer that
is always the same scores that much. ${counts.sameLatexAcrossSplits} training formulas have the same canonical LaTeX as
one in another split. No writer, document or near-duplicate image is in two splits.

## Licence

${url === '' ? `\`${id}\`: ask the owner of the project what may be done with it.` : `[${id}](${url})`}
`;
}
