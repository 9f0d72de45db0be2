/** A role that a member may have in a project; one member may have several. */
export const ROLES = ['annotator', 'lead', 'engineer'] as const;
export type Role = (typeof ROLES)[number];

/** A project that a person belongs to, and as what. */
export type ProjectMembership = { projectId: string; slug: string; roles: Role[] };

/** Who is asking: made once per request from the session or the API token, after both were looked up. */
export type Actor = {
  userId: string;
  name: string;
  email: string;
  /** An administrator may do everything in every project. */
  isAdministrator: boolean;
  memberships: ProjectMembership[];
  /** When the API token ends that they came with (ISO); absent for a session and a token without an end. */
  until?: string;
};
