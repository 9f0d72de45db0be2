/**
 * Stems of the passwords that attackers try first. A password that is one of them, dressed up with digits
 * and punctuation at its ends or with the usual look-alikes, is refused.
 */
const STEMS = [
  'password',
  'passphrase',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedc',
  'iloveyou',
  'letmein',
  'letmeinplease',
  'welcome',
  'administrator',
  'admin',
  'adminadmin',
  'changeme',
  'pleasechangeme',
  'secret',
  'topsecret',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'basketball',
  'superman',
  'batman',
  'dragon',
  'monkey',
  'master',
  'shadow',
  'michael',
  'jennifer',
  'jordan',
  'trustno',
  'starwars',
  'whatever',
  'computer',
  'internet',
  'correcthorsebatterystaple',
  'passwordpassword',
  'default',
  'guest',
  'test',
  'testtest',
  'testing',
  'temporary',
  'formulary',
  'formularyformulary',
  'opensesame',
  'abcdefghijkl',
  'abcdefghij',
  'abcdefg',
  'abcabcabc',
  'spring',
  'summer',
  'autumn',
  'winter',
  'monday',
  'january',
  'december',
  'google',
  'samsung',
  'pokemon',
  'liverpool',
  'chelsea',
  'arsenal',
  'barcelona',
  'butterfly',
  'chocolate',
  'unknown',
  'hello',
  'helloworld',
  'freedom',
  'blink',
  'cheese',
  'matrix',
  'merlin',
  'ginger',
  'pepper',
  'hunter',
  'killer',
  'soccer',
  'hockey',
  'dkssud',
  'dkssudgktpdy',
  'tkfkdgo',
  'qlalfqjsgh',
  'alskdjfhg',
  'asdfasdf',
  'zaqxsw',
  'qwerqwer',
  'qweasdzxc',
] as const;

const LOOK_ALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const stems = new Set<string>(STEMS);
const plain = (text: string) => text.replace(/^[^a-z]+|[^a-z]+$/g, '');

/** The shortest text that, written several times, gives this one. */
const period = (text: string) => text.slice(0, (text + text).indexOf(text, 1));

const unmask = (text: string) => [...text].map((character) => LOOK_ALIKES[character] ?? character).join('');

/** Whether a password is one that everybody tries: a common stem, a few characters repeated, or digits only. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  if (new Set(lower).size <= 2 || /^\d+$/.test(lower)) return true;
  const bare = plain(lower);
  return [lower, bare, unmask(lower), unmask(bare), plain(unmask(lower))].some(
    (text) => stems.has(text) || stems.has(period(text)) || (text.length > 4 && period(text).length <= 4),
  );
}
