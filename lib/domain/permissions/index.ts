export { ROLES, type Actor, type ProjectMembership, type Role } from './actor';
export {
  ACTION_ROLES,
  can,
  projectsWhere,
  rolesIn,
  type AdministratorAction,
  type ProjectAction,
  type ProjectScope,
} from './can';
