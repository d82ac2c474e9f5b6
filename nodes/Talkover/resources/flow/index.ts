export { get } from './get';
export { getVersions } from './getVersions';
export { update } from './update';
export { validate } from './validate';
