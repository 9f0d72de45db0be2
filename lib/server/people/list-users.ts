import { listAccounts } from '@/lib/db/auth/accounts';
import { getDb } from '@/lib/db/client';
import { can, type Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';

export type UserView = {
  id: string;
  name: string;
  email: string;
  isAdministrator: boolean;
  disabled: boolean;
  createdAt: string;
};

/** Every account, for administrators. @throws AppError forbidden */
export async function listUsers(actor: Actor): Promise<UserView[]> {
  if (!can(actor, 'user.manage')) {
    throw new AppError('forbidden', 'Only an administrator may see all accounts.');
  }
  const accounts = await listAccounts(getDb());
  return accounts.map(({ id, name, email, isAdministrator, disabledAt, createdAt }) => ({
    id,
    name,
    email,
    isAdministrator,
    disabled: disabledAt !== null,
    createdAt: createdAt.toISOString(),
  }));
}
