import { createInterface } from 'node:readline/promises';
import { Option, type Command } from 'commander';
import { randomPassword } from '@/lib/auth/first-administrator';
import { checkNewPassword, hashPassword } from '@/lib/auth/password';
import { withDatabase } from '@/lib/cli/database';
import { printJson, printTable, tell } from '@/lib/cli/output';
import { createAccount, listAccounts, setDisabled, setPasswordHash } from '@/lib/db/auth/accounts';
import { getDb } from '@/lib/db/client';
import { addMemberRoles } from '@/lib/db/people';
import { AppError } from '@/lib/errors';
import { ROLES, type Role } from '@/lib/domain/permissions';

interface JsonOption {
  json?: boolean;
}
interface PasswordOption extends JsonOption {
  passwordStdin?: boolean;
}
interface AddOptions extends PasswordOption {
  name?: string;
  administrator?: boolean;
  oidcOnly?: boolean;
  project?: string;
  role?: Role[];
}

/** The password from stdin (for scripts), or a random one that is shown once. Never an argument: those are public. */
async function newPassword(fromStdin: boolean | undefined, about: string[]) {
  if (!fromStdin) return { password: randomPassword(), isRandom: true };
  const lines = createInterface({ input: process.stdin });
  const { value } = (await lines[Symbol.asyncIterator]().next()) as { value: string | undefined };
  lines.close();
  const password = value ?? '';
  checkNewPassword(password, about);
  return { password, isRandom: false };
}

function showPassword(
  json: boolean | undefined,
  email: string,
  made: { password: string; isRandom: boolean },
): void {
  if (json) printJson({ email, ...(made.isRandom ? { password: made.password } : {}) });
  else if (made.isRandom) tell(`${email} signs in with  ${made.password}  (shown once).`);
  else tell(`${email} signs in with the password you gave.`);
}

async function add(email: string, options: AddOptions): Promise<void> {
  if (!/^[^@\s]+@[^@\s]+$/.test(email))
    throw new AppError('invalid_input', `"${email}" is not a mail address.`);
  const roles = options.role ?? [];
  if (roles.length > 0 !== (options.project !== undefined)) {
    throw new AppError('invalid_input', 'Give --project and --role together, or neither.');
  }
  const name = options.name ?? email.split('@')[0] ?? email;
  const made = options.oidcOnly ? null : await newPassword(options.passwordStdin, [email, name]);
  await withDatabase(async () => {
    const slug = options.project;
    const project = slug ? await getDb().project.findUnique({ where: { slug }, select: { id: true } }) : null;
    if (slug && !project) throw new AppError('not_found', `There is no project "${slug}".`);
    const passwordHash = made ? await hashPassword(made.password) : null;
    const isAdministrator = options.administrator ?? false;
    const account = await createAccount(getDb(), { email, name, passwordHash, isAdministrator });
    if (project) await addMemberRoles(getDb(), { projectId: project.id, userId: account.id, roles });
    if (made) showPassword(options.json, account.email, made);
    else if (options.json) printJson({ email: account.email });
    else tell(`${account.email} signs in through your organisation.`);
  });
}

async function reset(email: string, options: PasswordOption): Promise<void> {
  const made = await newPassword(options.passwordStdin, [email]);
  await withDatabase(async () => {
    await setPasswordHash(getDb(), email, await hashPassword(made.password));
    showPassword(options.json, email, made);
  });
}

async function list({ json }: JsonOption): Promise<void> {
  const accounts = await withDatabase(() => listAccounts(getDb()));
  if (json) {
    printJson(accounts);
    return;
  }
  printTable([
    ['address', 'name', 'is'],
    ...accounts.map(({ email, name, isAdministrator, disabledAt }) => [
      email,
      name,
      [isAdministrator ? 'administrator' : '', disabledAt ? 'disabled' : ''].filter(Boolean).join(', '),
    ]),
  ]);
}

const switchTo =
  (disabled: boolean) =>
  async (email: string, { json }: JsonOption) => {
    await withDatabase(() => setDisabled(getDb(), email, disabled));
    if (json) printJson({ email, disabled });
    else tell(`${email} is ${disabled ? 'disabled; open sessions and tokens ended' : 'enabled'}.`);
  };

/** `user add|reset|list|disable|enable`: for the day somebody is locked out. */
export function register(program: Command): void {
  const user = program.command('user').description('accounts: add, reset, list, disable, enable');
  const json = () => new Option('--json', 'print one JSON document');
  const stdin = () =>
    new Option('--password-stdin', 'read the password from stdin instead of making a random one');
  user
    .command('add <address>')
    .description('make an account')
    .option('--name <name>', 'shown to others')
    .option('--administrator', 'may do everything')
    .option('--oidc-only', 'no password: signs in through the organisation')
    .option('--project <slug>', 'make it a member')
    .addOption(new Option('--role <role...>', 'its roles there').choices(ROLES))
    .addOption(stdin())
    .addOption(json())
    .action(add);
  user
    .command('reset <address>')
    .description('give an account another password and end its sessions')
    .addOption(stdin())
    .addOption(json())
    .action(reset);
  user.command('list').description('all accounts').addOption(json()).action(list);
  user
    .command('disable <address>')
    .description('end sessions and tokens at once')
    .addOption(json())
    .action(switchTo(true));
  user
    .command('enable <address>')
    .description('let a disabled account in again')
    .addOption(json())
    .action(switchTo(false));
}
