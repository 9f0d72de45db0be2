import { Flag, MessageSquare } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { FlagKind } from '@/lib/domain/flags';

/** What is said about a formula, as a list shows it. */
export type TalkedAbout = {
  flags: { id: string; kind: FlagKind; note: string; by: string; at: string }[];
  /** Remarks that wait for somebody. */
  openComments: number;
};

/** Flags and open comments of a formula, small; nothing where nothing is said. */
export function TalkBadges({ flags, openComments }: TalkedAbout) {
  const t = useTranslations('words.flag');
  const talk = useTranslations('talk');
  const kinds = [...new Set(flags.map(({ kind }) => kind))];
  return (
    <>
      {kinds.map((kind) => (
        <Badge key={kind} tone="warning">
          <Flag aria-hidden="true" className="size-3" />
          {t(kind)}
        </Badge>
      ))}
      {openComments > 0 && (
        <span
          title={talk('waitingCount', { count: openComments })}
          className="inline-flex items-center gap-1 text-xs text-accent tabular-nums"
        >
          <MessageSquare aria-hidden="true" className="size-3.5" />
          <span className="sr-only">{talk('waitingCount', { count: openComments })}</span>
          <span aria-hidden="true">{openComments}</span>
        </span>
      )}
    </>
  );
}
