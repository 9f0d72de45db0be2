import type { Locale } from '@/lib/i18n/config';
import en from './en';
import ko from './ko';

export type Messages = typeof en;

/** A Korean catalogue that lacks a key of the English one does not compile. */
export const MESSAGES: Record<Locale, Messages> = { en, ko };
