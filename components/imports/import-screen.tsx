'use client';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Panel } from '@/components/ui/panel';
import { useAction } from '@/components/ui/use-action';
import type { Axis } from '@/lib/domain/quotas';
import { DropZone } from './drop-zone';
import type { NamedFile } from './dropped-files';
import { ImportOptions, USUAL_CHOICES, type ImportChoices } from './import-options';
import { UploadReport } from './upload-report';
import { useUploadQueue } from './use-upload-queue';

/** Drop files, say what they are, watch them go in; goes on where it was when one comes back. */
export function ImportScreen({
  owner,
  project,
  axes,
  begin,
  finish,
}: {
  /** Whose files these are and for which project: keys what waits in the browser. */
  owner: string;
  project: string;
  axes: Axis[];
  begin: (choices: ImportChoices) => Promise<ActionResult<{ batchId: string }>>;
  finish: (batchId: string) => Promise<ActionResult>;
}) {
  const t = useTranslations('imports');
  const router = useRouter();
  const [choices, setChoices] = useState(USUAL_CHOICES);
  const { run, pending, failure } = useAction();
  const { queue, snapshot, durable, resumed } = useUploadQueue(owner, (batchId) =>
    run(
      () => finish(batchId),
      () => router.refresh(),
    ),
  );

  const add = (files: NamedFile[]) => {
    if (!queue || files.length === 0) return;
    run(
      () => begin(choices),
      ({ batchId }) => void queue.add(batchId, files),
    );
  };

  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
      <div className="flex flex-col gap-4">
        <DropZone onFiles={add} disabled={!queue || pending} />
        {failure && <FailureNotice failure={failure} />}
        {queue && snapshot.items.length > 0 && (
          <Panel flush>
            <UploadReport
              snapshot={snapshot}
              queue={queue}
              durable={durable}
              resumed={resumed}
              formulas={`/p/${project}/formulas`}
            />
          </Panel>
        )}
      </div>
      <Panel title={t('options')}>
        <ImportOptions axes={axes} choices={choices} onChange={setChoices} />
      </Panel>
    </div>
  );
}
