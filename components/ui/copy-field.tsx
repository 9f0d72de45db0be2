'use client';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from './button';
import { Input } from './input';

/** A text to take away (a link, a token), selected at a click and copied by a button. */
export function CopyField({ value, label }: { value: string; label: string }) {
  const t = useTranslations('common');
  const [copied, setCopied] = useState(false);
  return (
    <div className="flex gap-2">
      <Input
        readOnly
        value={value}
        aria-label={label}
        className="font-mono"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        icon={copied ? <Check className="size-4" /> : <Copy className="size-4" />}
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      >
        {copied ? t('copied') : t('copy')}
      </Button>
    </div>
  );
}
