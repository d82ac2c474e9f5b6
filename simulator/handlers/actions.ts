import type { Handlers } from './handler';

export const actions: Handlers = {};
