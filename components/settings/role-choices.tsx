import { useTranslations } from 'next-intl';
import { Choice } from '@/components/ui/choice';
import { ROLES, type Role } from '@/lib/domain/permissions';

/** Which roles, as checkboxes named `roles`, each with what it does. */
export function RoleChoices({ checked = [] }: { checked?: readonly Role[] }) {
  const t = useTranslations('words');
  return ROLES.map((role) => (
    <Choice
      key={role}
      name="roles"
      value={role}
      defaultChecked={checked.includes(role)}
      label={t(`role.${role}`)}
      hint={t(`roleDoes.${role}`)}
    />
  ));
}
