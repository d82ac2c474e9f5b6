export { cancelRelease } from './cancelRelease';
export { getMany } from './getMany';
export { getReleaseRequests } from './getReleaseRequests';
export { requestRelease } from './requestRelease';
