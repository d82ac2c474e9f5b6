/*
 * Workflows by an author who had read only the definition that n8n generates from the node. They are unchanged: all were
 * valid and ran at the first try.
 */

export const HUBSPOT_LEAD = String.raw`
const newLead = trigger({
  type: 'n8n-nodes-base.hubspotTrigger',
  version: 1,
  config: {
    name: 'New Lead',
    parameters: {
      eventsUi: { eventValues: [{ name: 'contact.creation' }] },
      additionalFields: {},
    },
  },
});

const getLead = node({
  type: 'n8n-nodes-base.hubspot',
  version: 2.2,
  config: {
    name: 'Get Lead',
    parameters: {
      authentication: 'appToken',
      resource: 'contact',
      operation: 'get',
      contactId: { __rl: true, mode: 'id', value: expr('{{ $json.contactId }}') },
      additionalFields: {
        propertiesCollection: {
          propertiesValues: { properties: ['firstname', 'lastname', 'phone'], propertyMode: 'valueOnly' },
        },
      },
    },
  },
});

const callLead = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Call Lead',
    parameters: {
      resource: 'call',
      operation: 'makeAndWait',
      agentId: { __rl: true, mode: 'list', value: '' },
      phone: expr('{{ $json.properties.phone?.value }}'),
      variables: {
        variable: [{ name: 'firstName', value: expr('{{ $json.properties.firstname?.value }}') }],
      },
      contextFields: {
        context: [{ name: 'hubspotContactId', value: expr('{{ $json.vid }}') }],
      },
      rules: {
        callingHours: {
          hours: {
            daysOfWeek: ['1', '2', '3', '4', '5'],
            from: '09:00',
            to: '18:00',
            timeZone: 'phone',
            outside: 'delay',
          },
        },
      },
    },
  },
});

const writeResult = node({
  type: 'n8n-nodes-base.hubspot',
  version: 2.2,
  config: {
    name: 'Write Call Result',
    parameters: {
      authentication: 'appToken',
      resource: 'engagement',
      operation: 'create',
      type: 'call',
      metadata: {
        body: expr("AI call: {{ $json.outcome }}{{ $json.reason ? ' (' + $json.reason + ')' : '' }}, {{ $json.duration ?? 0 }} seconds. Talkover call ID: {{ $json.id ?? 'none' }}"),
        status: expr("{{ ({ answered: 'COMPLETED', voicemail: 'COMPLETED', noAnswer: 'NO_ANSWER', busy: 'BUSY', running: 'IN_PROGRESS', skipped: 'CANCELED' })[$json.outcome] ?? 'FAILED' }}"),
        toNumber: expr('{{ $json.to }}'),
        durationMilliseconds: expr('{{ ($json.duration ?? 0) * 1000 }}'),
      },
      additionalFields: {
        associations: { contactIds: expr("{{ $('Get Lead').item.json.vid }}") },
      },
    },
  },
});

export default workflow('call-hubspot-leads', 'Call New HubSpot Leads').add(newLead).to(getLead).to(callLead).to(writeResult);
`;

export const PORTUGUESE_AGENT = String.raw`
const start = trigger({
  type: 'n8n-nodes-base.manualTrigger',
  version: 1,
  config: { name: 'Start', parameters: {} },
});

const createAgent = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Create Agent',
    parameters: {
      resource: 'agent',
      operation: 'create',
      name: 'Horário de funcionamento',
      language: 'pt-BR',
      direction: 'inbound',
      description:
        'Você é a recepcionista virtual da nossa empresa e fala português. Responda somente a perguntas sobre o nosso horário de funcionamento, com base no seu treinamento. Se você não souber a resposta, diga isso com educação e não invente horários. Seja breve e cordial.',
      voiceTemplateId: { __rl: true, mode: 'list', value: '' },
      phoneNumberIds: [],
      initialMessage: 'Olá, obrigada por ligar! Esta ligação pode ser gravada.',
      enableRecording: true,
      additionalFields: { whoSpeaksFirst: 'agent' },
    },
  },
});

const addHours = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Add Opening Hours',
    parameters: {
      resource: 'training',
      operation: 'upsert',
      agentId: { __rl: true, mode: 'id', value: expr('{{ $json.id }}') },
      nodeId: 'opening-hours',
      subject: 'Horário de funcionamento',
      instructions:
        'De segunda a sexta-feira, abrimos às 9 horas e fechamos às 18 horas. Aos sábados, abrimos às 9 horas e fechamos às 13 horas. Aos domingos e feriados, estamos fechados.',
      additionalFields: { currentStatus: 'active' },
    },
  },
});

const setFlow = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Set Flow',
    parameters: {
      resource: 'flow',
      operation: 'update',
      agentId: { __rl: true, mode: 'id', value: expr("{{ $('Create Agent').item.json.id }}") },
      conversationMode: 'flow_driven',
      flowDefinition: 'fields',
      nodes: {
        node: [
          {
            id: 'greet',
            type: 'say',
            content: 'Seja bem-vindo! Sou a assistente virtual e posso informar o nosso horário de funcionamento.',
          },
          { id: 'ask_need', type: 'ask', content: 'Como posso ajudar?' },
          { id: 'end', type: 'end' },
        ],
      },
      meta: { name: 'Horário de funcionamento' },
    },
  },
});

const publish = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Publish Agent',
    parameters: {
      resource: 'agent',
      operation: 'publish',
      agentId: { __rl: true, mode: 'id', value: expr("{{ $('Create Agent').item.json.id }}") },
    },
  },
});

export default workflow('opening-hours-agent', 'Build Opening Hours Agent')
  .add(start)
  .to(createAgent)
  .to(addHours)
  .to(setFlow)
  .to(publish);
`;

export const APPOINTMENT = String.raw`
const callEnded = trigger({
  type: 'n8n-nodes-talkover.talkoverTrigger',
  version: 2,
  config: {
    name: 'Call Ended',
    parameters: {
      source: 'agent',
      agentIds: [],
      events: ['event_phone_call_ended'],
      options: { contextField: 'appointmentAt' },
    },
  },
});

const getCall = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Get Call',
    parameters: {
      resource: 'call',
      operation: 'get',
      callId: expr('{{ $json.callId }}'),
    },
  },
});

const book = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Book Appointment',
    parameters: {
      resource: 'calendarEvent',
      operation: 'create',
      calendarId: { __rl: true, mode: 'list', value: '' },
      title: expr("Appointment with {{ $json.direction === 'inbound' ? $json.from : $json.to }}"),
      startAt: expr("{{ $('Call Ended').item.json.context.appointmentAt }}"),
      endBy: 'duration',
      durationMinutes: 30,
      additionalFields: {
        description: expr("Agreed in the Talkover call {{ $json.id }}"),
        status: 'confirmed',
        type: 'appointment',
      },
    },
  },
});

export default workflow('book-appointment', 'Book Appointment after Call').add(callEnded).to(getCall).to(book);
`;

export const CHAT_AGENT = String.raw`
const chat = trigger({
  type: '@n8n/n8n-nodes-langchain.chatTrigger',
  version: 1.1,
  config: { name: 'Chat', parameters: { options: {} } },
});

const assistant = node({
  type: '@n8n/n8n-nodes-langchain.agent',
  version: 3,
  config: {
    name: 'Call Assistant',
    parameters: {
      promptType: 'auto',
      options: {
        systemMessage: expr(
          "You make phone calls with a voice agent and report how calls went. Now is {{ $now.toISO() }}.\n- Call a number only if the user asks for it in this chat. Never guess a number: if it is missing, or has no + and country code, ask for it.\n- A call is not over when 'Make Call' returns: tell the user that it was started, or why it was skipped. Call nobody a second time unless the user asks for it.\n- To say how a call went, use 'Get Call' with the ID of the call, or 'List Calls' if you don't have it.",
        ),
      },
    },
    subnodes: {
      model: languageModel({
        type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
        version: 1.3,
        config: { name: 'OpenAI Model', parameters: {} },
      }),
      memory: memory({
        type: '@n8n/n8n-nodes-langchain.memoryBufferWindow',
        version: 1.3,
        config: { name: 'Memory', parameters: {} },
      }),
      tools: [
        tool({
          type: 'n8n-nodes-talkover.talkoverTool',
          version: 1,
          config: {
            name: 'Make Call',
            parameters: {
              resource: 'call',
              operation: 'make',
              toolDescription:
                "Makes a phone call with a voice agent and returns at once, without waiting for its end. Returns the call's id. A real phone rings, and credits are used.",
              agentId: { __rl: true, mode: 'list', value: '' },
              phone: fromAi('phone', 'The phone number to call, with + and the country code'),
              rules: { maxCallsPerHour: 10, skipIfActive: true },
            },
          },
        }),
        tool({
          type: 'n8n-nodes-talkover.talkoverTool',
          version: 1,
          config: {
            name: 'Get Call',
            parameters: {
              resource: 'call',
              operation: 'get',
              toolDescription: 'Returns how one call went, by its ID: outcome, status, duration in seconds, and whether it has ended.',
              callId: fromAi('callId', "The ID of the call, as returned by 'Make Call' or 'List Calls'"),
            },
          },
        }),
        tool({
          type: 'n8n-nodes-talkover.talkoverTool',
          version: 1,
          config: {
            name: 'List Calls',
            parameters: {
              resource: 'call',
              operation: 'getMany',
              toolDescription: 'Lists calls with outcome, status, duration in seconds, number, and time, for a period and, if given, one phone number.',
              agents: 'all',
              returnAll: false,
              limit: 20,
              filters: {
                dateFrom: fromAi('dateFrom', 'The first day to include, as YYYY-MM-DD'),
                dateTo: fromAi('dateTo', 'The last day to include, as YYYY-MM-DD'),
                search: fromAi('number', 'A phone number on either side of the calls, with + and the country code, or an empty text for all numbers'),
              },
            },
          },
        }),
      ],
    },
  },
});

export default workflow('call-assistant', 'Chat Assistant for Calls').add(chat).to(assistant);
`;
