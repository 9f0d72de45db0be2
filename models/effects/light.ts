/** Brightness of the light at a place: a slope, a vignette, and the soft edge of somebody's shadow. */
export function lighting(
  width: number,
  height: number,
  next: () => number,
): (x: number, y: number) => number {
  const angle = next() * 2 * Math.PI;
  const slope = 0.15 + 0.2 * next();
  const shadowAngle = next() * Math.PI;
  const shadowAt = 0.3 + 0.4 * next();
  const shadow = 0.15 + 0.25 * next();
  const softness = 0.02 + 0.1 * next();
  return (px, py) => {
    const [x, y] = [px / width - 0.5, py / height - 0.5];
    const falling = 1 - slope * (0.5 + x * Math.cos(angle) + y * Math.sin(angle));
    const vignette = 1 - 0.25 * (x * x + y * y) * 2;
    const side = x * Math.cos(shadowAngle) + y * Math.sin(shadowAngle) + 0.5 - shadowAt;
    return falling * vignette * (1 - shadow / (1 + Math.exp(-side / softness)));
  };
}
