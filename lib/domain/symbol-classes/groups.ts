/** Groups in which classes are browsed, in the order in which they are shown. */
export const CLASS_GROUPS = [
  'digits',
  'small',
  'capital',
  'greek',
  'operators',
  'relations',
  'brackets',
  'arrows',
  'big',
  'functions',
  'other',
] as const;
export type ClassGroup = (typeof CLASS_GROUPS)[number];

const set = (names: string) => new Set(names.trim().split(/\s+/u));

const GREEK = set(String.raw`
  \alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \vartheta \iota \kappa \lambda \mu \nu \xi \omicron \pi
  \varpi \rho \varrho \sigma \varsigma \tau \upsilon \phi \varphi \chi \psi \omega
  \Gamma \Delta \Theta \Lambda \Xi \Pi \Sigma \Upsilon \Phi \Psi \Omega`);
const OPERATORS = set(String.raw`
  + - / ! * \times \div \pm \mp \cdot \ast \star \circ \bullet \oplus \ominus \otimes \odot \wedge \vee \cap \cup \setminus
  \dagger \ddagger \amalg \prime \partial \nabla \neg \lnot \%`);
const RELATIONS = set(String.raw`
  = : \lt \gt < > \leq \le \geq \ge \neq \ne \ll \gg \approx \equiv \sim \simeq \cong \propto \prec \succ \preceq \succeq
  \perp \parallel \mid \vdash \dashv \models \asymp \in \ni \notin \subset \supset \subseteq \supseteq`);
const BRACKETS = set(String.raw`
  ( ) [ ] | \{ \} \langle \rangle \lfloor \rfloor \lceil \rceil \| \vert \Vert`);
const BIG = set(String.raw`
  \int \iint \iiint \oint \sum \prod \coprod \bigcup \bigcap \bigoplus \bigotimes \sqrt \frac`);
const FUNCTIONS = set(String.raw`
  \sin \cos \tan \cot \sec \csc \arcsin \arccos \arctan \sinh \cosh \tanh \log \ln \lg \exp \lim \liminf \limsup \max \min
  \sup \inf \det \dim \ker \gcd \deg \arg \Pr \mod \bmod`);

/** The group in which a class is found. */
export function groupOfClass(name: string): ClassGroup {
  if (/^\d$/u.test(name)) return 'digits';
  if (/^[a-z]$/u.test(name)) return 'small';
  if (/^[A-Z]$/u.test(name)) return 'capital';
  if (GREEK.has(name)) return 'greek';
  if (OPERATORS.has(name)) return 'operators';
  if (RELATIONS.has(name)) return 'relations';
  if (BRACKETS.has(name)) return 'brackets';
  if (/arrow|^\\(?:to|iff|implies|mapsto)$|harpoon/iu.test(name)) return 'arrows';
  if (BIG.has(name)) return 'big';
  return FUNCTIONS.has(name) ? 'functions' : 'other';
}

/** The classes of a list by group, in the list's order; groups that would be empty are left out. */
export function groupClasses(
  classes: readonly string[],
): readonly (readonly [group: ClassGroup, names: readonly string[]])[] {
  return CLASS_GROUPS.flatMap((group) => {
    const names = classes.filter((name) => groupOfClass(name) === group);
    return names.length > 0 ? [[group, names] as const] : [];
  });
}
