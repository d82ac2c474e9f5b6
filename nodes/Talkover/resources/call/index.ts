export { end } from './end';
export { getActive } from './getActive';
export { getMany } from './getMany';
export { make } from './make';
export { makeForCampaign } from './makeForCampaign';
