/** Pairs of LaTeX token and Unicode sign, as `unicode-math` (CTAN) pairs them. */
const TABLE = `
\\alpha α \\beta β \\gamma γ \\delta δ \\epsilon ϵ \\varepsilon ε \\zeta ζ \\eta η \\theta θ \\vartheta ϑ \\iota ι \\kappa κ
\\lambda λ \\mu μ \\nu ν \\xi ξ \\omicron ο \\pi π \\varpi ϖ \\rho ρ \\varrho ϱ \\sigma σ \\varsigma ς \\tau τ \\upsilon υ
\\phi φ \\varphi ϕ \\chi χ \\psi ψ \\omega ω
\\Gamma Γ \\Delta Δ \\Theta Θ \\Lambda Λ \\Xi Ξ \\Pi Π \\Sigma Σ \\Upsilon Υ \\Phi Φ \\Psi Ψ \\Omega Ω
- − \\times × \\div ÷ \\pm ± \\mp ∓ \\cdot · \\ast ∗ \\star ⋆ \\circ ∘ \\bullet • \\oplus ⊕ \\ominus ⊖ \\otimes ⊗ \\odot ⊙
\\wedge ∧ \\vee ∨ \\cap ∩ \\cup ∪ \\setminus ∖ \\dagger † \\ddagger ‡ \\amalg ⨿
\\lt < \\gt > \\leq ≤ \\le ≤ \\geq ≥ \\ge ≥ \\neq ≠ \\ne ≠ \\ll ≪ \\gg ≫ \\approx ≈ \\equiv ≡ \\sim ∼ \\simeq ≃ \\cong ≅
\\propto ∝ \\prec ≺ \\succ ≻ \\preceq ⪯ \\succeq ⪰ \\perp ⟂ \\parallel ∥ \\mid ∣ \\vdash ⊢ \\dashv ⊣ \\models ⊨ \\asymp ≍
\\in ∈ \\ni ∋ \\notin ∉ \\subset ⊂ \\supset ⊃ \\subseteq ⊆ \\supseteq ⊇ \\emptyset ∅ \\varnothing ∅
\\exists ∃ \\nexists ∄ \\forall ∀ \\neg ¬ \\lnot ¬ \\top ⊤ \\bot ⊥ \\therefore ∴ \\because ∵
\\rightarrow → \\to → \\leftarrow ← \\leftrightarrow ↔ \\uparrow ↑ \\downarrow ↓ \\Rightarrow ⇒ \\Leftarrow ⇐
\\Leftrightarrow ⇔ \\iff ⟺ \\implies ⟹ \\mapsto ↦ \\longrightarrow ⟶ \\hookrightarrow ↪ \\rightleftharpoons ⇌ \\nearrow ↗ \\searrow ↘
\\infty ∞ \\partial ∂ \\nabla ∇ \\prime ′ \\hbar ℏ \\ell ℓ \\Re ℜ \\Im ℑ \\aleph ℵ \\wp ℘ \\angle ∠ \\triangle △ \\square □
\\ldots … \\dots … \\cdots ⋯ \\vdots ⋮ \\ddots ⋱ \\degree °
\\int ∫ \\iint ∬ \\iiint ∭ \\oint ∮ \\sum ∑ \\prod ∏ \\coprod ∐ \\bigcup ⋃ \\bigcap ⋂ \\bigoplus ⨁ \\bigotimes ⨂ \\sqrt √
\\{ { \\} } \\langle ⟨ \\rangle ⟩ \\lfloor ⌊ \\rfloor ⌋ \\lceil ⌈ \\rceil ⌉ \\| ‖ \\vert | \\Vert ‖ \\backslash ∖
\\% % \\# # \\$ $ \\& & \\_ _
\\mathbb{N} ℕ \\mathbb{Z} ℤ \\mathbb{Q} ℚ \\mathbb{R} ℝ \\mathbb{C} ℂ \\mathbb{P} ℙ \\mathbb{H} ℍ
\\mathcal{L} ℒ \\mathcal{F} ℱ \\mathcal{H} ℋ \\mathcal{B} ℬ \\mathcal{E} ℰ \\mathcal{R} ℛ \\mathcal{M} ℳ
`;

const SIGNS = new Map(
  TABLE.trim()
    .split(/\s+/u)
    .reduce<[string, string][]>((pairs, word) => {
      const last = pairs.at(-1);
      if (last?.[1] === '') last[1] = word;
      else pairs.push([word, '']);
      return pairs;
    }, []),
);

/** Every LaTeX token that has a sign in Unicode. */
export const TOKENS_WITH_SIGN: readonly string[] = [...SIGNS.keys()];

/** A class as a sign where Unicode has one (`α` for `\alpha`), else its name without the backslash. */
export function signOf(name: string): string {
  return SIGNS.get(name) ?? name.replace(/^\\/u, '');
}
