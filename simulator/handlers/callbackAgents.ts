import type { Handlers } from './handler';

export const callbackAgents: Handlers = {};
