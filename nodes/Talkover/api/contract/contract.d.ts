// Generated from tools/simulator/openapi.yaml by "npm run generate".
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Action: {
            action_trigger?: {
                [key: string]: unknown;
            } | null;
            authorization_url?: string | null;
            config?: {
                [key: string]: unknown;
            } | null;
            created_at: string;
            current_status: components["schemas"]["ActiveInactive"];
            description: string;
            id: string;
            input_schema: components["schemas"]["ActionInput"][];
            label: string;
            name: string;
            type: components["schemas"]["ActionType"];
            updated_at: string;
            url?: string | null;
        };
        ActionExecutionMode: "during_call" | "post_call";
        ActionInput: {
            description?: string;
            name: string;
            required?: boolean;
            type: string;
            value?: unknown;
        };
        ActionIntegration: {
            category?: string;
            description?: string;
            display_name: string;
            icon_url?: string;
            identifier: string;
        };
        ActionType: "webhook" | "transfer" | "hold" | "external";
        ActiveCall: {
            agent_id?: string;
            duration_seconds?: number;
            id: string;
            started_at?: string;
            status: components["schemas"]["CallStatus"];
            to?: string;
        };
        ActiveInactive: "active" | "inactive";
        AddCalendarMemberRequest: {
            role: components["schemas"]["CalendarRole"];
            user_id: string;
        };
        Agent: {
            actions?: components["schemas"]["Action"][];
            ask_if_human_present_on_idle: boolean;
            conversation_speed: number;
            created_at: string;
            current_status: components["schemas"]["AgentStatus"];
            description?: string | null;
            direction: components["schemas"]["Direction"];
            id: string;
            initial_message?: string | null;
            initial_message_delay: number;
            interrupt_sensitivity: components["schemas"]["InterruptSensitivity"];
            is_ready_to_publish: boolean;
            is_sandbox: boolean;
            label: string;
            language: string;
            llm_temperature?: number;
            name: string;
            phone_numbers?: components["schemas"]["AgentPhoneNumber"][];
            trainings?: components["schemas"]["Training"][];
            updated_at: string;
            voice?: components["schemas"]["AgentVoice"] | null;
            who_speaks_first: components["schemas"]["WhoSpeaksFirst"];
        };
        AgentAdvancedSettingsResult: {
            advanced_settings?: {
                enable_initial_message_cache?: boolean;
            };
            id: string;
            name?: string;
            updated_at?: string;
        };
        AgentCallingResult: {
            current_status?: components["schemas"]["AgentStatus"];
            direction?: components["schemas"]["Direction"];
            id: string;
            name?: string;
            phone_numbers?: components["schemas"]["AgentPhoneNumber"][];
            updated_at?: string;
        };
        AgentFlow: {
            conversation_mode: components["schemas"]["ConversationMode"];
            flow_config?: components["schemas"]["FlowConfig"] | null;
        };
        AgentLanguage: "pt-BR" | "pt-PT" | "en-US" | "en-CA" | "es-ES" | "fr-FR" | "de-DE" | "it-IT" | "nl-NL" | "ja-JP" | "ko-KR" | "zh-TW";
        AgentPhoneNumber: {
            country_code?: string;
            current_status?: string;
            formatted_number?: string;
            id: string;
            international_number?: string;
            number: string;
        };
        AgentPricing: {
            agent_id: string;
            calculated_at?: string;
            components?: {
                language_model?: {
                    input_price?: number;
                    output_price?: number;
                    unit?: string;
                };
                transcription?: {
                    price?: number;
                    unit?: string;
                };
                voice_synthesis?: {
                    price?: number;
                    tier?: string;
                    unit?: string;
                };
            };
            currency: string;
            estimated_cost_per_minute?: number;
            transport?: {
                inbound?: components["schemas"]["TransportPrice"];
                outbound?: components["schemas"]["TransportPrice"];
            };
        };
        AgentPricingSummary: {
            agent_id: string;
            currency: string;
            estimated_cost_per_minute?: number;
            optimized_costs_enabled?: boolean;
            voice_quality_tier?: string;
        };
        AgentPublishResult: {
            current_status: components["schemas"]["AgentStatus"];
            id: string;
            is_ready_to_publish?: boolean;
            name?: string;
            updated_at?: string;
        };
        AgentRef: {
            id: string;
            label: string;
            name: string;
        };
        AgentStatus: "draft" | "published";
        AgentVoice: {
            ambient_background?: string | null;
            id: string;
            label: string;
            name: string;
            similarity_boost?: number | null;
            stability?: number | null;
            template?: components["schemas"]["VoiceTemplateRef"] | null;
        };
        AgentWebhookEvent: "event_phone_call_started" | "event_phone_call_ended" | "event_phone_call_did_not_connect" | "event_phone_call_connected" | "event_phone_call_disconnected" | "event_phone_call_error" | "event_participant_joined" | "event_participant_left" | "event_voicemail_detected" | "event_voicemail_message_left" | "event_conversation_started" | "event_conversation_ended" | "event_action" | "event_action_failed" | "event_recording" | "event_connection_established" | "event_connection_closed" | "event_connection_error" | "event_user_connected" | "event_user_disconnected" | "event_client_connected" | "event_client_disconnected";
        AnyRateLimited: components["schemas"]["ErrorMessage"] | components["schemas"]["ErrorObject"];
        AnyUnauthorized: components["schemas"]["ErrorMessage"] | components["schemas"]["ErrorObject"] | components["schemas"]["AuthError"];
        Attendee: {
            email: string;
            id?: string;
            name: string;
        };
        AttendeeInput: {
            email: string;
            name: string;
        };
        AuthError: {
            error: string;
            message: string;
            status_code: number;
        };
        AuthorizationScheme: "none" | "bearer" | "basic" | "api_key" | "custom";
        AutoTopupSettings: {
            currency?: string;
            daily_limit?: number;
            day_of_month?: number | null;
            is_enabled: boolean;
            last_recharge_at?: string | null;
            payment_method_id?: string | null;
            recharge_amount?: number | null;
            recharge_count_today?: number;
            scheduled_amount?: number | null;
            scheduled_payment_enabled?: boolean;
            threshold_amount?: number | null;
            updated_at?: string;
        };
        AvailabilityRule: {
            available?: boolean;
            date?: string;
            days_of_week?: components["schemas"]["Weekday"][];
            end_time?: string;
            id: string;
            start_time?: string;
            timezone?: string;
            type?: "recurring" | "exception";
        };
        AvailabilitySlot: {
            end_at: string;
            start_at: string;
        };
        Calendar: {
            created_at?: string;
            id: string;
            metadata?: {
                [key: string]: unknown;
            };
            name?: string;
            owner_id?: string;
            timezone?: string;
            updated_at?: string;
        };
        CalendarEvent: {
            attendees?: components["schemas"]["Attendee"][];
            calendar_id?: string;
            description?: string | null;
            end_at?: string;
            id: string;
            meeting_url?: string | null;
            start_at?: string;
            status?: components["schemas"]["CalendarEventStatus"];
            title?: string;
            type?: string;
            updated_at?: string;
        };
        CalendarEventStatus: "confirmed" | "tentative" | "cancelled";
        CalendarMember: {
            added_at?: string;
            email?: string;
            id: string;
            name?: string;
            role: components["schemas"]["CalendarRole"];
            user_id?: string;
        };
        CalendarRole: "owner" | "editor" | "viewer";
        CalendarSyncResult: {
            syncing: string[];
            up_to_date: string[];
        };
        CalendarSyncStatus: {
            calendar_id: string;
            events_synced?: number;
            is_syncing?: boolean;
            last_sync_at?: string | null;
            provider?: string;
        };
        Call: {
            agent?: components["schemas"]["AgentRef"];
            created_at: string;
            direction: components["schemas"]["Direction"];
            duration: number;
            from: string;
            from_formatted: string;
            id: string;
            is_testing: boolean;
            sid: string;
            status: components["schemas"]["CallStatus"];
            to: string;
            to_formatted: string;
            updated_at: string;
        };
        CallbackAgent: {
            callback_config?: components["schemas"]["CallbackConfig"];
            current_status?: components["schemas"]["AgentStatus"];
            direction?: components["schemas"]["Direction"];
            id: string;
            label?: string;
            name?: string;
        };
        CallbackAgentDetail: {
            agent: components["schemas"]["CallbackAgent"];
            source_agents: components["schemas"]["CallbackSourceAgent"][];
            stats?: {
                callbacks_answered?: number;
                total_callbacks_received?: number;
            };
        };
        CallbackConfig: {
            source_agent_ids: string[];
        };
        CallbackSourceAgent: {
            current_status?: components["schemas"]["AgentStatus"];
            direction?: components["schemas"]["Direction"];
            id: string;
            name: string;
        };
        CallbackSourcesRequest: {
            source_agent_ids: string[];
        };
        CallbackStats: {
            callbacks_answered?: number;
            callbacks_by_source_agent?: {
                count?: number;
                name?: string;
                source_agent_id?: string;
            }[];
            callbacks_unmatched?: number;
            period: {
                end?: string;
                start?: string;
            };
            total_callbacks_received: number;
        };
        CallCreated: {
            agent_id?: string;
            created_at: string;
            id: string;
            status: components["schemas"]["CallStatus"];
            to: string;
        };
        CallStatus: "initiated" | "ringing" | "answered" | "completed" | "failed" | "busy" | "no-answer";
        Campaign: {
            agent_id?: string;
            auto_add_to_dnc_enabled?: boolean;
            auto_dnc_trigger_errors?: string[];
            auto_dnc_trigger_statuses?: string[];
            busy_cooldown_hours?: number;
            call_time_ranges?: components["schemas"]["TimeRange"][];
            campaign_type: components["schemas"]["CampaignType"];
            created_at?: string;
            days_of_week?: components["schemas"]["Weekday"][];
            description?: string | null;
            do_not_call_enabled?: boolean;
            do_not_call_list_source?: string | null;
            earliest_call_time?: string;
            enable_post_completion_cooldown?: boolean;
            end_date?: string | null;
            failed_cooldown_hours?: number;
            id: string;
            initial_call_delay?: number;
            latest_call_time?: string;
            max_retries?: number;
            name: string;
            no_answer_cooldown_hours?: number;
            post_completion_cooldown_hours?: number;
            retry_cooldown_hours?: number;
            start_date?: string;
            status: components["schemas"]["CampaignStatus"];
            success_cooldown_hours?: number;
            timezone?: string;
            updated_at?: string;
            voicemail_cooldown_hours?: number;
        };
        CampaignCall: {
            campaign_id: string;
            created_at: string;
            id: string;
            scheduled_at?: string;
            status: components["schemas"]["CampaignCallStatus"];
            to: string;
        };
        CampaignCallItem: {
            created_at: string;
            id: string;
            retries: number;
            status: string;
            to: string;
        };
        CampaignCallStatus: "queued" | "scheduled";
        CampaignDetail: components["schemas"]["Campaign"] & {
            agent: components["schemas"]["AgentRef"];
            calls: components["schemas"]["CampaignCallItem"][];
            files: components["schemas"]["CampaignFile"][];
            stats: components["schemas"]["CampaignStats"] & unknown;
        };
        CampaignFile: {
            id: string;
            original_filename: string;
            processed_filename: string;
            processed_records: number;
            status: components["schemas"]["CampaignFileStatus"];
            total_records: number;
        };
        CampaignFileStatus: "uploading" | "processing" | "processed" | "failed";
        CampaignListItem: components["schemas"]["Campaign"] & {
            agent: components["schemas"]["AgentRef"];
            stats: components["schemas"]["CampaignStats"];
        };
        CampaignStats: {
            average_duration?: number;
            completed_calls: number;
            failed_calls: number;
            success_rate: number;
            total_calls: number;
        };
        CampaignStatus: "draft" | "active" | "paused" | "completed" | "cancelled";
        CampaignStatusResult: {
            id: string;
            status: components["schemas"]["CampaignStatus"];
            updated_at: string;
        };
        CampaignType: "sales" | "follow_up" | "reminder" | "custom";
        CampaignWebhook: {
            campaign_id?: string;
            created_at?: string;
            enabled?: boolean;
            events?: string[];
            id: string;
            include_call_events?: boolean;
            max_retries?: number;
            name?: string;
            timeout?: number;
            updated_at?: string;
            webhook_url?: string;
        };
        CampaignWebhookEvent: "campaign.created" | "campaign.started" | "campaign.paused" | "campaign.completed" | "campaign.updated" | "campaign_call.queued" | "campaign_call.started" | "campaign_call.completed" | "campaign_call.retry_scheduled" | "campaign_call.failed" | "event_recording" | "event_call_transcript" | "event_call_report";
        ChargeResult: {
            amount_charged: number;
            currency: string;
            new_balance: number;
            transaction_id: string;
        };
        CheckCallbackConstraintsRequest: {
            callback_source_agents?: string[];
            callback_trigger_statuses?: string[];
            is_callback_agent?: boolean;
        };
        ConversationMode: "llm_driven" | "flow_driven";
        CreateAgentRequest: {
            ask_if_human_present_on_idle: boolean;
            conversation_speed: number;
            description?: string;
            direction: components["schemas"]["Direction"];
            enable_recording: boolean;
            endpointing_sensitivity: string;
            idle_time_seconds: number;
            initial_idle_time_seconds?: number;
            initial_max_idle_check_count?: number;
            initial_message?: string;
            initial_message_delay: number;
            interrupt_sensitivity: components["schemas"]["InterruptSensitivity"];
            ivr_navigation_mode: string;
            label: string;
            language: components["schemas"]["AgentLanguage"];
            llm_temperature: number;
            max_call_duration_seconds?: number;
            max_idle_check_count?: number;
            name: string;
            phone_number_ids?: string[];
            say_goodbye_on_max_duration?: boolean;
            user_inactivity_timeout_seconds?: number;
            who_speaks_first: components["schemas"]["WhoSpeaksFirst"];
        };
        CreateAvailabilityRuleRequest: components["schemas"]["RecurringAvailabilityRuleInput"] | components["schemas"]["ExceptionAvailabilityRuleInput"];
        CreateCalendarEventRequest: {
            attendees?: components["schemas"]["AttendeeInput"][];
            created_by?: string;
            description?: string;
            end_at: string;
            owner_id?: string;
            owner_type?: "user" | "agent";
            start_at: string;
            status: components["schemas"]["CalendarEventStatus"];
            title: string;
            type?: string;
        };
        CreateCalendarRequest: {
            metadata?: {
                [key: string]: unknown;
            };
            name: string;
            owner_id: string;
            timezone?: string;
        };
        CreateCampaignRequest: {
            agent_id: string;
            auto_add_to_dnc_enabled?: boolean;
            auto_complete?: boolean;
            auto_dnc_trigger_errors?: string[];
            auto_dnc_trigger_statuses?: string[];
            busy_cooldown_hours?: number;
            call_time_ranges: components["schemas"]["TimeRange"][];
            campaign_type: components["schemas"]["CampaignType"];
            days_of_week: components["schemas"]["Weekday"][];
            description?: string;
            do_not_call_custom_list?: string[];
            do_not_call_enabled: boolean;
            do_not_call_list_source?: components["schemas"]["DncListSource"];
            enable_post_completion_cooldown?: boolean;
            end_date?: string | null;
            failed_cooldown_hours?: number;
            initial_call_delay: number;
            max_retries: number;
            name: string;
            no_answer_cooldown_hours?: number;
            post_completion_cooldown_hours: number;
            retry_cooldown_hours: number;
            retry_on_no_conversion?: boolean;
            start_date: string;
            success_cooldown_hours?: number;
            timezone: string;
            voicemail_cooldown_hours?: number;
        };
        CreateCampaignWebhookRequest: {
            authorization_scheme: components["schemas"]["AuthorizationScheme"];
            custom_headers?: components["schemas"]["CustomHeader"][];
            enabled: boolean;
            events: components["schemas"]["CampaignWebhookEvent"][];
            http_method: components["schemas"]["WebhookHttpMethod"];
            include_call_events?: boolean;
            max_retries: number;
            name: string;
            payload_templates?: {
                [key: string]: unknown;
            };
            timeout: number;
            webhook_secret?: string;
            webhook_url: string;
        };
        CreatedUserApiToken: {
            abilities?: string[];
            created_at?: string;
            id: string;
            name: string;
            token: string;
        };
        CreateProviderConnectionRequest: {
            provider: string;
            redirect_uri: string;
        };
        CreateSftpRequest: {
            auth_type: components["schemas"]["SftpAuthType"];
            export_path?: string;
            host: string;
            import_path?: string;
            import_schedule: components["schemas"]["SftpImportSchedule"];
            password?: string;
            port: number;
            private_key?: string;
            private_key_passphrase?: string;
            username: string;
        } & (unknown & unknown);
        CreateSipDidRequest: {
            country_code: string;
            number: string;
        };
        CreateSipTrunkRequest: {
            auth_realm?: string;
            domain: string;
            is_active: boolean;
            name: string;
            outbound_proxy?: string;
            password: string;
            port?: number;
            provider_name: string;
            transport: components["schemas"]["SipTransport"];
            username: string;
        };
        CreateUserApiTokenRequest: {
            abilities?: string[];
            name: string;
        };
        CreateWebhookRequest: {
            authorization_scheme: components["schemas"]["AuthorizationScheme"];
            custom_headers?: components["schemas"]["CustomHeader"][];
            enabled: boolean;
            events: components["schemas"]["AgentWebhookEvent"][];
            http_method: components["schemas"]["WebhookHttpMethod"];
            max_retries: number;
            name: string;
            payload_templates?: {
                [key: string]: unknown;
            };
            timeout: number;
            webhook_secret?: string;
            webhook_url: string;
        };
        CreditsBalance: {
            as_of?: string;
            auto_topup_enabled?: boolean;
            balance: number;
            currency: string;
        };
        CurrentUser: {
            created_at?: string;
            current_environment_id?: string;
            email: string;
            id: string;
            name: string;
        };
        CustomHeader: {
            key: string;
            value: string;
        };
        Direction: "inbound" | "outbound";
        DncListSource: "environment" | "global" | "custom";
        DuplicateCampaignCall409: {
            existing_call: components["schemas"]["CampaignCall"];
            message: string;
            success: false;
        };
        EndCallRequest: {
            call_sid: string;
        };
        EndCallResult: {
            ended_at?: string;
            ended_reason?: string;
            id: string;
            status: components["schemas"]["CallStatus"];
        };
        ErrorList: {
            errors: string[];
            message?: string;
            success: false;
        };
        ErrorMessage: {
            code?: string;
            details?: {
                [key: string]: unknown;
            };
            message: string;
            success?: false;
        };
        ErrorObject: {
            error: {
                code: string;
                details?: {
                    [key: string]: unknown;
                };
                message: string;
            };
            success?: false;
        };
        EventMeeting: {
            event_id: string;
            meeting_id?: string;
            meeting_url: string;
        };
        ExceptionAvailabilityRuleInput: {
            available: boolean;
            date: string;
            type: "exception";
        };
        FlowBranch: {
            match: string;
            next: string;
        } & {
            [key: string]: unknown;
        };
        FlowConfig: {
            global_functions?: components["schemas"]["FlowGlobalFunction"][];
            initial_node_id: string;
            meta?: {
                name?: string;
                version?: string;
            };
            nodes: components["schemas"]["FlowNode"][];
        };
        FlowGlobalFunction: {
            description?: string;
            name: string;
        } & {
            [key: string]: unknown;
        };
        FlowNode: {
            branches?: components["schemas"]["FlowBranch"][];
            content?: string;
            id: string;
            next?: string;
            type: components["schemas"]["FlowNodeType"];
        } & {
            [key: string]: unknown;
        };
        FlowNodeType: "say" | "ask" | "decision" | "action" | "transfer" | "end";
        FlowVersion: {
            created_at: string;
            id: string;
            is_current: boolean;
            version: string;
        };
        GetCallbackStatsQuery: {
            end_date?: string;
            start_date?: string;
        };
        HealthStatus: {
            status: string;
        };
        InterruptSensitivity: "low" | "medium" | "high";
        JobQueued: {
            files_count?: number;
            job_id: string;
            queued_at?: string;
        };
        ListAgentCallsQuery: {
            date_from?: string;
            date_to?: string;
            direction?: components["schemas"]["Direction"];
            page: number;
            per_page: number;
            search?: string;
            status?: components["schemas"]["CallStatus"];
        };
        ListAgentsQuery: {
            direction?: components["schemas"]["Direction"];
            page: number;
            per_page: number;
            search?: string;
            status?: components["schemas"]["AgentStatus"];
        };
        ListAutoTopupHistoryQuery: {
            page: number;
            per_page: number;
        };
        ListCalendarEventsBatchQuery: {
            calendar_ids?: string[];
            from?: string;
            to?: string;
        };
        ListCalendarEventsQuery: {
            from?: string;
            status?: components["schemas"]["CalendarEventStatus"];
            to?: string;
        };
        ListCalendarsQuery: {
            per_page: number;
        };
        ListCallsQuery: {
            agent_id?: string;
            date_from?: string;
            date_to?: string;
            direction?: components["schemas"]["Direction"];
            page: number;
            per_page: number;
            search?: string;
            status?: components["schemas"]["CallStatus"];
            to?: string;
        };
        ListCampaignSftpLogsQuery: {
            page: number;
            per_page: number;
        };
        ListCampaignsQuery: {
            agent_id?: string;
            campaign_type?: components["schemas"]["CampaignType"];
            date_from?: string;
            date_to?: string;
            page: number;
            per_page: number;
            search?: string;
            status?: components["schemas"]["CampaignStatus"];
        };
        ListCampaignWebhookLogsQuery: {
            page: number;
            per_page: number;
        };
        ListPhoneNumbersQuery: {
            direction?: components["schemas"]["Direction"];
            has_voice?: boolean;
            has_whatsapp?: boolean;
            search?: string;
            type?: components["schemas"]["PhoneNumberType"];
        };
        ListVoiceTemplatesQuery: {
            gender?: components["schemas"]["VoiceGender"];
            language?: string;
            quality_tier?: components["schemas"]["VoiceQualityTier"];
        };
        ListWebhookLogsQuery: {
            page: number;
            per_page: number;
        };
        MakeCallRequest: {
            context?: {
                [key: string]: unknown;
            };
            delay_seconds: number;
            is_testing: boolean;
            payload?: {
                [key: string]: unknown;
            };
            to: string;
        };
        MakeCampaignCallRequest: {
            allow_duplicates: boolean;
            context?: {
                [key: string]: unknown;
            };
            is_testing: boolean;
            payload?: {
                [key: string]: unknown;
            };
            to: string;
        };
        MessageResult: {
            message: string;
            success: boolean;
        };
        OptimizedCostsEligibility: {
            calls_remaining?: number;
            current_calls: number;
            eligible: boolean;
            required_calls: number;
            threshold_days: number;
        };
        Pagination: {
            current_page: number;
            from?: number;
            last_page?: number;
            per_page: number;
            to?: number;
            total: number;
        };
        PaymentMethod: {
            card?: {
                brand?: string;
                exp_month?: number;
                exp_year?: number;
                last4?: string;
            };
            created_at?: string;
            id: string;
            is_default?: boolean;
            type: string;
        };
        PhoneNumber: {
            auto_renewal: boolean;
            country_code: string;
            created_at: string;
            currency: string;
            current_price: number;
            current_status: components["schemas"]["PhoneNumberStatus"];
            days_until_monthly_renewal: number;
            formatted_number: string;
            has_fax: boolean;
            has_mms: boolean;
            has_sms: boolean;
            has_voice: boolean;
            has_whatsapp: boolean;
            id: string;
            international_number: string;
            is_due_for_monthly_renewal: boolean;
            is_sandbox: boolean;
            monthly_renewal_cost: number;
            number: string;
            renewal_date: string;
            type: components["schemas"]["PhoneNumberType"];
            updated_at: string;
        };
        PhoneNumberStatus: "active" | "inactive" | "pending" | "suspended";
        PhoneNumberType: "voice" | "sms" | "whatsapp" | "mms" | "fax";
        ProviderConnection: {
            authorization_url?: string;
            external_calendar_id?: string;
            id: string;
            is_active?: boolean;
            last_sync_at?: string | null;
            provider: string;
        };
        PurchaseCredits: {
            amount: number;
            payment_method_id?: string;
        };
        QueryAvailabilityQuery: {
            duration_minutes: number;
            from?: string;
            to?: string;
        };
        QueuedResult: {
            queued: boolean;
            queued_at?: string;
        };
        RecurringAvailabilityRuleInput: {
            days_of_week: components["schemas"]["Weekday"][];
            end_time: string;
            start_time: string;
            timezone?: string;
            type: "recurring";
        };
        ReleaseRequest: {
            id: string;
            phone_number?: string;
            phone_number_id: string;
            reason?: string;
            rejection_reason?: string;
            requested_at?: string;
            resolved_at?: string;
            status: components["schemas"]["ReleaseRequestStatus"];
        };
        ReleaseRequestStatus: "pending" | "approved" | "rejected" | "cancelled";
        RequestPhoneReleaseRequest: {
            reason: string;
        };
        SftpAuthType: "password" | "private_key";
        SftpConfig: {
            auth_type?: components["schemas"]["SftpAuthType"];
            campaign_id?: string;
            created_at?: string;
            export_path?: string;
            host?: string;
            id: string;
            import_path?: string;
            import_schedule?: components["schemas"]["SftpImportSchedule"];
            is_enabled?: boolean;
            last_test_at?: string | null;
            last_test_success?: boolean | null;
            port?: number;
            updated_at?: string;
            username?: string;
        };
        SftpImportSchedule: "manual" | "hourly" | "daily";
        SftpLog: {
            completed_at?: string;
            error?: string;
            files_processed?: number;
            id: string;
            rows_processed?: number;
            started_at?: string;
            status: components["schemas"]["SftpLogStatus"];
            type: "import" | "export";
        };
        SftpLogStatus: "running" | "succeeded" | "failed" | "cancelled";
        SftpTestFailure: {
            error: string;
            tested_at: string;
        };
        SftpTestSuccess: {
            export_path_accessible?: boolean;
            import_path_accessible?: boolean;
            tested_at: string;
        };
        SimpleError: {
            error: string;
        };
        SipDid: {
            country_code?: string;
            formatted_number?: string;
            id: string;
            number: string;
            trunk_id?: string;
        };
        SipTransport: "udp" | "tcp" | "tls";
        SipTrunk: {
            auth_realm?: string | null;
            created_at?: string;
            domain?: string;
            health_status?: string;
            id: string;
            is_active?: boolean;
            is_verified?: boolean;
            last_health_check_at?: string | null;
            name: string;
            outbound_proxy?: string | null;
            port?: number;
            provider_name?: string;
            transport?: components["schemas"]["SipTransport"];
            updated_at?: string;
            username?: string;
        };
        SipTrunkHealth: {
            checked_at: string;
            error?: string;
            is_healthy: boolean;
            response_time_ms?: number;
        };
        SipTrunkVerification: {
            error?: string;
            health_status?: string;
            is_verified: boolean;
            last_health_check_at?: string;
        };
        TimeRange: {
            end: string;
            start: string;
        };
        TopupHistoryItem: {
            amount: number;
            balance_after?: number;
            balance_before?: number;
            created_at?: string;
            currency: string;
            failure_reason?: string;
            id: string;
            payment_method_id?: string;
            status: components["schemas"]["TopupStatus"];
            transaction_id?: string;
            trigger: components["schemas"]["TopupTrigger"];
        };
        TopupStatus: "pending" | "succeeded" | "failed";
        TopupTrigger: "threshold" | "scheduled" | "test";
        Training: {
            created_at: string;
            current_status: components["schemas"]["ActiveInactive"];
            id: string;
            instructions: string;
            subject: string;
            updated_at: string;
        };
        TransportPrice: {
            country_code?: string;
            price?: number;
            unit?: string;
        };
        TriggerCampaignSftpExportRequest: {
            file_data_ids: string[];
        };
        UpdateAgentAdvancedSettingsRequest: {
            enable_initial_message_cache?: boolean;
        };
        UpdateAgentCallingRequest: {
            direction: components["schemas"]["Direction"];
            phone_number_ids?: string[];
        };
        UpdateAgentFlowRequest: {
            conversation_mode: components["schemas"]["ConversationMode"];
            flow_config?: components["schemas"]["FlowConfig"] | null;
        };
        UpdateAgentKnowledgeRequest: {
            ask_if_human_present_on_idle: boolean;
            description: string;
            initial_message?: string;
            initial_message_delay: number;
            interrupt_sensitivity: components["schemas"]["InterruptSensitivity"];
            llm_temperature: number;
        };
        UpdateAgentVoiceRequest: {
            ambient_background?: string;
            ambient_volume: number;
            conversation_speed?: number;
            language?: string;
            similarity?: number;
            stability?: number;
            voice_id: string;
            who_speaks_first: components["schemas"]["WhoSpeaksFirst"];
        };
        UpdateAutoTopupSettingsRequest: {
            day_of_month?: number;
            is_enabled?: boolean;
            payment_method_id?: string;
            recharge_amount?: number;
            scheduled_amount?: number;
            scheduled_payment_enabled?: boolean;
            threshold_amount?: number;
        };
        UpdateAvailabilityRuleRequest: {
            available?: boolean;
            date?: string;
            days_of_week?: components["schemas"]["Weekday"][];
            end_time?: string;
            start_time?: string;
            timezone?: string;
            type?: "recurring" | "exception";
        };
        UpdateCalendarEventRequest: {
            attendees?: components["schemas"]["AttendeeInput"][];
            created_by?: string;
            description?: string;
            end_at?: string;
            owner_id?: string;
            owner_type?: "user" | "agent";
            start_at?: string;
            status?: components["schemas"]["CalendarEventStatus"];
            title?: string;
            type?: string;
        };
        UpdateCalendarMemberRequest: {
            role: components["schemas"]["CalendarRole"];
        };
        UpdateCalendarRequest: {
            metadata?: {
                [key: string]: unknown;
            };
            name?: string;
            timezone?: string;
        };
        UpdateCampaignRequest: {
            agent_id?: string;
            auto_add_to_dnc_enabled?: boolean;
            auto_complete?: boolean;
            auto_dnc_trigger_errors?: string[];
            auto_dnc_trigger_statuses?: string[];
            busy_cooldown_hours?: number;
            call_time_ranges?: components["schemas"]["TimeRange"][];
            campaign_type?: components["schemas"]["CampaignType"];
            days_of_week?: components["schemas"]["Weekday"][];
            description?: string;
            do_not_call_custom_list?: string[];
            do_not_call_enabled?: boolean;
            do_not_call_list_source?: components["schemas"]["DncListSource"];
            enable_post_completion_cooldown?: boolean;
            end_date?: string | null;
            failed_cooldown_hours?: number;
            initial_call_delay?: number;
            max_retries?: number;
            name?: string;
            no_answer_cooldown_hours?: number;
            post_completion_cooldown_hours?: number;
            retry_cooldown_hours?: number;
            retry_on_no_conversion?: boolean;
            start_date?: string;
            success_cooldown_hours?: number;
            timezone?: string;
            voicemail_cooldown_hours?: number;
        };
        UpdateCampaignStatusRequest: {
            status: components["schemas"]["CampaignStatus"];
        };
        UpdateCampaignWebhookRequest: {
            authorization_scheme?: components["schemas"]["AuthorizationScheme"];
            custom_headers?: components["schemas"]["CustomHeader"][];
            enabled?: boolean;
            events?: components["schemas"]["CampaignWebhookEvent"][];
            http_method?: components["schemas"]["WebhookHttpMethod"];
            include_call_events?: boolean;
            max_retries?: number;
            name?: string;
            payload_templates?: {
                [key: string]: unknown;
            };
            timeout?: number;
            webhook_secret?: string;
            webhook_url?: string;
        };
        UpdateSftpRequest: {
            auth_type?: components["schemas"]["SftpAuthType"];
            export_path?: string;
            host?: string;
            import_path?: string;
            import_schedule?: components["schemas"]["SftpImportSchedule"];
            is_enabled?: boolean;
            password?: string;
            port?: number;
            private_key?: string;
            private_key_passphrase?: string;
            username?: string;
        };
        UpdateSipTrunkRequest: {
            auth_realm?: string;
            domain?: string;
            is_active?: boolean;
            name?: string;
            outbound_proxy?: string;
            password?: string;
            port?: number;
            provider_name?: string;
            transport?: components["schemas"]["SipTransport"];
            username?: string;
        };
        UpdateWebhookRequest: {
            authorization_scheme?: components["schemas"]["AuthorizationScheme"];
            custom_headers?: components["schemas"]["CustomHeader"][];
            enabled?: boolean;
            events?: components["schemas"]["AgentWebhookEvent"][];
            http_method?: components["schemas"]["WebhookHttpMethod"];
            max_retries?: number;
            name?: string;
            payload_templates?: {
                [key: string]: unknown;
            };
            timeout?: number;
            webhook_secret?: string;
            webhook_url?: string;
        };
        UpsertActionRequest: {
            authorization_scheme: components["schemas"]["AuthorizationScheme"];
            authorization_url?: string;
            current_status: components["schemas"]["ActiveInactive"];
            custom_headers?: components["schemas"]["CustomHeader"][];
            description: string;
            execution_mode: components["schemas"]["ActionExecutionMode"];
            hold_duration?: number;
            inputs?: components["schemas"]["ActionInput"][];
            integration?: {
                id?: string;
            } & {
                [key: string]: unknown;
            };
            name: string;
            node_id: string;
            speak_on_receive?: string;
            speak_on_send?: string;
            transfer_to?: string;
            type: components["schemas"]["ActionType"];
            url?: string;
        };
        UpsertTrainingRequest: {
            current_status: components["schemas"]["ActiveInactive"];
            instructions: string;
            node_id?: string;
            subject: string;
        };
        UserApiToken: {
            abilities: string[];
            created_at?: string;
            id: string;
            last_used_at?: string | null;
            name: string;
        };
        ValidateAgentFlowRequest: {
            flow_config: components["schemas"]["FlowConfig"];
        };
        ValidationError422: {
            errors: {
                [key: string]: string[];
            };
            message: string;
            success?: false;
        };
        VoiceDemo: {
            mp3_url: string;
        };
        VoiceGender: "male" | "female";
        VoiceQualityTier: "basic" | "pro" | "ultra" | "beta";
        VoiceTemplate: {
            cost: string;
            gender: components["schemas"]["VoiceGender"];
            id: string;
            language: string;
            name: string;
            quality_tier: components["schemas"]["VoiceQualityTier"];
        };
        VoiceTemplateGroup: {
            display_name: string;
            voices: components["schemas"]["VoiceTemplate"][];
        };
        VoiceTemplateRef: {
            id?: string;
            name?: string;
        };
        Webhook: {
            agent_id?: string;
            created_at?: string;
            enabled: boolean;
            events: string[];
            events_count?: number;
            id: string;
            max_retries?: number;
            name: string;
            status?: components["schemas"]["WebhookStatus"];
            timeout?: number;
            updated_at?: string;
            webhook_url: string;
        };
        WebhookEventPayload: {
            [key: string]: unknown;
        };
        WebhookHttpMethod: "POST" | "PUT" | "PATCH";
        WebhookLog: {
            attempt: number;
            created_at?: string;
            delivered_at?: string;
            duration_ms?: number;
            error?: string;
            event: string;
            http_status?: number;
            id: string;
            request_payload?: {
                [key: string]: unknown;
            };
            response_body?: string;
            response_headers?: {
                [key: string]: unknown;
            };
            status: components["schemas"]["WebhookLogStatus"];
            webhook_id?: string;
        };
        WebhookLogStatus: "pending" | "success" | "failed" | "retrying";
        WebhookRetryResult: {
            log_id: string;
            original_log_id: string;
            queued_at?: string;
        };
        WebhookStatus: "active" | "disabled" | "error";
        WebhookTestPayload: {
            agent_id: string;
            agent_name: string;
            event: "webhook.test";
            test: true;
            timestamp: string;
            webhook_id: string;
            webhook_name: string;
        };
        WebhookTestResult: {
            response_time: number;
            status_code: number;
        };
        Weekday: number;
        WhoSpeaksFirst: "agent" | "user";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
