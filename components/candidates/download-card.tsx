'use client';
import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';

/** Saves the card that the page shows as card.json, as it lies beside model.onnx. */
export function DownloadCard({ card }: { card: Record<string, unknown> }) {
  const save = () => {
    const url = URL.createObjectURL(
      new Blob([`${JSON.stringify(card, null, 2)}\n`], { type: 'application/json' }),
    );
    const link = document.createElement('a');
    link.href = url;
    link.download = 'card.json';
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button icon={<Download aria-hidden="true" className="size-4" />} onClick={save}>
      card.json
    </Button>
  );
}
