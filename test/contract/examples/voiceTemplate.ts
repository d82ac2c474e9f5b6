import type { Examples } from './example';

export const voiceTemplate: Examples = {};
