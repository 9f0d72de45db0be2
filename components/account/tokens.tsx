'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { ActionResult, FormAction } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { CopyField } from '@/components/ui/copy-field';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table, Td, Th } from '@/components/ui/table';
import { useAction } from '@/components/ui/use-action';

export type Token = {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
};

const LIFETIMES = [30, 90, 365];

/** API tokens of this account: made (shown once), listed, revoked. */
export function Tokens({
  tokens,
  create,
  revoke,
}: {
  tokens: Token[];
  create: FormAction<{ secret: string }>;
  revoke: (input: { id: string }) => Promise<ActionResult>;
}) {
  const t = useTranslations('account.tokens');
  const format = useFormatter();
  const [made, submit] = useActionState(create, null);
  const { run, pending, failure } = useAction();
  return (
    <div>
      <form action={submit} className="flex flex-wrap items-end gap-3 p-4">
        <Field label={t('name')} className="min-w-52 flex-1">
          {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" />}
        </Field>
        <Field label={t('expires')} className="w-36">
          {(control) => (
            <Select {...control} name="days" defaultValue="90">
              {LIFETIMES.map((days) => (
                <option key={days} value={days}>
                  {t('days', { count: days })}
                </option>
              ))}
              <option value="">{t('never')}</option>
            </Select>
          )}
        </Field>
        <SubmitButton look="secondary">{t('submit')}</SubmitButton>
      </form>
      <div className="flex flex-col gap-3 px-4 pb-4 empty:hidden">
        {made && !made.ok && <FailureNotice failure={made.failure} />}
        {failure && <FailureNotice failure={failure} />}
        {made?.ok && (
          <>
            <Notice tone="positive">{t('made')}</Notice>
            <CopyField label={t('token')} value={made.value.secret} />
          </>
        )}
      </div>
      {tokens.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-muted">{t('none')}</p>
      ) : (
        <Table aria-busy={pending}>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              <Th>{t('created')}</Th>
              <Th>{t('lastUsed')}</Th>
              <Th>{t('expiry')}</Th>
              <Th />
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <Td className="font-medium">{token.name}</Td>
                <Td>{format.dateTime(new Date(token.createdAt), 'day')}</Td>
                <Td>
                  {token.lastUsedAt ? format.dateTime(new Date(token.lastUsedAt), 'moment') : t('unused')}
                </Td>
                <Td>{token.expiresAt ? format.dateTime(new Date(token.expiresAt), 'day') : t('never')}</Td>
                <Td className="text-right">
                  <Button
                    size="small"
                    aria-label={t('revokeOne', { name: token.name })}
                    onClick={() => run(() => revoke({ id: token.id }))}
                  >
                    {t('revoke')}
                  </Button>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}
