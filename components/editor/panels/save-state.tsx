'use client';
import { Check, CloudOff, LoaderCircle, LogOut, TriangleAlert, Users } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { SaveStatus, SaveStatusName } from '@/lib/editor/save/status';
import { useSaving } from '../state/context';

const ICONS: Record<SaveStatusName, typeof Check> = {
  saved: Check,
  saving: LoaderCircle,
  opening: LoaderCircle,
  offline: CloudOff,
  conflict: TriangleAlert,
  lease_lost: TriangleAlert,
  refused: TriangleAlert,
  signed_out: LogOut,
  following: Users,
};

const QUIET: readonly SaveStatusName[] = ['saved', 'saving', 'opening', 'following'];

/** Where saving stands, in words that are always true. */
export function SaveState() {
  const t = useTranslations('editor.saving');
  const format = useFormatter();
  const { status } = useSaving();
  if (!status) return <span className="text-sm text-muted">{t('readOnly')}</span>;
  const Icon = ICONS[status.name];
  return (
    <span
      role="status"
      data-save-state={status.name}
      className={`inline-flex items-center gap-1.5 text-sm tabular-nums ${QUIET.includes(status.name) ? 'text-muted' : 'font-medium text-warning'}`}
    >
      <Icon aria-hidden="true" className="size-4" />
      {words(status)}
    </span>
  );

  function words(now: SaveStatus): string {
    if (now.name === 'saved') {
      if (now.at === null) return t('unchanged');
      const time = format.dateTime(now.at, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
      });
      return t('saved', { time });
    }
    if (now.name === 'following') return t('following');
    if (now.name === 'conflict') return t('conflict', { count: now.conflicts });
    return t(now.name, { count: now.unsaved });
  }
}
