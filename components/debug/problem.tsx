'use client';
import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/states';
import type { Failure } from '@/components/ui/action-result';

/** The models gave no answer: what is the matter, that nothing is lost, and the way to ask again. */
export function Problem({ failure }: { failure: Failure }) {
  const t = useTranslations('debug.problem');
  const codes = useTranslations('errors.code');
  const common = useTranslations('common');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const title =
    failure.code === 'not_ready' || failure.code === 'invalid_input' ? t(failure.code) : codes(failure.code);
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudOff />}
        title={title}
        action={
          <Button
            look="primary"
            disabled={pending}
            aria-busy={pending}
            onClick={() => startTransition(() => router.refresh())}
          >
            {common('retry')}
          </Button>
        }
      >
        {failure.code !== 'not_ready' && <p>{failure.message}</p>}
        <p className="mt-1">{t(failure.code === 'invalid_input' ? 'chooseOther' : 'safe')}</p>
      </EmptyState>
    </div>
  );
}
