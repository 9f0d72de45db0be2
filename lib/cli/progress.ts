/** Progress on stderr: one line that is rewritten on a terminal, a line every so often elsewhere. */
export function progress(what: string, total: number): { step(): void; done(): void } {
  const terminal = process.stderr.isTTY === true;
  const every = terminal ? 1 : Math.max(1, Math.ceil(total / 20));
  let count = 0;
  const line = () => `${what} ${count}/${total}`;
  return {
    step() {
      count++;
      if (count % every === 0 && count < total)
        process.stderr.write(terminal ? `\r${line()}` : `${line()}\n`);
    },
    done() {
      if (total > 1) process.stderr.write(terminal ? `\r${line()}\n` : `${line()}\n`);
    },
  };
}
