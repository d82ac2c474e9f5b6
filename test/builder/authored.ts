/*
 * Ten workflows by an author who had read only the definition that n8n generates from the node. They are unchanged: all
 * were valid and ran at the first try.
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

export const STUCK_ORDER = String.raw`
const orderStuck = trigger({
  type: 'n8n-nodes-base.webhook',
  version: 2,
  config: {
    name: 'Order Stuck',
    parameters: { httpMethod: 'POST', path: 'order-stuck', responseMode: 'onReceived', options: {} },
  },
});

const callCustomer = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Call Customer',
    parameters: {
      resource: 'call',
      operation: 'makeAndWait',
      agentId: { __rl: true, mode: 'list', value: '' },
      phone: expr('{{ $json.body.phone }}'),
      variables: {
        variable: [
          { name: 'customerName', value: expr('{{ $json.body.customerName }}') },
          { name: 'orderId', value: expr('{{ $json.body.orderId }}') },
          { name: 'address', value: expr('{{ $json.body.address }}') },
        ],
      },
      contextFields: {
        context: [{ name: 'orderId', value: expr('{{ $json.body.orderId }}') }],
      },
    },
  },
});

const answered = ifElse({
  version: 2.2,
  config: {
    name: 'Answered?',
    parameters: {
      conditions: {
        options: { caseSensitive: true, typeValidation: 'strict' },
        conditions: [
          {
            leftValue: expr('{{ $json.outcome }}'),
            operator: { type: 'string', operation: 'equals' },
            rightValue: 'answered',
          },
        ],
        combinator: 'and',
      },
    },
  },
});

const confirmOrder = node({
  type: 'n8n-nodes-base.postgres',
  version: 2.6,
  config: {
    name: 'Mark Order as Confirmed',
    parameters: {
      resource: 'database',
      operation: 'update',
      schema: { __rl: true, mode: 'list', value: 'public' },
      table: { __rl: true, mode: 'name', value: 'orders' },
      columns: {
        mappingMode: 'defineBelow',
        value: {
          id: expr("{{ $('Order Stuck').item.json.body.orderId }}"),
          status: 'confirmed',
        },
        matchingColumns: ['id'],
        schema: [
          { id: 'id', displayName: 'id', required: false, defaultMatch: true, display: true, type: 'string', canBeUsedToMatch: true },
          { id: 'status', displayName: 'status', required: false, defaultMatch: false, display: true, type: 'string', canBeUsedToMatch: true },
        ],
      },
      options: {},
    },
  },
});

const notify = node({
  type: 'n8n-nodes-base.slack',
  version: 2.3,
  config: {
    name: 'Tell the Team',
    parameters: {
      resource: 'message',
      operation: 'post',
      select: 'channel',
      channelId: { __rl: true, mode: 'list', value: '' },
      messageType: 'text',
      text: expr("Order {{ $('Order Stuck').item.json.body.orderId }} could not be confirmed by phone: {{ $json.outcome }}{{ $json.reason ? ' (' + $json.reason + ')' : '' }}, number {{ $('Order Stuck').item.json.body.phone }}"),
      otherOptions: {},
    },
  },
});

export default workflow('confirm-stuck-order', 'Confirm Address of Stuck Order')
  .add(orderStuck)
  .to(callCustomer)
  .to(answered.onTrue(confirmOrder).onFalse(notify));
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

export const SHEET_TO_CAMPAIGN = String.raw`
const everyMorning = trigger({
  type: 'n8n-nodes-base.scheduleTrigger',
  version: 1.2,
  config: {
    name: 'Every Morning',
    parameters: { rule: { interval: [{ field: 'days', daysInterval: 1, triggerAtHour: 8, triggerAtMinute: 0 }] } },
  },
});

const doNotCall = node({
  type: 'n8n-nodes-base.googleSheets',
  version: 4.5,
  config: {
    name: 'Do Not Call List',
    alwaysOutputData: true,
    parameters: {
      resource: 'sheet',
      operation: 'read',
      documentId: { __rl: true, mode: 'list', value: '' },
      sheetName: { __rl: true, mode: 'list', value: '' },
      options: {},
    },
  },
});

const contacts = node({
  type: 'n8n-nodes-base.googleSheets',
  version: 4.5,
  config: {
    name: 'Contacts',
    executeOnce: true,
    parameters: {
      resource: 'sheet',
      operation: 'read',
      documentId: { __rl: true, mode: 'list', value: '' },
      sheetName: { __rl: true, mode: 'list', value: '' },
      options: {},
    },
  },
});

const addToCampaign = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Add to Campaign',
    parameters: {
      resource: 'call',
      operation: 'makeForCampaign',
      campaignId: { __rl: true, mode: 'list', value: '' },
      phone: expr('{{ $json.phone }}'),
      contextFields: {
        context: [{ name: 'rowNumber', value: expr('{{ $json.row_number }}') }],
      },
      rules: {
        doNotCall: expr("{{ $('Do Not Call List').all() }}"),
      },
      options: {
        allowDuplicates: false,
      },
    },
  },
});

export default workflow('sheet-to-campaign', 'Add Sheet Contacts to Campaign')
  .add(everyMorning)
  .to(doNotCall)
  .to(contacts)
  .to(addToCampaign);
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

export const CALL_TO_SLACK = String.raw`
const callEnded = trigger({
  type: 'n8n-nodes-talkover.talkoverTrigger',
  version: 2,
  config: {
    name: 'Call Ended',
    parameters: {
      source: 'agent',
      agentIds: [],
      events: ['event_phone_call_ended'],
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

const notify = node({
  type: 'n8n-nodes-base.slack',
  version: 2.3,
  config: {
    name: 'Send to Slack',
    parameters: {
      resource: 'message',
      operation: 'post',
      select: 'channel',
      channelId: { __rl: true, mode: 'list', value: '' },
      messageType: 'text',
      text: expr("Call ended\nNumber: {{ $json.direction === 'inbound' ? $json.from : $json.to }}\nDuration: {{ $json.duration }} seconds\nOutcome: {{ $json.outcome }}"),
      otherOptions: {},
    },
  },
});

export default workflow('call-to-slack', 'Call Summary to Slack').add(callEnded).to(getCall).to(notify);
`;

export const OLD_DRAFTS = String.raw`
const everyNight = trigger({
  type: 'n8n-nodes-base.scheduleTrigger',
  version: 1.2,
  config: {
    name: 'Every Night',
    parameters: { rule: { interval: [{ field: 'days', daysInterval: 1, triggerAtHour: 2, triggerAtMinute: 0 }] } },
  },
});

const getDrafts = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Get Draft Agents',
    parameters: {
      resource: 'agent',
      operation: 'getMany',
      returnAll: true,
      simplify: true,
      filters: { status: 'draft' },
    },
  },
});

const onlyOld = node({
  type: 'n8n-nodes-base.filter',
  version: 2.2,
  config: {
    name: 'Unchanged for 90 Days',
    parameters: {
      conditions: {
        options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
        conditions: [
          {
            id: 'draft',
            leftValue: expr('{{ $json.current_status }}'),
            operator: { type: 'string', operation: 'equals' },
            rightValue: 'draft',
          },
          {
            id: 'old',
            leftValue: expr('{{ $json.updated_at }}'),
            operator: { type: 'dateTime', operation: 'before' },
            rightValue: expr('{{ $now.minus({ days: 90 }).toISO() }}'),
          },
        ],
        combinator: 'and',
      },
      options: {},
    },
  },
});

const deleteAgent = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Delete Agent',
    parameters: {
      resource: 'agent',
      operation: 'delete',
      agentId: { __rl: true, mode: 'id', value: expr('{{ $json.id }}') },
    },
  },
});

export default workflow('delete-old-drafts', 'Delete Old Draft Agents')
  .add(everyNight)
  .to(getDrafts)
  .to(onlyOld)
  .to(deleteAgent);
`;

export const LOST_DEAL = String.raw`
const dealLost = trigger({
  type: 'n8n-nodes-base.webhook',
  version: 2,
  config: {
    name: 'Deal Lost',
    parameters: { httpMethod: 'POST', path: 'deal-lost', responseMode: 'onReceived', options: {} },
  },
});

const getActive = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Get Active Call',
    parameters: {
      resource: 'call',
      operation: 'getActive',
      agentId: { __rl: true, mode: 'list', value: '' },
      phone: expr('{{ $json.body.phone }}'),
      options: { whenNoActiveCall: 'continue' },
    },
  },
});

const onCall = ifElse({
  version: 2.2,
  config: {
    name: 'On a Call?',
    parameters: {
      conditions: {
        options: { caseSensitive: true, typeValidation: 'strict' },
        conditions: [
          {
            leftValue: expr('{{ $json.active }}'),
            operator: { type: 'boolean', operation: 'true', singleValue: true },
            rightValue: '',
          },
        ],
        combinator: 'and',
      },
    },
  },
});

const endCall = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'End Call',
    parameters: {
      resource: 'call',
      operation: 'end',
      agentId: { __rl: true, mode: 'id', value: expr('{{ $json.agent_id }}') },
      callId: expr('{{ $json.id }}'),
    },
  },
});

const nothingToEnd = node({
  type: 'n8n-nodes-base.noOp',
  version: 1,
  config: { name: 'No Call to End', parameters: {} },
});

export default workflow('end-call-lost-deal', 'End Call when Deal Is Lost')
  .add(dealLost)
  .to(getActive)
  .to(onCall.onTrue(endCall).onFalse(nothingToEnd));
`;

export const AGENT_FROM_GITHUB = String.raw`
const start = trigger({
  type: 'n8n-nodes-base.manualTrigger',
  version: 1,
  config: { name: 'Start', parameters: {} },
});

const getFile = node({
  type: 'n8n-nodes-base.httpRequest',
  version: 4.2,
  config: {
    name: 'Get Agent File',
    parameters: {
      method: 'GET',
      url: 'https://api.github.com/repos/OWNER/REPOSITORY/contents/agent.json',
      authentication: 'predefinedCredentialType',
      nodeCredentialType: 'githubApi',
      sendHeaders: true,
      headerParameters: { parameters: [{ name: 'Accept', value: 'application/vnd.github.raw+json' }] },
      options: { response: { response: { responseFormat: 'json' } } },
    },
  },
});

const upsertAgent = node({
  type: 'n8n-nodes-talkover.talkover',
  version: 1,
  config: {
    name: 'Create or Update Agent',
    parameters: {
      resource: 'agent',
      operation: 'upsert',
      name: expr('{{ $json.name }}'),
      language: expr('{{ $json.language }}'),
      description: expr('{{ $json.description }}'),
      voiceTemplateId: { __rl: true, mode: 'list', value: '' },
      initialMessage: expr('{{ $json.initialMessage }}'),
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
      agentId: { __rl: true, mode: 'id', value: expr('{{ $json.id }}') },
    },
  },
});

export default workflow('agent-from-github', 'Agent from GitHub').add(start).to(getFile).to(upsertAgent).to(publish);
`;
