import { redirect } from 'next/navigation';
import { loadProjects } from '@/app/_shared/load';

/** Whoever has one project works in it; everybody else chooses. */
export default async function HomePage() {
  const [only, ...others] = await loadProjects();
  redirect(only && others.length === 0 ? `/p/${only.slug}` : '/projects');
}
