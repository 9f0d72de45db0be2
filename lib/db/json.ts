import type { Prisma } from '@/lib/db/client';

/**
 * A plain value for a JSON column. The types of domain values say less than Prisma's JSON type wants to
 * know (an interface has no index signature), though every one of them is plain data.
 */
export function toJson(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
