/** Files of a candidate as somebody chose them; what is missing or too much is said before anything is sent. */
export type ChosenFiles = { card: File | null; model: File | null; others: string[] };

/** Adds newly chosen files to those that were chosen before: a card and a model may come one after the other. */
export function chooseFiles(before: ChosenFiles, files: readonly File[]): ChosenFiles {
  return files.reduce<ChosenFiles>(
    (chosen, file) => {
      if (/\.json$/i.test(file.name)) return { ...chosen, card: file };
      if (/\.onnx$/i.test(file.name)) return { ...chosen, model: file };
      return { ...chosen, others: [...chosen.others, file.name] };
    },
    { ...before, others: [] },
  );
}

export const NOTHING_CHOSEN: ChosenFiles = { card: null, model: null, others: [] };
