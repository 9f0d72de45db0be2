/**
 * Classes that are mistaken for each other in handwriting, one group a line; a class is in one group at most. From the
 * confusions that recognisers of CROHME report and from what two hands may write alike: the same stroke at another
 * size (`x X`), with or without a serif (`1 l |`), open or closed (`0 o 6`), dot or short stroke (`. \cdot ,`).
 */
const TABLE = String.raw`
x X \times \chi
0 o O \circ \theta \Theta \emptyset \varnothing
1 l | I / \mid \vert ! \iota
2 z Z
5 s S
3 \exists \xi
6 b \delta \partial
7 \gt \rceil
9 g q
8 \& \infty
a \alpha \propto
B \beta
c C ( \subset \lt \langle
d \vartheta
e \epsilon \varepsilon \in
f F \int
h n \eta H N
i j \prime
k K \kappa
L \lfloor \angle
m M
p P \rho
r \Gamma \gamma y Y
t T + \tau \dagger
u U \mu v V \nu \vee \cup
w W \omega
A \Lambda \wedge \cap
D \triangle \Delta
E \Sigma \sum
R \Re \mathbb{R}
Q \mathbb{Q}
J \mathcal{J}
G \mathcal{G}
4 \psi \varphi
\phi \Phi
\pi \Pi \prod
\sigma \sim
\lambda \hookrightarrow
= \equiv \approx
\neq \ne
- \cdots
. , \cdot \bullet
\ldots \dots
\pm \mp
\leq \le
\geq \ge
) \rangle \supset
[ \lceil
] \rfloor
\{ \zeta
\} \varsigma
\rightarrow \to \longrightarrow
\forall \nabla
\div \therefore
\sqrt \checkmark
\sin \sinh
\cos \cosh
\tan \tanh
\log \lg
\lim \liminf
`;

const GROUPS: readonly (readonly string[])[] = TABLE.trim()
  .split('\n')
  .map((line) => line.split(' '));

const GROUP_OF = new Map<string, readonly string[]>(
  GROUPS.flatMap((group) => group.map((name) => [name, group] as const)),
);

/** All groups of classes that look alike in handwriting. */
export const LOOK_ALIKES = GROUPS;

/** The other classes of the list that look like this one, the likeliest to be mistaken for it first. */
export function lookAlikes(name: string, classes: ReadonlySet<string>): string[] {
  return (GROUP_OF.get(name) ?? []).filter((other) => other !== name && classes.has(other));
}
