export { deleteTraining } from './delete';
export { getMany } from './getMany';
export { upsert } from './upsert';
