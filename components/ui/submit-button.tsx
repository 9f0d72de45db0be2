'use client';
import type { ComponentProps } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './button';

/** The button that sends its form; it says so while it does, and cannot be pressed twice. */
export function SubmitButton({ children, look = 'primary', ...rest }: ComponentProps<typeof Button>) {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" look={look} disabled={pending} aria-busy={pending} {...rest}>
      {children}
    </Button>
  );
}
