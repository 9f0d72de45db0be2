/** Whether a licence forbids commercial use, as those of CROHME do (CC BY-NC-SA). */
export const isNonCommercial = (licence: string) => /\bNC\b|non-?commercial/i.test(licence);
