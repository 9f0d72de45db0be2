import { useTranslations } from 'next-intl';
import type { Failure } from './action-result';
import { Notice } from './notice';

/** Says in the reader's language what was refused, and below it the server's own, more exact sentence. */
export function FailureNotice({ failure }: { failure: Failure }) {
  const t = useTranslations('errors.code');
  return (
    <Notice tone="danger" title={t(failure.code)}>
      <p>{failure.message}</p>
    </Notice>
  );
}
