import type { Handlers } from './handler';

export const trainings: Handlers = {};
