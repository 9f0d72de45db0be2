'use client';
import { FileJson, FileUp, Package } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/bar';
import { cx } from '@/components/ui/cx';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { useHydrated } from '@/components/ui/use-hydrated';
import { chooseFiles, NOTHING_CHOSEN } from './chosen-files';
import { sendCandidate, type Sent } from './send-candidate';
import { useSizeText } from './size-text';

function Chosen({ icon, name, file }: { icon: ReactNode; name: string; file: File | null }) {
  const t = useTranslations('candidates.upload');
  const size = useSizeText();
  return (
    <li className={cx('flex items-center gap-2 text-sm', !file && 'text-muted')}>
      {icon}
      <span className="font-mono text-xs">{file?.name ?? name}</span>
      <span className="text-xs text-muted">{file ? size(file.size) : t('notChosen')}</span>
    </li>
  );
}

/** What came of sending it: where it is now, or why it was refused and what to do about that. */
function Outcome({ sent, project }: { sent: Sent; project: string }) {
  const t = useTranslations('candidates.upload');
  if (!sent.ok) {
    return (
      <div className="flex flex-col gap-2" data-refused>
        <FailureNotice failure={sent.failure} />
        <p className="text-sm text-muted">{t('refusedHint')}</p>
      </div>
    );
  }
  const { id, existed, warnings } = sent.added;
  return (
    <div className="flex flex-col gap-2">
      <Notice
        tone="positive"
        action={
          <Link href={`/p/${project}/candidates/${id}`} className="font-medium underline">
            {t('show')}
          </Link>
        }
      >
        {t(existed ? 'existed' : 'added')}
      </Notice>
      {warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
    </div>
  );
}

/** Adds a candidate: its card and its model, checked by running it before anything is kept. */
export function UploadPanel({ project }: { project: string }) {
  const t = useTranslations('candidates.upload');
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [progress, setProgress] = useState<number | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const [over, setOver] = useState(false);
  const ready = useHydrated();
  const take = (files: FileList | null) => {
    // Copied now: the list is the input's own, which is emptied next, so that a file can be chosen twice.
    const taken = [...(files ?? [])];
    setSent(null);
    setChosen((before) => chooseFiles(before, taken));
  };
  const send = async () => {
    const { card, model } = chosen;
    if (!card) return;
    setSent(null);
    setProgress(0);
    const answer = await sendCandidate(project, { card, model }, setProgress);
    setProgress(null);
    setSent(answer);
    if (!answer.ok) return;
    setChosen(NOTHING_CHOSEN);
    router.refresh();
  };
  const busy = progress !== null;
  return (
    <Panel title={t('title')} hint={t('hint')}>
      <div className="grid gap-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            if (!busy) take(event.dataTransfer.files);
          }}
          className={cx(
            'flex min-h-32 flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed p-4 text-center transition-colors',
            over ? 'border-accent bg-accent-soft text-on-accent-soft' : 'border-line-strong/60',
          )}
        >
          <p className="font-medium">{t('drop')}</p>
          <Button
            disabled={!ready || busy}
            icon={<FileUp aria-hidden="true" className="size-4" />}
            onClick={() => input.current?.click()}
          >
            {t('choose')}
          </Button>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept=".json,.onnx"
            aria-label={t('choose')}
            disabled={!ready || busy}
            onChange={(event) => {
              take(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <ul className="flex flex-col gap-1.5">
            <Chosen
              icon={<FileJson aria-hidden="true" className="size-4" />}
              name="card.json"
              file={chosen.card}
            />
            <Chosen
              icon={<Package aria-hidden="true" className="size-4" />}
              name="model.onnx"
              file={chosen.model}
            />
          </ul>
          {chosen.others.length > 0 && (
            <p className="text-sm text-danger">{t('others', { names: chosen.others.join(', ') })}</p>
          )}
          <p className="text-xs text-muted">{t('rules')}</p>
          {busy && (
            <div>
              <Progress value={progress < 1 ? progress : null} label={t('progress')} />
              <p role="status" className="mt-1 text-xs text-muted">
                {t(progress < 1 ? 'sending' : 'checking')}
              </p>
            </div>
          )}
          <div className="mt-auto flex justify-end">
            <Button
              look="primary"
              disabled={!chosen.card || busy}
              aria-busy={busy}
              onClick={() => void send()}
            >
              {t('submit')}
            </Button>
          </div>
        </div>
      </div>
      {sent && (
        <div className="mt-4">
          <Outcome sent={sent} project={project} />
        </div>
      )}
    </Panel>
  );
}
