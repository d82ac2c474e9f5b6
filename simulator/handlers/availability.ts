import type { Handlers } from './handler';

export const availability: Handlers = {};
