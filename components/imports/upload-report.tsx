'use client';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { Progress } from '@/components/ui/bar';
import { Button, LinkButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Table, Td, Th } from '@/components/ui/table';
import { isSettled, type UploadItem, type UploadOutcome } from './upload-item';
import type { QueueSnapshot, UploadQueue } from './upload-queue';

const TONES: Record<UploadOutcome, Tone> = {
  waiting: 'neutral',
  uploading: 'accent',
  added: 'positive',
  exists: 'neutral',
  failed: 'danger',
};
const LISTED = 50;
const LISTED_REFUSED = 500;

function Row({ item }: { item: UploadItem }) {
  const t = useTranslations('imports.outcome');
  const errors = useTranslations('errors.code');
  return (
    <tr>
      <Td className="max-w-96 truncate font-mono text-xs" title={item.path}>
        {item.path}
      </Td>
      <Td>
        <span className="flex items-baseline gap-2">
          <Badge tone={TONES[item.outcome]}>{t(item.outcome)}</Badge>
          {item.reason && (
            <span className="text-xs">
              {errors(item.reason.code)} <span className="text-muted">{item.reason.message}</span>
            </span>
          )}
        </span>
      </Td>
    </tr>
  );
}

/** How an import is going: the sum first, then every refused file with its reason, then the latest others. */
export function UploadReport({
  snapshot,
  queue,
  durable,
  resumed,
  formulas,
}: {
  snapshot: QueueSnapshot;
  queue: UploadQueue;
  durable: boolean;
  resumed: number;
  /** Address of the project's formulas. */
  formulas: string;
}) {
  const t = useTranslations('imports');
  const { items, paused, obstacle } = snapshot;
  const count = (outcome: UploadOutcome) => items.filter((item) => item.outcome === outcome).length;
  const done = items.filter(isSettled).length;
  const complete = done === items.length;
  const failed = items.filter(({ outcome }) => outcome === 'failed');
  const others = items.filter(({ outcome }) => outcome !== 'failed');
  // What is moving now stands around the first file that waits.
  const moving = Math.max(
    0,
    others.findIndex((item) => !isSettled(item)),
  );
  const from = complete ? Math.max(0, others.length - LISTED) : Math.max(0, moving - LISTED / 2);
  const listed = [...failed.slice(0, LISTED_REFUSED), ...others.slice(from, from + LISTED)];
  return (
    <div>
      <div className="flex flex-col gap-3 p-4">
        <div className="flex flex-wrap items-center gap-3">
          <span className="font-semibold tabular-nums" aria-live="polite">
            {t('progress', { done, total: items.length })}
          </span>
          <span className="flex-1 text-sm text-muted tabular-nums">
            {t('summary', { added: count('added'), exists: count('exists'), failed: failed.length })}
          </span>
          {complete ? (
            <>
              <Button onClick={() => queue.clearSettled()}>{t('clear')}</Button>
              <LinkButton look="primary" href={formulas}>
                {t('seeFormulas')}
              </LinkButton>
            </>
          ) : (
            <>
              <Button onClick={() => queue.setPaused(!paused)}>{paused ? t('resume') : t('pause')}</Button>
              <Button look="quiet" onClick={() => void queue.discardWaiting()}>
                {t('discard')}
              </Button>
            </>
          )}
        </div>
        <Progress value={items.length === 0 ? 0 : done / items.length} label={t('title')} />
        {obstacle && (
          <Notice tone="warning">{obstacle === 'signed_out' ? t('signedOut') : t('unreachable')}</Notice>
        )}
        {complete ? (
          <Notice tone={failed.length > 0 ? 'warning' : 'positive'}>
            {failed.length === 0
              ? t('complete')
              : failed.length === items.length
                ? t('nothingIn')
                : t('completeWithFailures', { count: failed.length })}
          </Notice>
        ) : (
          <p className="text-sm text-muted">
            {resumed > 0 && `${t('resumed', { count: resumed })} `}
            {durable ? t('running') : t('memoryOnly')}
          </p>
        )}
      </div>
      <Table>
        <thead>
          <tr>
            <Th>{t('file')}</Th>
            <Th>{t('result')}</Th>
          </tr>
        </thead>
        <tbody>
          {listed.map((item) => (
            <Row key={`${item.batchId}/${item.path}`} item={item} />
          ))}
        </tbody>
      </Table>
      {listed.length < items.length && (
        <p className="px-4 py-2 text-xs text-muted">
          {t('onlyLast', { count: listed.length, total: items.length })}
        </p>
      )}
    </div>
  );
}
