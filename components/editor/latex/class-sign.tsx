'use client';
import { memo } from 'react';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import { renderSign } from './render';

/** A class as one reads it: its sign in Unicode, else drawn (`\mathcal{Q}`), else its name. */
export const ClassSign = memo(function ClassSign({ name }: { name: string }) {
  const sign = signOf(name);
  const drawn = name === `\\${sign}` ? renderSign(name) : null;
  return drawn === null ? sign : <span aria-hidden="true" dangerouslySetInnerHTML={{ __html: drawn }} />;
});
