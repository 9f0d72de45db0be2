import type { ReactNode } from 'react';
import { Desk } from '@/app/_shared/desk';

/** Screens that belong to no project. */
export default function HomeLayout({ children }: { children: ReactNode }) {
  return <Desk project={null}>{children}</Desk>;
}
