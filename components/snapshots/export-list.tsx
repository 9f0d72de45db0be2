import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { CopyField } from '@/components/ui/copy-field';
import { Table, Td, Th } from '@/components/ui/table';
import { StageSchema } from '@/lib/domain/stages';

const FORMATS = ['coco', 'class-folders', 'jsonl', 'inkml'] as const;

/** A training set that can be had from a snapshot. `stage` may be `any`. */
export type ExportChoice = { stage: string; format: string; href: string };

/** One row for each training set: what it is, and a link that streams it. */
export function ExportList({ choices, command }: { choices: ExportChoice[]; command: string }) {
  const t = useTranslations('snapshots.export');
  const stages = useTranslations('words.stageModel');
  const common = useTranslations('common');
  return (
    <>
      <Table>
        <thead>
          <tr>
            <Th>{t('stage')}</Th>
            <Th>{t('format')}</Th>
            <Th />
          </tr>
        </thead>
        <tbody>
          {choices.map(({ stage, format, href }) => {
            const known = StageSchema.safeParse(stage);
            const name = known.success ? stages(known.data) : t('any');
            const does = FORMATS.find((known) => known === format);
            return (
              <tr key={href}>
                <Td className="font-medium whitespace-nowrap">{name}</Td>
                <Td>
                  <code className="font-mono text-xs">{format}</code>
                  {does && <span className="block text-xs text-muted">{t(`does.${does}`)}</span>}
                </Td>
                <Td className="text-right">
                  {/* A plain link: the browser streams the archive to disk and shows its own progress. */}
                  <a
                    href={href}
                    download
                    aria-label={t('download', { name: `${name} ${format}` })}
                    className={buttonClass('secondary', 'small')}
                  >
                    <Download aria-hidden="true" className="size-3.5" />
                    {common('download')}
                  </a>
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      <div className="flex flex-col gap-1 p-4">
        <p className="text-xs text-muted">{t('command')}</p>
        <CopyField value={command} label={t('command')} />
      </div>
    </>
  );
}
