import { z } from 'zod';
import { ROLES } from '@/lib/domain/permissions';
import { CategoryKeySchema } from '@/lib/domain/quotas';
import { TextSchema } from '@/lib/domain/text';

/** Pieces that several endpoints share. */

export const SlugSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens');

export const ByProject = z.object({ slug: TextSchema });
export const ById = z.object({ id: z.uuid() });

export const RolesSchema = z.array(z.enum(ROLES)).min(1);
export const NameSchema = TextSchema.trim().min(1).max(200);
export const ReasonSchema = TextSchema.trim().min(1).max(2000);
export const ClassesSchema = z.array(TextSchema.min(1).max(64)).max(2000);

export const AxisSchema = z.object({
  key: CategoryKeySchema,
  name: NameSchema,
  values: z.array(z.object({ key: CategoryKeySchema, name: NameSchema })).max(200),
});
export const AxesSchema = z.array(AxisSchema).max(12);

/** `limit` of a page, from a query. */
export const LimitSchema = z.coerce.number().int().min(1).max(200);
