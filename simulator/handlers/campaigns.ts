import type { Handlers } from './handler';

export const campaigns: Handlers = {};
