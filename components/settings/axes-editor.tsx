'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { Button, IconButton } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { useAction } from '@/components/ui/use-action';
import { spanCells, type Axis } from '@/lib/domain/quotas';
import { axesOf, draftOf, keyFor, newAxis, newValue, type DraftAxis, type DraftValue } from './axes-draft';

function NameAndKey({
  row,
  nameLabel,
  onChange,
  onRemove,
  disabled,
}: {
  row: DraftValue;
  nameLabel: string;
  onChange: (change: Partial<DraftValue>) => void;
  onRemove: () => void;
  disabled: boolean;
}) {
  const t = useTranslations('settings.categories');
  return (
    <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)_2rem] items-center gap-2">
      <Input
        aria-label={nameLabel}
        placeholder={nameLabel}
        value={row.name}
        disabled={disabled}
        maxLength={100}
        autoFocus={row.isNew && row.name === ''}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Input
        aria-label={t('key')}
        title={t('keyHint')}
        className="font-mono"
        placeholder={keyFor(row.name) || t('key')}
        value={row.key}
        disabled={disabled || !row.isNew}
        maxLength={64}
        onChange={(event) => onChange({ key: keyFor(event.currentTarget.value) })}
      />
      {row.isNew && (
        <IconButton label={t('removeNew')} onClick={onRemove}>
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      )}
    </div>
  );
}

/** The axes of a project with their values, edited as a whole and saved at once. */
export function AxesEditor({
  axes,
  mayEdit,
  save,
}: {
  axes: Axis[];
  mayEdit: boolean;
  save: (axes: Axis[]) => Promise<ActionResult<Axis[]>>;
}) {
  const t = useTranslations('settings.categories');
  const common = useTranslations('common');
  const [drafts, setDrafts] = useState(() => draftOf(axes));
  const [dirty, setDirty] = useState(false);
  const { run, pending, failure } = useAction();

  const change = (next: DraftAxis[]) => {
    setDrafts(next);
    setDirty(true);
  };
  const changeAxis = (id: number, update: (axis: DraftAxis) => DraftAxis) =>
    change(drafts.map((axis) => (axis.id === id ? update(axis) : axis)));

  return (
    <div className="flex flex-col gap-5">
      {drafts.length === 0 && <p className="text-sm text-muted">{t('empty')}</p>}
      {drafts.length > 0 && (
        <p className="-mb-3 grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)_2rem] gap-2 text-xs text-muted">
          <span>{t('nameColumn')}</span>
          <span>{t('keyColumn')}</span>
        </p>
      )}
      {drafts.map((axis) => (
        <div key={axis.id} className="flex flex-col gap-2">
          <NameAndKey
            row={axis}
            nameLabel={t('axisName')}
            disabled={!mayEdit}
            onChange={(update) => changeAxis(axis.id, (known) => ({ ...known, ...update }))}
            onRemove={() => change(drafts.filter(({ id }) => id !== axis.id))}
          />
          <div className="flex flex-col gap-2 border-l-2 border-line pl-4">
            {axis.values.map((value) => (
              <NameAndKey
                key={value.id}
                row={value}
                nameLabel={t('valueName')}
                disabled={!mayEdit}
                onChange={(update) =>
                  changeAxis(axis.id, (known) => ({
                    ...known,
                    values: known.values.map((row) => (row.id === value.id ? { ...row, ...update } : row)),
                  }))
                }
                onRemove={() =>
                  changeAxis(axis.id, (known) => ({
                    ...known,
                    values: known.values.filter(({ id }) => id !== value.id),
                  }))
                }
              />
            ))}
            {mayEdit && (
              <Button
                size="small"
                look="quiet"
                className="self-start"
                icon={<Plus aria-hidden="true" className="size-4" />}
                onClick={() =>
                  changeAxis(axis.id, (known) => ({ ...known, values: [...known.values, newValue()] }))
                }
              >
                {t('addValue')}
              </Button>
            )}
          </div>
        </div>
      ))}
      {failure && <FailureNotice failure={failure} />}
      {mayEdit && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            icon={<Plus aria-hidden="true" className="size-4" />}
            onClick={() => change([...drafts, newAxis()])}
          >
            {t('addAxis')}
          </Button>
          <Button
            look="primary"
            disabled={!dirty || pending}
            onClick={() =>
              run(
                () => save(axesOf(drafts)),
                (saved) => {
                  setDrafts(draftOf(saved));
                  setDirty(false);
                },
              )
            }
          >
            {common('save')}
          </Button>
          <span className="text-sm text-muted">
            {t('cells', { count: spanCells(axesOf(drafts)).length })}
            {dirty && ` · ${t('unsaved')}`}
          </span>
        </div>
      )}
      {!mayEdit && <Notice>{t('hint')}</Notice>}
    </div>
  );
}
