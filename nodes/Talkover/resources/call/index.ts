export { check } from './check';
export { end } from './end';
export { get } from './get';
export { getActive } from './getActive';
export { getMany } from './getMany';
export { make } from './make';
export { makeAndWait } from './makeAndWait';
export { makeForCampaign } from './makeForCampaign';
