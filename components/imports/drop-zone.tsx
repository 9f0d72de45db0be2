'use client';
import { FileInput } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { chosenFiles, droppedFiles, type NamedFile } from './dropped-files';

const ACCEPT = '.png,.jpg,.jpeg,.webp,.tif,.tiff,.inkml';

/** Where files are dropped; buttons do the same for keyboards. */
export function DropZone({
  onFiles,
  disabled,
}: {
  onFiles: (files: NamedFile[]) => void;
  disabled: boolean;
}) {
  const t = useTranslations('imports');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!disabled) void droppedFiles(event.dataTransfer).then(onFiles);
      }}
      className={cx(
        'flex min-h-56 flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed p-6 text-center transition-colors',
        over ? 'border-accent bg-accent-soft text-on-accent-soft' : 'border-line-strong/60 bg-raised',
      )}
    >
      <FileInput aria-hidden="true" className="size-8 stroke-[1.5] text-muted" />
      <p className="text-lg font-semibold">{t('drop')}</p>
      <p className="text-sm text-muted">{t('dropHint')}</p>
      <div className="mt-2 flex gap-2">
        <Button look="primary" disabled={disabled} onClick={() => files.current?.click()}>
          {t('choose')}
        </Button>
        <Button disabled={disabled} onClick={() => folder.current?.click()}>
          {t('chooseFolder')}
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        accept={ACCEPT}
        hidden
        disabled={disabled}
        aria-label={t('choose')}
        onChange={(event) => {
          onFiles(chosenFiles(event.currentTarget.files));
          event.currentTarget.value = '';
        }}
      />
      <input
        ref={(input) => {
          folder.current = input;
          // Not in React's types, but in every browser since 2020.
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        hidden
        disabled={disabled}
        aria-label={t('chooseFolder')}
        onChange={(event) => {
          onFiles(chosenFiles(event.currentTarget.files));
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
