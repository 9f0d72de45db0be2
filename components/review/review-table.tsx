import { Bug } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { CellName } from '@/components/formulas/cell-name';
import type { FormulaListItem } from '@/components/formulas/formula-card';
import { TalkBadges } from '@/components/formulas/talk-badges';
import { Thumbnail } from '@/components/formulas/thumbnail';
import { Table, Td, Th } from '@/components/ui/table';
import type { Axis } from '@/lib/domain/quotas';

export type SubmittedFormula = FormulaListItem & {
  assignee: string | null;
  symbols: number;
  updatedAt: string;
};

/** Submitted formulas: image, label and author, each a way into the editor. */
export function ReviewTable({
  formulas,
  axes,
  project,
}: {
  formulas: SubmittedFormula[];
  axes: Axis[];
  project: string;
}) {
  const t = useTranslations('review');
  const debug = useTranslations('debug');
  const format = useFormatter();
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('formula')}</Th>
          <Th>{t('latex')}</Th>
          <Th align="right">{t('symbols')}</Th>
          <Th>{t('category')}</Th>
          <Th>{t('author')}</Th>
          <Th>{t('submitted')}</Th>
          <Th />
        </tr>
      </thead>
      <tbody>
        {formulas.map((formula) => (
          <tr key={formula.id} className="hover:bg-sunken/60">
            <Td>
              <Link
                href={`/p/${project}/formulas/${formula.id}`}
                prefetch={false}
                className="flex items-center gap-3 font-medium text-accent hover:underline"
              >
                <Thumbnail
                  src={formula.imageUrl}
                  alt=""
                  width={formula.width}
                  height={formula.height}
                  className="h-12 w-36 shrink-0 rounded-sm border border-line p-1"
                />
                <span className="max-w-44 truncate">{formula.name}</span>
              </Link>
              <span className="flex gap-1.5 empty:hidden [&:not(:empty)]:mt-1">
                <TalkBadges {...formula} />
              </span>
            </Td>
            <Td>
              <code className="line-clamp-2 max-w-64 font-mono text-xs break-all">{formula.latex}</code>
            </Td>
            <Td numeric>{format.number(formula.symbols)}</Td>
            <Td className="text-muted">
              <CellName values={formula.cell.values} axes={axes} />
            </Td>
            <Td>{formula.assignee}</Td>
            <Td className="whitespace-nowrap text-muted">
              {format.dateTime(new Date(formula.updatedAt), 'moment')}
            </Td>
            <Td className="w-px">
              <Link
                href={`/p/${project}/formulas/${formula.id}/debug`}
                prefetch={false}
                title={debug('title')}
                aria-label={`${debug('title')}: ${formula.name}`}
                className="inline-grid size-7 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
              >
                <Bug aria-hidden="true" className="size-4" />
              </Link>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
