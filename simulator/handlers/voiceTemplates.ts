import type { Handlers } from './handler';

export const voiceTemplates: Handlers = {};
