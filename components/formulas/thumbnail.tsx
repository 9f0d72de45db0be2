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
  className,
}: {
  src: string;
  alt: string;
  width: number;
  height: number;
  className?: string;
}) {
  return (
    <span className={cx('grid place-items-center overflow-hidden bg-sheet p-2', className)}>
      <Image
        unoptimized
        src={src}
        alt={alt}
        width={width}
        height={height}
        loading="lazy"
        className="max-h-full w-auto max-w-full object-contain"
      />
    </span>
  );
}
