import Image from 'next/image';
import { cx } from '@/components/ui/cx';

/**
 * A formula's image on its white sheet, fitted. It comes from this server with permission, as it is:
 * images are small already and their address names their content, so the browser keeps them.
 */
export function Thumbnail({
  src,
  alt,
  width,
  height,
  eager = false,
  className,
}: {
  src: string;
  alt: string;
  width: number;
  height: number;
  /** On the screen from the start; all others are loaded when they come near it. */
  eager?: boolean;
  className?: string;
}) {
  return (
    <span className={cx('flex items-center justify-center overflow-hidden bg-sheet', className)}>
      <Image
        unoptimized
        src={src}
        alt={alt}
        width={width}
        height={height}
        loading={eager ? 'eager' : 'lazy'}
        className="max-h-full min-h-0 w-auto max-w-full object-contain"
      />
    </span>
  );
}
