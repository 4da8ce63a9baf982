/** What the hooks may use of the rules: the entry of the hook bundle. */
export { ROLES } from './domain/actor';
