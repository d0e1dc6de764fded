using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Guanxi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "appraisal_period",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rate_by = table.Column<DateOnly>(type: "date", nullable: false),
                    answer_by = table.Column<DateOnly>(type: "date", nullable: false),
                    finalise_by = table.Column<DateOnly>(type: "date", nullable: false),
                    sign_by = table.Column<DateOnly>(type: "date", nullable: false),
                    units_kept = table.Column<string>(type: "text", nullable: false),
                    rules_kept = table.Column<string>(type: "text", nullable: false),
                    outstanding = table.Column<int>(type: "integer", nullable: false),
                    appeals_open = table.Column<int>(type: "integer", nullable: false),
                    sheets = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<long>(type: "bigint", nullable: false),
                    finalised_by = table.Column<long>(type: "bigint", nullable: true),
                    finalised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signed_by = table.Column<long>(type: "bigint", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appraisal_period", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contact_call",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    caller_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    purpose = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    minutes = table.Column<int>(type: "integer", nullable: true),
                    taken_by = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    joined_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_call", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contact_firm_task",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    url = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    cause = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_firm_task", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contact_preference_link",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    request_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_preference_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contact_privacy_request",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    wish = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    phone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    answered_by = table.Column<long>(type: "bigint", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_privacy_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_contact_key",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    value = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_contact_key", x => new { x.kind, x.value });
                });

            migrationBuilder.CreateTable(
                name: "customers_customer",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_sort = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true),
                    other_phones = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    other_emails = table.Column<string>(type: "text", nullable: true),
                    wechat = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    province = table.Column<string>(type: "text", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    district = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    birthday = table.Column<DateOnly>(type: "date", nullable: true),
                    gender = table.Column<string>(type: "text", nullable: true),
                    occupation = table.Column<string>(type: "text", nullable: true),
                    education = table.Column<string>(type: "text", nullable: true),
                    income_band = table.Column<string>(type: "text", nullable: true),
                    family = table.Column<string>(type: "text", nullable: true),
                    interests = table.Column<string>(type: "text", nullable: true),
                    personality = table.Column<string>(type: "text", nullable: true),
                    id_number_sealed = table.Column<string>(type: "text", nullable: true),
                    credit_code = table.Column<string>(type: "text", nullable: true),
                    industry = table.Column<string>(type: "text", nullable: true),
                    staff_band = table.Column<string>(type: "text", nullable: true),
                    turnover_band = table.Column<string>(type: "text", nullable: true),
                    region = table.Column<string>(type: "text", nullable: true),
                    credit_limit = table.Column<long>(type: "bigint", nullable: true),
                    credit_term_days = table.Column<int>(type: "integer", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true),
                    source_detail = table.Column<string>(type: "text", nullable: true),
                    consent_evidence = table.Column<string>(type: "text", nullable: true),
                    consent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    owner_id = table.Column<long>(type: "bigint", nullable: true),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    referred_by_id = table.Column<long>(type: "bigint", nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_customer", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_face",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    grade = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    colour = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    value_minor = table.Column<long>(type: "bigint", nullable: true),
                    risk_minor = table.Column<long>(type: "bigint", nullable: true),
                    churn = table.Column<double>(type: "double precision", nullable: true),
                    last_purchase_on = table.Column<DateOnly>(type: "date", nullable: true),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_face", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "customers_list",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    right = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    customers = table.Column<int>(type: "integer", nullable: false),
                    kept_by_id = table.Column<long>(type: "bigint", nullable: false),
                    kept_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_list", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "exchange_import",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    file_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    stored_as = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    in_turn = table.Column<bool>(type: "boolean", nullable: true),
                    survey = table.Column<string>(type: "text", nullable: false),
                    answers = table.Column<string>(type: "text", nullable: false),
                    findings = table.Column<string>(type: "text", nullable: true),
                    start = table.Column<string>(type: "text", nullable: true),
                    checkpoint = table.Column<long>(type: "bigint", nullable: false),
                    receipt = table.Column<string>(type: "text", nullable: true),
                    job_id = table.Column<long>(type: "bigint", nullable: true),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_import", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_audit_entry",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<long>(type: "bigint", nullable: false),
                    by_key = table.Column<bool>(type: "boolean", nullable: false),
                    act = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    use_case = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject_id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    key_mark = table.Column<int>(type: "integer", nullable: false),
                    proof = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    seal_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_audit_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_field_change",
                columns: table => new
                {
                    subject_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    old_value = table.Column<string>(type: "text", nullable: true),
                    new_value = table.Column<string>(type: "text", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<long>(type: "bigint", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_field_change", x => new { x.subject_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "kernel_idempotency",
                columns: table => new
                {
                    actor_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    request_hash = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    location = table.Column<string>(type: "text", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    process = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_idempotency", x => new { x.actor_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "kernel_job",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    argument = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    done_steps = table.Column<long>(type: "bigint", nullable: false),
                    total_steps = table.Column<long>(type: "bigint", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: true),
                    result = table.Column<string>(type: "text", nullable: true),
                    problem = table.Column<string>(type: "text", nullable: true),
                    cancel_asked = table.Column<bool>(type: "boolean", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_job", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_node",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_node", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "kernel_outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    event_type = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_setting",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_setting", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "kernel_tombstone",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    table_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    row_id = table.Column<long>(type: "bigint", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_tombstone", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retention_alert",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    signal = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    severity = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    last_seen_on = table.Column<DateOnly>(type: "date", nullable: false),
                    gone_on = table.Column<DateOnly>(type: "date", nullable: true),
                    money_minor = table.Column<long>(type: "bigint", nullable: false),
                    args = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<long>(type: "bigint", nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_alert", x => new { x.customer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "retention_round",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    seed = table.Column<int>(type: "integer", nullable: false),
                    control_share = table.Column<double>(type: "double precision", nullable: false),
                    choice = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    treated = table.Column<int>(type: "integer", nullable: false),
                    control = table.Column<int>(type: "integer", nullable: false),
                    started_by = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_round", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "risk_audit_seal",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    in_day = table.Column<int>(type: "integer", nullable: false),
                    of_views = table.Column<bool>(type: "boolean", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    first_id = table.Column<long>(type: "bigint", nullable: false),
                    last_id = table.Column<long>(type: "bigint", nullable: false),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    previous = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    rows_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    key_mark = table.Column<int>(type: "integer", nullable: false),
                    proof = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    members = table.Column<string>(type: "text", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removal_proof = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    removal_mark = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_audit_seal", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "risk_indicator_reading",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    indicator = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    read_on = table.Column<DateOnly>(type: "date", nullable: false),
                    figure = table.Column<double>(type: "double precision", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_indicator_reading", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "risk_risk",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    entered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    likelihood = table.Column<int>(type: "integer", nullable: false),
                    impact = table.Column<int>(type: "integer", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    assessed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    indicators = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_risk", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sales_exchange_rate",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    rate_nano = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_exchange_rate", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sales_number_series",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    last_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_number_series", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "sales_product",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    category = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    unit_cost_minor = table.Column<long>(type: "bigint", nullable: true),
                    cost_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_product", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_article",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    keeper_id = table.Column<long>(type: "bigint", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_article", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_cause_code",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    origin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_cause_code", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_complaint_link",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    incoming_id = table.Column<long>(type: "bigint", nullable: true),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    complaint_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_complaint_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_gift",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    cost_minor = table.Column<long>(type: "bigint", nullable: false),
                    offered = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_gift", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_incoming",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    is_suggestion = table.Column<bool>(type: "boolean", nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    phone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    order_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    wish = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    complaint_id = table.Column<long>(type: "bigint", nullable: true),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    closed_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    escalated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_incoming", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_queue",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    giving_rule = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_queue", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff_api_key",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    prefix = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_api_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff_one_time_link",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_one_time_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff_person",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    user_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    normalized_user_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    role_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_sign_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff_role",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    built_in = table.Column<bool>(type: "boolean", nullable: false),
                    scope = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rights = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_role", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff_unit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    parent_id = table.Column<long>(type: "bigint", nullable: true),
                    path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    open = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_unit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "surveys_survey",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    chinese_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    english_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    chinese_introduction = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    english_introduction = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    anonymous = table.Column<bool>(type: "boolean", nullable: false),
                    open_to_all = table.Column<bool>(type: "boolean", nullable: false),
                    occasions = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    sample_percent = table.Column<int>(type: "integer", nullable: false),
                    delay_days = table.Column<int>(type: "integer", nullable: false),
                    bad_answer = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    valid_days = table.Column<int>(type: "integer", nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys_survey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "surveys_ticket",
                columns: table => new
                {
                    secret = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    invitation_id = table.Column<long>(type: "bigint", nullable: false),
                    survey_id = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys_ticket", x => x.secret);
                });

            migrationBuilder.CreateTable(
                name: "value_correction",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    corrected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<long>(type: "bigint", nullable: true),
                    before = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_correction", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "value_grade_proposal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    edges_json = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    basis_json = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    moved = table.Column<int>(type: "integer", nullable: false),
                    proposed_by_id = table.Column<long>(type: "bigint", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decided_by_id = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_grade_proposal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "value_run",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    ran_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    model = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_run", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "value_standing",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    historic_minor = table.Column<long>(type: "bigint", nullable: false),
                    current_minor = table.Column<long>(type: "bigint", nullable: false),
                    potential_minor = table.Column<long>(type: "bigint", nullable: false),
                    potential_low_minor = table.Column<long>(type: "bigint", nullable: false),
                    potential_high_minor = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    grade = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    grade_by_edges = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    @class = table.Column<string>(name: "class", type: "character varying(1)", maxLength: 1, nullable: false),
                    colour = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    stage_candidate = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    stage_rule = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state_by_figures = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    loyalty = table.Column<int>(type: "integer", nullable: true),
                    loyalty_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rfm = table.Column<int>(type: "integer", nullable: false),
                    rfm_octant = table.Column<int>(type: "integer", nullable: false),
                    churn = table.Column<double>(type: "double precision", nullable: true),
                    risk_minor = table.Column<long>(type: "bigint", nullable: false),
                    traits = table.Column<int>(type: "integer", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_standing", x => new { x.as_of, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "warehouse_load",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    snapshot = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    settled_until = table.Column<long>(type: "bigint", nullable: false),
                    anew_number = table.Column<long>(type: "bigint", nullable: false),
                    shared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warehouse_load", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appraisal_sheet",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    period_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: false),
                    rater_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    marks_kept = table.Column<string>(type: "text", nullable: false),
                    comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    evidence_kept = table.Column<string>(type: "text", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    appeal_until = table.Column<DateOnly>(type: "date", nullable: true),
                    sent_back_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    appeal = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    appeal_words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    decision_words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    score = table.Column<double>(type: "double precision", nullable: true),
                    level = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    level_before = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    suggestion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    pay_hundredths = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appraisal_sheet", x => x.id);
                    table.ForeignKey(
                        name: "fk_appraisal_sheet_period_id",
                        column: x => x.period_id,
                        principalTable: "appraisal_period",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contact_consent",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    given = table.Column<bool>(type: "boolean", nullable: false),
                    said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    evidence = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    noted_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_consent", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_contact_consent_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contact_entry",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    direction = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reach = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: true),
                    purpose = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    result = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    complaint_id = table.Column<long>(type: "bigint", nullable: true),
                    attachments = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    external_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_entry", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_contact_entry_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contact_follow_up",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    result = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    cause = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_follow_up", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_contact_follow_up_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customers_contact_person",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    position = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    department = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    phones = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    emails = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    wechat = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    attitude = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reports_to_id = table.Column<long>(type: "bigint", nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    added_by = table.Column<long>(type: "bigint", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    left_said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_contact_person", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_customers_contact_person_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customers_link",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    other_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    since_on = table.Column<DateOnly>(type: "date", nullable: true),
                    until_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    added_by = table.Column<long>(type: "bigint", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_link", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_customers_link_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customers_list_entry",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    list_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_list_entry", x => new { x.customer_id, x.list_id });
                    table.ForeignKey(
                        name: "fk_customers_list_entry_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customers_merge",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    into_id = table.Column<long>(type: "bigint", nullable: false),
                    former_id = table.Column<long>(type: "bigint", nullable: false),
                    former_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    former_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    merged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    merged_by_id = table.Column<long>(type: "bigint", nullable: false),
                    taken = table.Column<string>(type: "text", nullable: false),
                    parked = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_merge", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_customers_merge_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customers_tag",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    tag = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_tag", x => new { x.customer_id, x.tag });
                    table.ForeignKey(
                        name: "fk_customers_tag_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "retention_bond",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    form = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    barrier = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    level = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    strength = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    renews_id = table.Column<long>(type: "bigint", nullable: true),
                    recorded_by = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ended_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_bond", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_retention_bond_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "retention_loss",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    lost_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    competitor = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    asked = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    recorded_by = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stood_on = table.Column<DateOnly>(type: "date", nullable: true),
                    grade = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    money_minor = table.Column<long>(type: "bigint", nullable: true),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_loss", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_retention_loss_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "retention_never",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    listed_by = table.Column<long>(type: "bigint", nullable: false),
                    listed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_never", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_retention_never_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sales_order",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ordered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ordered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    seller_id = table.Column<long>(type: "bigint", nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    total_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    total_minor = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_order", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_sales_order_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "value_appeal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    label = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    said = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    raised_by_id = table.Column<long>(type: "bigint", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    answered_by_id = table.Column<long>(type: "bigint", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_appeal", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_value_appeal_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "value_declaration",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    declared_by = table.Column<long>(type: "bigint", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    declared_on = table.Column<DateOnly>(type: "date", nullable: false),
                    lifted_by = table.Column<long>(type: "bigint", nullable: true),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_declaration", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_value_declaration_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "value_fit_judgement",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    criterion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    judged_by = table.Column<long>(type: "bigint", nullable: false),
                    judged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    judged_on = table.Column<DateOnly>(type: "date", nullable: false),
                    current = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_fit_judgement", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_value_fit_judgement_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "value_grade_override",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    grade = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    never_concede = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    set_by_id = table.Column<long>(type: "bigint", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    set_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    lifted_by_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_grade_override", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_value_grade_override_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "value_relationship_level",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    set_by_id = table.Column<long>(type: "bigint", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    current = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_relationship_level", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_value_relationship_level_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "value_review_decision",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    decided_by_id = table.Column<long>(type: "bigint", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_on = table.Column<DateOnly>(type: "date", nullable: false),
                    task_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_review_decision", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_value_review_decision_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_lease",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    holder = table.Column<int>(type: "integer", nullable: false),
                    term = table.Column<long>(type: "bigint", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_lease", x => x.name);
                    table.ForeignKey(
                        name: "fk_kernel_lease_holder",
                        column: x => x.holder,
                        principalTable: "kernel_node",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_copy",
                columns: table => new
                {
                    node = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    up_to_date_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warehouse_copy", x => x.node);
                    table.ForeignKey(
                        name: "fk_warehouse_copy_node",
                        column: x => x.node,
                        principalTable: "kernel_node",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "retention_win_back",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    round_id = table.Column<long>(type: "bigint", nullable: true),
                    arm = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    probability = table.Column<double>(type: "double precision", nullable: false),
                    grade = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    started_by = table.Column<long>(type: "bigint", nullable: false),
                    offer_minor = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    ended_by = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tried_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    tried_by = table.Column<long>(type: "bigint", nullable: true),
                    measured_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    purchases = table.Column<int>(type: "integer", nullable: false),
                    margin_minor = table.Column<long>(type: "bigint", nullable: false),
                    contacts = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_win_back", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_retention_win_back_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_retention_win_back_round_id",
                        column: x => x.round_id,
                        principalTable: "retention_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risk_assessment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    risk_id = table.Column<long>(type: "bigint", nullable: false),
                    likelihood = table.Column<int>(type: "integer", nullable: false),
                    impact = table.Column<int>(type: "integer", nullable: false),
                    because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    assessed_by = table.Column<long>(type: "bigint", nullable: false),
                    assessed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    seen = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_assessment", x => x.id);
                    table.ForeignKey(
                        name: "fk_risk_assessment_risk_id",
                        column: x => x.risk_id,
                        principalTable: "risk_risk",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risk_control",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    risk_id = table.Column<long>(type: "bigint", nullable: false),
                    measure = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    evidence = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    changed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_control", x => x.id);
                    table.ForeignKey(
                        name: "fk_risk_control_risk_id",
                        column: x => x.risk_id,
                        principalTable: "risk_risk",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sales_anonymous_line",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    sold_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sold_on = table.Column<DateOnly>(type: "date", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: true),
                    description = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    quantity_milli = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_micro = table.Column<long>(type: "bigint", nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_anonymous_line", x => x.id);
                    table.ForeignKey(
                        name: "fk_sales_anonymous_line_product_id",
                        column: x => x.product_id,
                        principalTable: "sales_product",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_article_edition",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    article_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    published_by = table.Column<long>(type: "bigint", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_article_edition", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_article_edition_article_id",
                        column: x => x.article_id,
                        principalTable: "service_article",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_complaint",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    summary = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    wish = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    order_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    taken_by = table.Column<long>(type: "bigint", nullable: true),
                    handler_id = table.Column<long>(type: "bigint", nullable: true),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    step = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    step_began_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    step_paused_minutes = table.Column<int>(type: "integer", nullable: false),
                    proposals_made = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    paused_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    left_minutes = table.Column<int>(type: "integer", nullable: true),
                    paused_minutes = table.Column<int>(type: "integer", nullable: false),
                    grade = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    worse_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    objected = table.Column<bool>(type: "boolean", nullable: false),
                    origin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    cause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cause_code_id = table.Column<long>(type: "bigint", nullable: true),
                    verdict = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    key_points = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    root_cause = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    heard_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    judged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    solved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    follow_up_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    respond_minutes = table.Column<int>(type: "integer", nullable: true),
                    solve_minutes = table.Column<int>(type: "integer", nullable: true),
                    responded_late = table.Column<bool>(type: "boolean", nullable: false),
                    solved_late = table.Column<bool>(type: "boolean", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    solution = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    satisfaction = table.Column<int>(type: "integer", nullable: true),
                    compensation_minor = table.Column<long>(type: "bigint", nullable: false),
                    reopened = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    escalated_for = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    awaits_approval = table.Column<bool>(type: "boolean", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    external_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_complaint", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_service_complaint_cause_code_id",
                        column: x => x.cause_code_id,
                        principalTable: "service_cause_code",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_complaint_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_corrective_action",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    cause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cause_code_id = table.Column<long>(type: "bigint", nullable: true),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    plan = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    raised_by = table.Column<long>(type: "bigint", nullable: false),
                    raised_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    done = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    check_on = table.Column<DateOnly>(type: "date", nullable: true),
                    finding = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    before = table.Column<int>(type: "integer", nullable: true),
                    after = table.Column<int>(type: "integer", nullable: true),
                    days = table.Column<int>(type: "integer", nullable: true),
                    checked_by = table.Column<long>(type: "bigint", nullable: true),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_corrective_action", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_corrective_action_cause_code_id",
                        column: x => x.cause_code_id,
                        principalTable: "service_cause_code",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_photo",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    incoming_id = table.Column<long>(type: "bigint", nullable: false),
                    stored_as = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    media_type = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    checksum = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_photo", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_photo_incoming_id",
                        column: x => x.incoming_id,
                        principalTable: "service_incoming",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_queue_member",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    queue_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_queue_member", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_queue_member_queue_id",
                        column: x => x.queue_id,
                        principalTable: "service_queue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_request_kind",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    queue_id = table.Column<long>(type: "bigint", nullable: false),
                    priority = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    respond_hours = table.Column<double>(type: "double precision", nullable: false),
                    solve_hours = table.Column<double>(type: "double precision", nullable: false),
                    offered = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_request_kind", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_request_kind_queue_id",
                        column: x => x.queue_id,
                        principalTable: "service_queue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "surveys_anonymous_answer",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    survey_id = table.Column<long>(type: "bigint", nullable: false),
                    edition_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    external_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    answers_json = table.Column<string>(type: "text", nullable: false),
                    ces = table.Column<int>(type: "integer", nullable: true),
                    csat = table.Column<int>(type: "integer", nullable: true),
                    mention = table.Column<int>(type: "integer", nullable: true),
                    nps = table.Column<int>(type: "integer", nullable: true),
                    trouble = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys_anonymous_answer", x => x.id);
                    table.ForeignKey(
                        name: "fk_surveys_anonymous_answer_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys_survey",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "surveys_answer",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    survey_id = table.Column<long>(type: "bigint", nullable: false),
                    edition_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    about = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    about_id = table.Column<long>(type: "bigint", nullable: true),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    brought = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    brought_id = table.Column<long>(type: "bigint", nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    external_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    answers_json = table.Column<string>(type: "text", nullable: false),
                    ces = table.Column<int>(type: "integer", nullable: true),
                    csat = table.Column<int>(type: "integer", nullable: true),
                    mention = table.Column<int>(type: "integer", nullable: true),
                    nps = table.Column<int>(type: "integer", nullable: true),
                    trouble = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys_answer", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_surveys_answer_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_surveys_answer_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys_survey",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "surveys_edition",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    survey_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    questions_json = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys_edition", x => x.id);
                    table.ForeignKey(
                        name: "fk_surveys_edition_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys_survey",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "surveys_invitation",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    survey_id = table.Column<long>(type: "bigint", nullable: false),
                    about = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    about_id = table.Column<long>(type: "bigint", nullable: true),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    wave_id = table.Column<long>(type: "bigint", nullable: true),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    waits_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    invited_by = table.Column<long>(type: "bigint", nullable: false),
                    handed_out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys_invitation", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_surveys_invitation_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_surveys_invitation_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys_survey",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "surveys_wave",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    survey_id = table.Column<long>(type: "bigint", nullable: false),
                    list_id = table.Column<long>(type: "bigint", nullable: true),
                    list_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    sample = table.Column<int>(type: "integer", nullable: true),
                    seed = table.Column<int>(type: "integer", nullable: false),
                    job_id = table.Column<long>(type: "bigint", nullable: false),
                    sent_by = table.Column<long>(type: "bigint", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    invited = table.Column<int>(type: "integer", nullable: false),
                    asked_lately = table.Column<int>(type: "integer", nullable: false),
                    declined = table.Column<int>(type: "integer", nullable: false),
                    not_drawn = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys_wave", x => x.id);
                    table.ForeignKey(
                        name: "fk_surveys_wave_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys_survey",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "value_model_sheet",
                columns: table => new
                {
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    sheet = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_model_sheet", x => x.run_id);
                    table.ForeignKey(
                        name: "fk_value_model_sheet_run_id",
                        column: x => x.run_id,
                        principalTable: "value_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "appraisal_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    period_id = table.Column<long>(type: "bigint", nullable: false),
                    sheet_id = table.Column<long>(type: "bigint", nullable: true),
                    act = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appraisal_event", x => x.id);
                    table.ForeignKey(
                        name: "fk_appraisal_event_period_id",
                        column: x => x.period_id,
                        principalTable: "appraisal_period",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appraisal_event_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "appraisal_sheet",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contact_attachment",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    entry_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    stored_as = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    checksum = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    added_by = table.Column<long>(type: "bigint", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_attachment", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_contact_attachment_customer_id_entry_id",
                        columns: x => new { x.customer_id, x.entry_id },
                        principalTable: "contact_entry",
                        principalColumns: new[] { "customer_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customers_merged_row",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    merge_id = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<string>(type: "character varying(130)", maxLength: 130, nullable: false),
                    row_key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_merged_row", x => new { x.customer_id, x.merge_id, x.place, x.row_key });
                    table.ForeignKey(
                        name: "fk_customers_merged_row_customer_id_merge_id",
                        columns: x => new { x.customer_id, x.merge_id },
                        principalTable: "customers_merge",
                        principalColumns: new[] { "customer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sales_order_line",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    line_no = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: true),
                    description = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    quantity_milli = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_micro = table.Column<long>(type: "bigint", nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    return_of = table.Column<long>(type: "bigint", nullable: true),
                    return_of_line = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_order_line", x => new { x.customer_id, x.order_id, x.line_no });
                    table.ForeignKey(
                        name: "fk_sales_order_line_customer_id_order_id",
                        columns: x => new { x.customer_id, x.order_id },
                        principalTable: "sales_order",
                        principalColumns: new[] { "customer_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sales_order_line_product_id",
                        column: x => x.product_id,
                        principalTable: "sales_product",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_complaint_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    complaint_id = table.Column<long>(type: "bigint", nullable: false),
                    act = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    step = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    late = table.Column<bool>(type: "boolean", nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    given_to_id = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    said_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    said_on = table.Column<DateOnly>(type: "date", nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_complaint_event", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_service_complaint_event_customer_id_complaint_id",
                        columns: x => new { x.customer_id, x.complaint_id },
                        principalTable: "service_complaint",
                        principalColumns: new[] { "customer_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_evidence",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    complaint_id = table.Column<long>(type: "bigint", nullable: false),
                    step = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    stored_as = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    checksum = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    added_by = table.Column<long>(type: "bigint", nullable: true),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_evidence", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_service_evidence_customer_id_complaint_id",
                        columns: x => new { x.customer_id, x.complaint_id },
                        principalTable: "service_complaint",
                        principalColumns: new[] { "customer_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_proposal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    complaint_id = table.Column<long>(type: "bigint", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    money_minor = table.Column<long>(type: "bigint", nullable: false),
                    gift_id = table.Column<long>(type: "bigint", nullable: true),
                    gift_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    gift_minor = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    proposed_by = table.Column<long>(type: "bigint", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    carried_out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    carried_out_on = table.Column<DateOnly>(type: "date", nullable: true),
                    carried_out_by = table.Column<long>(type: "bigint", nullable: true),
                    evidence = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    in_all_minor = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_proposal", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_service_proposal_customer_id_complaint_id",
                        columns: x => new { x.customer_id, x.complaint_id },
                        principalTable: "service_complaint",
                        principalColumns: new[] { "customer_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_proposal_gift_id",
                        column: x => x.gift_id,
                        principalTable: "service_gift",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_article_topic",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    article_id = table.Column<long>(type: "bigint", nullable: false),
                    kind_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_article_topic", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_article_topic_article_id",
                        column: x => x.article_id,
                        principalTable: "service_article",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_service_article_topic_kind_id",
                        column: x => x.kind_id,
                        principalTable: "service_request_kind",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_request",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    order_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    taken_by = table.Column<long>(type: "bigint", nullable: true),
                    kind_id = table.Column<long>(type: "bigint", nullable: false),
                    queue_id = table.Column<long>(type: "bigint", nullable: false),
                    unit_id = table.Column<long>(type: "bigint", nullable: true),
                    handler_id = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    priority = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    grade = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    respond_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    solve_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    solve_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stood_still_minutes = table.Column<int>(type: "integer", nullable: false),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    paused_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    paused_minutes = table.Column<int>(type: "integer", nullable: false),
                    responded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    respond_minutes = table.Column<int>(type: "integer", nullable: true),
                    responded_late = table.Column<bool>(type: "boolean", nullable: false),
                    solved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    solve_minutes = table.Column<int>(type: "integer", nullable: true),
                    solved_late = table.Column<bool>(type: "boolean", nullable: false),
                    at_first_contact = table.Column<bool>(type: "boolean", nullable: false),
                    solution = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    article_id = table.Column<long>(type: "bigint", nullable: true),
                    quiet_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_by = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    satisfaction = table.Column<int>(type: "integer", nullable: true),
                    reopened = table.Column<int>(type: "integer", nullable: false),
                    escalated_for = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    complaint_id = table.Column<long>(type: "bigint", nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    external_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_request", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_service_request_article_id",
                        column: x => x.article_id,
                        principalTable: "service_article",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_request_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers_customer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_request_kind_id",
                        column: x => x.kind_id,
                        principalTable: "service_request_kind",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_request_queue_id",
                        column: x => x.queue_id,
                        principalTable: "service_queue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_request_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    request_id = table.Column<long>(type: "bigint", nullable: false),
                    act = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    priority = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    given_to_id = table.Column<long>(type: "bigint", nullable: true),
                    missed_limit = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    change_stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_request_event", x => new { x.customer_id, x.id });
                    table.ForeignKey(
                        name: "fk_service_request_event_customer_id_request_id",
                        columns: x => new { x.customer_id, x.request_id },
                        principalTable: "service_request",
                        principalColumns: new[] { "customer_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_event_period_id",
                table: "appraisal_event",
                column: "period_id");

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_event_sheet_id",
                table: "appraisal_event",
                column: "sheet_id");

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_period_stage_until_on",
                table: "appraisal_period",
                columns: new[] { "stage", "until_on" });

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_sheet_period_id_person_id",
                table: "appraisal_sheet",
                columns: new[] { "period_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_sheet_person_id",
                table: "appraisal_sheet",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_sheet_rater_id_state",
                table: "appraisal_sheet",
                columns: new[] { "rater_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_attachment_customer_id_entry_id",
                table: "contact_attachment",
                columns: new[] { "customer_id", "entry_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_attachment_id",
                table: "contact_attachment",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_attachment_stored_as",
                table: "contact_attachment",
                column: "stored_as");

            migrationBuilder.CreateIndex(
                name: "ix_contact_call_customer_id",
                table: "contact_call",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_call_happened_at_id",
                table: "contact_call",
                columns: new[] { "happened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_call_taken_by_happened_at",
                table: "contact_call",
                columns: new[] { "taken_by", "happened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_entry_change_stamp",
                table: "contact_entry",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_contact_entry_customer_id_happened_at",
                table: "contact_entry",
                columns: new[] { "customer_id", "happened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_entry_external_number",
                table: "contact_entry",
                column: "external_number",
                filter: "external_number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contact_entry_happened_at",
                table: "contact_entry",
                column: "happened_at");

            migrationBuilder.CreateIndex(
                name: "ix_contact_entry_id",
                table: "contact_entry",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_entry_import_id",
                table: "contact_entry",
                column: "import_id",
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contact_entry_person_id_happened_on",
                table: "contact_entry",
                columns: new[] { "person_id", "happened_on" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_firm_task_cause",
                table: "contact_firm_task",
                column: "cause");

            migrationBuilder.CreateIndex(
                name: "ix_contact_firm_task_owner_id_done_at_due_on",
                table: "contact_firm_task",
                columns: new[] { "owner_id", "done_at", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_follow_up_done_at_due_on",
                table: "contact_follow_up",
                columns: new[] { "done_at", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_follow_up_owner_id_done_at_due_on",
                table: "contact_follow_up",
                columns: new[] { "owner_id", "done_at", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_preference_link_customer_id",
                table: "contact_preference_link",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_preference_link_hash",
                table: "contact_preference_link",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contact_preference_link_request_id",
                table: "contact_preference_link",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_privacy_request_customer_id_received_at",
                table: "contact_privacy_request",
                columns: new[] { "customer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_privacy_request_state_due_on",
                table: "contact_privacy_request",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_contact_key_customer_id",
                table: "customers_contact_key",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_customer_change_stamp",
                table: "customers_customer",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_customers_customer_import_id",
                table: "customers_customer",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_customer_name_sort",
                table: "customers_customer",
                column: "name_sort");

            migrationBuilder.CreateIndex(
                name: "ix_customers_customer_owner_id_name_sort",
                table: "customers_customer",
                columns: new[] { "owner_id", "name_sort" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_customer_referred_by_id",
                table: "customers_customer",
                column: "referred_by_id",
                filter: "referred_by_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_customer_unit_id_name_sort",
                table: "customers_customer",
                columns: new[] { "unit_id", "name_sort" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_face_grade_value_minor_customer_id",
                table: "customers_face",
                columns: new[] { "grade", "value_minor", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_face_last_purchase_on_customer_id",
                table: "customers_face",
                columns: new[] { "last_purchase_on", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_face_risk_minor_customer_id",
                table: "customers_face",
                columns: new[] { "risk_minor", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_face_stage_value_minor_customer_id",
                table: "customers_face",
                columns: new[] { "stage", "value_minor", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_face_state_value_minor_customer_id",
                table: "customers_face",
                columns: new[] { "state", "value_minor", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_face_value_minor_customer_id",
                table: "customers_face",
                columns: new[] { "value_minor", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_link_other_id",
                table: "customers_link",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_list_entry_list_id_customer_id",
                table: "customers_list_entry",
                columns: new[] { "list_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_merge_former_id",
                table: "customers_merge",
                column: "former_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_merge_import_id",
                table: "customers_merge",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_tag_tag_customer_id",
                table: "customers_tag",
                columns: new[] { "tag", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_exchange_import_created_at",
                table: "exchange_import",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_exchange_import_in_turn",
                table: "exchange_import",
                column: "in_turn",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_entry_actor_id_id",
                table: "kernel_audit_entry",
                columns: new[] { "actor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_entry_customer_id_id",
                table: "kernel_audit_entry",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_entry_seal_number_id",
                table: "kernel_audit_entry",
                columns: new[] { "seal_number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_field_change_change_stamp",
                table: "kernel_field_change",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_idempotency_asked_at",
                table: "kernel_idempotency",
                column: "asked_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_job_state",
                table: "kernel_job",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_lease_holder",
                table: "kernel_lease",
                column: "holder");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_node_key",
                table: "kernel_node",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_outbox_due_at",
                table: "kernel_outbox",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_tombstone_change_stamp",
                table: "kernel_tombstone",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_tombstone_customer_id_table_name_row_id",
                table: "kernel_tombstone",
                columns: new[] { "customer_id", "table_name", "row_id" });

            migrationBuilder.CreateIndex(
                name: "ix_retention_alert_gone_on_customer_id",
                table: "retention_alert",
                columns: new[] { "gone_on", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_retention_alert_state_due_on_money_minor_id",
                table: "retention_alert",
                columns: new[] { "state", "due_on", "money_minor", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_retention_bond_change_stamp",
                table: "retention_bond",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_retention_bond_expires_on_id",
                table: "retention_bond",
                columns: new[] { "expires_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_retention_loss_change_stamp",
                table: "retention_loss",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_retention_loss_lost_on_id",
                table: "retention_loss",
                columns: new[] { "lost_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_retention_round_started_on",
                table: "retention_round",
                column: "started_on");

            migrationBuilder.CreateIndex(
                name: "ix_retention_win_back_change_stamp",
                table: "retention_win_back",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_retention_win_back_round_id_customer_id",
                table: "retention_win_back",
                columns: new[] { "round_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_retention_win_back_state_until_on_id",
                table: "retention_win_back",
                columns: new[] { "state", "until_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_retention_win_back_until_on",
                table: "retention_win_back",
                column: "until_on");

            migrationBuilder.CreateIndex(
                name: "ix_risk_assessment_risk_id_id",
                table: "risk_assessment",
                columns: new[] { "risk_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_risk_audit_seal_day",
                table: "risk_audit_seal",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_risk_audit_seal_hash",
                table: "risk_audit_seal",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_risk_control_risk_id_id",
                table: "risk_control",
                columns: new[] { "risk_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_risk_indicator_reading_indicator_read_on",
                table: "risk_indicator_reading",
                columns: new[] { "indicator", "read_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_risk_risk_state_review_on",
                table: "risk_risk",
                columns: new[] { "state", "review_on" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_anonymous_line_change_stamp",
                table: "sales_anonymous_line",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_sales_anonymous_line_import_id",
                table: "sales_anonymous_line",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_anonymous_line_number",
                table: "sales_anonymous_line",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_sales_anonymous_line_product_id",
                table: "sales_anonymous_line",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_exchange_rate_currency_valid_from",
                table: "sales_exchange_rate",
                columns: new[] { "currency", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sales_order_change_stamp",
                table: "sales_order",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_sales_order_customer_id_ordered_at",
                table: "sales_order",
                columns: new[] { "customer_id", "ordered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_order_import_id",
                table: "sales_order",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_order_number",
                table: "sales_order",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_sales_order_ordered_at",
                table: "sales_order",
                column: "ordered_at");

            migrationBuilder.CreateIndex(
                name: "ix_sales_order_line_customer_id_return_of",
                table: "sales_order_line",
                columns: new[] { "customer_id", "return_of" },
                filter: "return_of IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_sales_order_line_product_id",
                table: "sales_order_line",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_product_change_stamp",
                table: "sales_product",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_sales_product_code",
                table: "sales_product",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sales_product_import_id",
                table: "sales_product",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_article_state",
                table: "service_article",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_service_article_edition_article_id_number",
                table: "service_article_edition",
                columns: new[] { "article_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_article_topic_article_id",
                table: "service_article_topic",
                column: "article_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_article_topic_kind_id_article_id",
                table: "service_article_topic",
                columns: new[] { "kind_id", "article_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_cause_code_origin_cause_name",
                table: "service_cause_code",
                columns: new[] { "origin", "cause", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_cause_code_id",
                table: "service_complaint",
                column: "cause_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_change_stamp",
                table: "service_complaint",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_customer_id_received_at",
                table: "service_complaint",
                columns: new[] { "customer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_external_number",
                table: "service_complaint",
                column: "external_number",
                filter: "external_number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_handler_id_state_due_at",
                table: "service_complaint",
                columns: new[] { "handler_id", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_id",
                table: "service_complaint",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_import_id",
                table: "service_complaint",
                column: "import_id",
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_received_at_id",
                table: "service_complaint",
                columns: new[] { "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_received_on_cause_unit_id",
                table: "service_complaint",
                columns: new[] { "received_on", "cause", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_state_closed_at",
                table: "service_complaint",
                columns: new[] { "state", "closed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_state_due_at_id",
                table: "service_complaint",
                columns: new[] { "state", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_state_received_at",
                table: "service_complaint",
                columns: new[] { "state", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_event_customer_id_complaint_id",
                table: "service_complaint_event",
                columns: new[] { "customer_id", "complaint_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_link_customer_id_complaint_id",
                table: "service_complaint_link",
                columns: new[] { "customer_id", "complaint_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_link_hash",
                table: "service_complaint_link",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_complaint_link_incoming_id",
                table: "service_complaint_link",
                column: "incoming_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_corrective_action_cause_code_id",
                table: "service_corrective_action",
                column: "cause_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_corrective_action_state_due_on",
                table: "service_corrective_action",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_service_evidence_customer_id_complaint_id",
                table: "service_evidence",
                columns: new[] { "customer_id", "complaint_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_evidence_id",
                table: "service_evidence",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_service_evidence_stored_as",
                table: "service_evidence",
                column: "stored_as");

            migrationBuilder.CreateIndex(
                name: "ix_service_incoming_customer_id",
                table: "service_incoming",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_incoming_state_decided_at",
                table: "service_incoming",
                columns: new[] { "state", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_incoming_state_received_at",
                table: "service_incoming",
                columns: new[] { "state", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_photo_incoming_id",
                table: "service_photo",
                column: "incoming_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_proposal_change_stamp",
                table: "service_proposal",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_service_proposal_customer_id_complaint_id",
                table: "service_proposal",
                columns: new[] { "customer_id", "complaint_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_proposal_gift_id",
                table: "service_proposal",
                column: "gift_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_queue_member_person_id",
                table: "service_queue_member",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_queue_member_queue_id_person_id",
                table: "service_queue_member",
                columns: new[] { "queue_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_request_article_id",
                table: "service_request",
                column: "article_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_request_change_stamp",
                table: "service_request",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_service_request_customer_id_received_at",
                table: "service_request",
                columns: new[] { "customer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_request_external_number",
                table: "service_request",
                column: "external_number",
                filter: "external_number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_request_handler_id_state_due_at",
                table: "service_request",
                columns: new[] { "handler_id", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_request_id",
                table: "service_request",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_service_request_import_id",
                table: "service_request",
                column: "import_id",
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_request_kind_id",
                table: "service_request",
                column: "kind_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_request_queue_id_state_due_at",
                table: "service_request",
                columns: new[] { "queue_id", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_request_received_at_id",
                table: "service_request",
                columns: new[] { "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_request_received_on",
                table: "service_request",
                column: "received_on");

            migrationBuilder.CreateIndex(
                name: "ix_service_request_state_closed_at",
                table: "service_request",
                columns: new[] { "state", "closed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_request_state_due_at_id",
                table: "service_request",
                columns: new[] { "state", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_request_event_customer_id_request_id",
                table: "service_request_event",
                columns: new[] { "customer_id", "request_id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_request_kind_queue_id",
                table: "service_request_kind",
                column: "queue_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_api_key_hash",
                table: "staff_api_key",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_api_key_person_id",
                table: "staff_api_key",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_one_time_link_hash",
                table: "staff_one_time_link",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_one_time_link_person_id",
                table: "staff_one_time_link",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_person_normalized_user_name",
                table: "staff_person",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_person_unit_id",
                table: "staff_person",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_role_name",
                table: "staff_role",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_unit_path",
                table: "staff_unit",
                column: "path");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_anonymous_answer_change_stamp",
                table: "surveys_anonymous_answer",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_anonymous_answer_edition_id",
                table: "surveys_anonymous_answer",
                column: "edition_id");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_anonymous_answer_external_number",
                table: "surveys_anonymous_answer",
                column: "external_number",
                filter: "external_number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_anonymous_answer_import_id",
                table: "surveys_anonymous_answer",
                column: "import_id",
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_anonymous_answer_survey_id_answered_on",
                table: "surveys_anonymous_answer",
                columns: new[] { "survey_id", "answered_on" });

            migrationBuilder.CreateIndex(
                name: "ix_surveys_answer_about_about_id",
                table: "surveys_answer",
                columns: new[] { "about", "about_id" });

            migrationBuilder.CreateIndex(
                name: "ix_surveys_answer_answered_at_id",
                table: "surveys_answer",
                columns: new[] { "answered_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_surveys_answer_change_stamp",
                table: "surveys_answer",
                column: "change_stamp");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_answer_edition_id",
                table: "surveys_answer",
                column: "edition_id");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_answer_external_number",
                table: "surveys_answer",
                column: "external_number",
                filter: "external_number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_answer_import_id",
                table: "surveys_answer",
                column: "import_id",
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_answer_person_id_answered_on",
                table: "surveys_answer",
                columns: new[] { "person_id", "answered_on" });

            migrationBuilder.CreateIndex(
                name: "ix_surveys_answer_survey_id_answered_on",
                table: "surveys_answer",
                columns: new[] { "survey_id", "answered_on" });

            migrationBuilder.CreateIndex(
                name: "ix_surveys_edition_survey_id_number",
                table: "surveys_edition",
                columns: new[] { "survey_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_surveys_invitation_survey_id_handed_out_at_id",
                table: "surveys_invitation",
                columns: new[] { "survey_id", "handed_out_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_surveys_invitation_wave_id",
                table: "surveys_invitation",
                column: "wave_id");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_survey_state",
                table: "surveys_survey",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_ticket_customer_id",
                table: "surveys_ticket",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_ticket_invitation_id",
                table: "surveys_ticket",
                column: "invitation_id");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_wave_survey_id",
                table: "surveys_wave",
                column: "survey_id");

            migrationBuilder.CreateIndex(
                name: "ix_value_appeal_state_raised_at",
                table: "value_appeal",
                columns: new[] { "state", "raised_at" });

            migrationBuilder.CreateIndex(
                name: "ix_value_correction_as_of",
                table: "value_correction",
                column: "as_of");

            migrationBuilder.CreateIndex(
                name: "ix_value_declaration_lifted_at",
                table: "value_declaration",
                column: "lifted_at");

            migrationBuilder.CreateIndex(
                name: "ix_value_fit_judgement_current_customer_id",
                table: "value_fit_judgement",
                columns: new[] { "current", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_value_grade_override_until",
                table: "value_grade_override",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_value_relationship_level_current_customer_id",
                table: "value_relationship_level",
                columns: new[] { "current", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_value_review_decision_next_on",
                table: "value_review_decision",
                column: "next_on");

            migrationBuilder.CreateIndex(
                name: "ix_value_run_as_of",
                table: "value_run",
                column: "as_of");

            migrationBuilder.CreateIndex(
                name: "ix_value_standing_as_of_place",
                table: "value_standing",
                columns: new[] { "as_of", "place" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appraisal_event");

            migrationBuilder.DropTable(
                name: "contact_attachment");

            migrationBuilder.DropTable(
                name: "contact_call");

            migrationBuilder.DropTable(
                name: "contact_consent");

            migrationBuilder.DropTable(
                name: "contact_firm_task");

            migrationBuilder.DropTable(
                name: "contact_follow_up");

            migrationBuilder.DropTable(
                name: "contact_preference_link");

            migrationBuilder.DropTable(
                name: "contact_privacy_request");

            migrationBuilder.DropTable(
                name: "customers_contact_key");

            migrationBuilder.DropTable(
                name: "customers_contact_person");

            migrationBuilder.DropTable(
                name: "customers_face");

            migrationBuilder.DropTable(
                name: "customers_link");

            migrationBuilder.DropTable(
                name: "customers_list");

            migrationBuilder.DropTable(
                name: "customers_list_entry");

            migrationBuilder.DropTable(
                name: "customers_merged_row");

            migrationBuilder.DropTable(
                name: "customers_tag");

            migrationBuilder.DropTable(
                name: "exchange_import");

            migrationBuilder.DropTable(
                name: "kernel_audit_entry");

            migrationBuilder.DropTable(
                name: "kernel_field_change");

            migrationBuilder.DropTable(
                name: "kernel_idempotency");

            migrationBuilder.DropTable(
                name: "kernel_job");

            migrationBuilder.DropTable(
                name: "kernel_lease");

            migrationBuilder.DropTable(
                name: "kernel_outbox");

            migrationBuilder.DropTable(
                name: "kernel_setting");

            migrationBuilder.DropTable(
                name: "kernel_tombstone");

            migrationBuilder.DropTable(
                name: "retention_alert");

            migrationBuilder.DropTable(
                name: "retention_bond");

            migrationBuilder.DropTable(
                name: "retention_loss");

            migrationBuilder.DropTable(
                name: "retention_never");

            migrationBuilder.DropTable(
                name: "retention_win_back");

            migrationBuilder.DropTable(
                name: "risk_assessment");

            migrationBuilder.DropTable(
                name: "risk_audit_seal");

            migrationBuilder.DropTable(
                name: "risk_control");

            migrationBuilder.DropTable(
                name: "risk_indicator_reading");

            migrationBuilder.DropTable(
                name: "sales_anonymous_line");

            migrationBuilder.DropTable(
                name: "sales_exchange_rate");

            migrationBuilder.DropTable(
                name: "sales_number_series");

            migrationBuilder.DropTable(
                name: "sales_order_line");

            migrationBuilder.DropTable(
                name: "service_article_edition");

            migrationBuilder.DropTable(
                name: "service_article_topic");

            migrationBuilder.DropTable(
                name: "service_complaint_event");

            migrationBuilder.DropTable(
                name: "service_complaint_link");

            migrationBuilder.DropTable(
                name: "service_corrective_action");

            migrationBuilder.DropTable(
                name: "service_evidence");

            migrationBuilder.DropTable(
                name: "service_photo");

            migrationBuilder.DropTable(
                name: "service_proposal");

            migrationBuilder.DropTable(
                name: "service_queue_member");

            migrationBuilder.DropTable(
                name: "service_request_event");

            migrationBuilder.DropTable(
                name: "staff_api_key");

            migrationBuilder.DropTable(
                name: "staff_one_time_link");

            migrationBuilder.DropTable(
                name: "staff_person");

            migrationBuilder.DropTable(
                name: "staff_role");

            migrationBuilder.DropTable(
                name: "staff_unit");

            migrationBuilder.DropTable(
                name: "surveys_anonymous_answer");

            migrationBuilder.DropTable(
                name: "surveys_answer");

            migrationBuilder.DropTable(
                name: "surveys_edition");

            migrationBuilder.DropTable(
                name: "surveys_invitation");

            migrationBuilder.DropTable(
                name: "surveys_ticket");

            migrationBuilder.DropTable(
                name: "surveys_wave");

            migrationBuilder.DropTable(
                name: "value_appeal");

            migrationBuilder.DropTable(
                name: "value_correction");

            migrationBuilder.DropTable(
                name: "value_declaration");

            migrationBuilder.DropTable(
                name: "value_fit_judgement");

            migrationBuilder.DropTable(
                name: "value_grade_override");

            migrationBuilder.DropTable(
                name: "value_grade_proposal");

            migrationBuilder.DropTable(
                name: "value_model_sheet");

            migrationBuilder.DropTable(
                name: "value_relationship_level");

            migrationBuilder.DropTable(
                name: "value_review_decision");

            migrationBuilder.DropTable(
                name: "value_standing");

            migrationBuilder.DropTable(
                name: "warehouse_copy");

            migrationBuilder.DropTable(
                name: "warehouse_load");

            migrationBuilder.DropTable(
                name: "appraisal_sheet");

            migrationBuilder.DropTable(
                name: "contact_entry");

            migrationBuilder.DropTable(
                name: "customers_merge");

            migrationBuilder.DropTable(
                name: "retention_round");

            migrationBuilder.DropTable(
                name: "risk_risk");

            migrationBuilder.DropTable(
                name: "sales_order");

            migrationBuilder.DropTable(
                name: "sales_product");

            migrationBuilder.DropTable(
                name: "service_incoming");

            migrationBuilder.DropTable(
                name: "service_complaint");

            migrationBuilder.DropTable(
                name: "service_gift");

            migrationBuilder.DropTable(
                name: "service_request");

            migrationBuilder.DropTable(
                name: "surveys_survey");

            migrationBuilder.DropTable(
                name: "value_run");

            migrationBuilder.DropTable(
                name: "kernel_node");

            migrationBuilder.DropTable(
                name: "appraisal_period");

            migrationBuilder.DropTable(
                name: "service_cause_code");

            migrationBuilder.DropTable(
                name: "service_article");

            migrationBuilder.DropTable(
                name: "customers_customer");

            migrationBuilder.DropTable(
                name: "service_request_kind");

            migrationBuilder.DropTable(
                name: "service_queue");
        }
    }
}
