export { create } from './create';
export { deleteCampaign } from './delete';
export { get } from './get';
export { getMany } from './getMany';
export { update } from './update';
export { updateStatus } from './updateStatus';
