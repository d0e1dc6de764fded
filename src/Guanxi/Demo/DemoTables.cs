using Guanxi.Data;
using Guanxi.Sales;

namespace Guanxi.Demo;

/// <summary>Where the demo firm's rows go.</summary>
internal static class DemoTables
{
    /// <summary>Tables that grow by millions, those referred to first.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["customers_customer", "customers_contact_key", "customers_contact_person", "customers_link", "sales_order", "sales_order_line", "contact_entry", "service_complaint", "service_complaint_event", "service_proposal", "service_request", "service_request_event", "contact_follow_up", "retention_bond", "surveys_invitation", "surveys_ticket", "surveys_answer", "surveys_anonymous_answer"];

    public static BulkTarget Contacts { get; } = new("contact_entry",
        ["customer_id", "id", "version", "change_stamp", "channel", "direction", "reach", "person_id", "happened_at", "happened_on", "minutes", "purpose", "result", "attachments"]);

    public static BulkTarget Complaints { get; } = new("service_complaint",
    [
        "customer_id", "id", "version", "change_stamp", "received_at", "received_on", "channel", "summary", "wish", "order_number", "taken_by", "handler_id", "unit_id", "state", "step", "step_began_at", "step_paused_minutes", "proposals_made", "due_at", "paused_at", "paused_because",
        "left_minutes", "paused_minutes", "objected", "origin", "cause", "cause_code_id", "verdict", "key_points", "heard_at", "judged_at", "solved_at", "follow_up_on", "closed_at", "closed_on", "respond_minutes", "solve_minutes",
        "responded_late", "solved_late", "outcome", "solution", "satisfaction", "compensation_minor", "reopened", "attempts", "awaits_approval",
    ]);

    public static BulkTarget ComplaintEvents { get; } = new("service_complaint_event",
        ["customer_id", "id", "version", "change_stamp", "complaint_id", "act", "step", "happened_at", "person_id", "words", "due_at", "late", "amount_minor"]);

    public static BulkTarget Proposals { get; } = new("service_proposal",
    [
        "customer_id", "id", "version", "change_stamp", "complaint_id", "words", "money_minor", "gift_minor", "in_all_minor", "state", "proposed_by", "proposed_at", "answered_at", "carried_out_at", "carried_out_on", "carried_out_by", "evidence",
    ]);

    public static BulkTarget Requests { get; } = new("service_request",
    [
        "customer_id", "id", "version", "change_stamp", "received_at", "received_on", "channel", "title", "words", "order_number", "taken_by", "kind_id", "queue_id", "unit_id", "handler_id", "state", "priority", "respond_by", "solve_by", "due_at",
        "solve_from", "stood_still_minutes", "paused_at", "paused_because", "paused_minutes", "responded_at", "respond_minutes", "responded_late", "solved_at", "solve_minutes", "solved_late", "at_first_contact", "solution", "article_id", "quiet_until", "closed_at", "closed_on", "ended_by",
        "satisfaction", "reopened",
    ]);

    public static BulkTarget RequestEvents { get; } = new("service_request_event",
        ["customer_id", "id", "version", "change_stamp", "request_id", "act", "happened_at", "person_id", "words", "priority", "given_to_id", "missed_limit"]);

    public static BulkTarget Tasks { get; } = new("contact_follow_up",
        ["customer_id", "id", "version", "change_stamp", "title", "owner_id", "due_on", "done_at", "created_by", "created_at"]);

    public static BulkTarget Bonds { get; } = new("retention_bond",
        ["customer_id", "id", "version", "change_stamp", "form", "barrier", "level", "words", "strength", "from_on", "expires_on", "renews_id", "recorded_by", "recorded_at"]);

    public static BulkTarget Links { get; } = new("customers_link",
        ["customer_id", "id", "version", "change_stamp", "other_id", "kind", "since_on", "added_by", "added_at"]);

    public static BulkTarget Invitations { get; } = new("surveys_invitation",
        ["customer_id", "id", "version", "change_stamp", "survey_id", "unit_id", "person_id", "invited_at", "invited_by", "handed_out_at", "answered_at"]);

    public static BulkTarget Tickets { get; } = new("surveys_ticket", ["secret", "customer_id", "invitation_id", "survey_id", "expires_at"]);

    public static BulkTarget Answers { get; } = new("surveys_answer",
    [
        "customer_id", "id", "version", "change_stamp", "survey_id", "edition_id", "unit_id", "person_id", "answered_at", "answered_on", "language", "brought", "brought_id", "csat", "nps", "ces", "mention", "trouble", "answers_json",
    ]);

    public static BulkTarget AnonymousAnswers { get; } = new("surveys_anonymous_answer",
        ["id", "version", "change_stamp", "survey_id", "edition_id", "unit_id", "answered_on", "language", "csat", "nps", "ces", "mention", "trouble", "answers_json"]);

    public static BulkTarget Orders(GuanxiDb db) => BulkTarget.For<Order>(db,
    [
        nameof(Order.CustomerId), nameof(Order.Id), nameof(Order.Version), nameof(Order.ChangeStamp), nameof(Order.Number), nameof(Order.Kind), nameof(Order.OrderedAt), nameof(Order.OrderedOn),
        "Total.Minor", "Total.Currency", nameof(Order.UnitId), nameof(Order.SellerId),
    ]);

    public static BulkTarget Lines(GuanxiDb db) => BulkTarget.For<OrderLine>(db,
    [
        nameof(OrderLine.CustomerId), nameof(OrderLine.OrderId), nameof(OrderLine.LineNo), nameof(OrderLine.ProductId), nameof(OrderLine.Kind), nameof(OrderLine.QuantityMilli),
        nameof(OrderLine.UnitPriceMicro), nameof(OrderLine.AmountMinor), nameof(OrderLine.ReturnOf), nameof(OrderLine.ReturnOfLine),
    ]);
}
