import { useTranslations } from 'next-intl';
import type { Failure } from '@/lib/domain/failure';

/** What comes of files and models; anything else is said in general. */
const SAID = [
  'unsupported_file',
  'broken_file',
  'too_large',
  'not_found',
  'inference_failed',
  'not_ready',
  'internal',
] as const;

/** Why something could not be done, as one sentence in the reader's language. */
export function useFailureText(): (failure: Failure) => string {
  const t = useTranslations('words.failure');
  return ({ code }) => t(SAID.find((said) => said === code) ?? 'other');
}

/** The same, and behind it the exact sentence, which there is in English only. */
export function FailureText({ failure }: { failure: Failure }) {
  const say = useFailureText();
  return (
    <>
      {say(failure)}{' '}
      <span lang="en" className="opacity-80">
        ({failure.message})
      </span>
    </>
  );
}
