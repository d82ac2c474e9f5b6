export { deleteAction } from './delete';
export { getIntegrations } from './getIntegrations';
export { getMany } from './getMany';
export { upsert } from './upsert';
