using System.ComponentModel.DataAnnotations;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Kinds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Hotline;

/// <summary>What came of a call.</summary>
public enum CallOutcome
{
    /// <summary>The customer has what they called for.</summary>
    Answered,

    /// <summary>There is something to do.</summary>
    Request,

    /// <summary>The customer complains.</summary>
    Complaint,
}

/// <summary>Logs a call of the hotline, and in the same go opens the request or the complaint that came of it.</summary>
[Needs(ServiceRights.Edit)]
public sealed record LogCall : IUseCase<CallLogged>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }

    /// <summary>What the call is about, in a few words.</summary>
    [Required, StringLength(200)] public string? Purpose { get; set; }

    /// <summary>As the customer said it.</summary>
    [StringLength(2000)] public string? Words { get; set; }
    [Range(0, 1440)] public int? Minutes { get; set; }
    [EnumDataType(typeof(CallOutcome))] public CallOutcome Outcome { get; set; }

    /// <summary>What was answered; needed where nothing else comes of it.</summary>
    [StringLength(2000)] public string? Answer { get; set; }

    /// <summary>The kind of request; also of an answered call, which then counts as solved at first contact.</summary>
    public Id<RequestKind>? KindId { get; set; }

    /// <summary>The article that helped.</summary>
    public Id<Article>? ArticleId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IHandler<RecordRequest, Id<ServiceRequest>> requests, IHandler<RecordComplaint, Id<Complaint>> complaints, TimeProvider clock) : IHandler<LogCall, CallLogged>
    {
        public async Task<CallLogged> Handle(LogCall request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var kind = request.KindId is { IsNone: false } chosen ? chosen : (Id<RequestKind>?)null;
            Refuse.Field(nameof(Answer), request.Outcome == CallOutcome.Answered && string.IsNullOrWhiteSpace(request.Answer), "service.hotline.answer_missing");
            Refuse.Field(nameof(KindId), request.Outcome == CallOutcome.Request && kind is null, "service.request.kind_missing");
            Refuse.Field(nameof(Words), request.Outcome == CallOutcome.Complaint && string.IsNullOrWhiteSpace(request.Words), "service.complaint.summary_missing");
            var now = clock.GetUtcNow();
            db.LogCall(request.CustomerId, actor, request.Minutes, request.Purpose, string.IsNullOrWhiteSpace(request.Answer) ? request.Words : request.Answer, now, (await db.Setting<FirmSettings>(ct)).DayOf(now));
            if (request.Outcome == CallOutcome.Complaint)
            {
                // Whoever calls has been listened to.
                var complaint = await complaints.Handle(new() { CustomerId = request.CustomerId, Summary = request.Words, Cause = ComplaintCause.Other, Channel = ServiceChannel.Phone, Heard = true }, actor, ct);
                return new() { ComplaintId = complaint };
            }
            if (kind is not { } asked) return new();
            var solved = request.Outcome == CallOutcome.Answered ? request.Answer : null;
            return new()
            {
                RequestId = await requests.Handle(new() { CustomerId = request.CustomerId, KindId = asked, Title = request.Purpose, Words = request.Words, Channel = ServiceChannel.Phone, Solution = solved, ArticleId = request.ArticleId }, actor, ct),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/calls", (Id<Customer> customerId, LogCall request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId }, ct)).Produces<CallLogged>().WithSummary("Log a call of the hotline, and what came of it");
}

/// <summary>What came of a call.</summary>
public sealed record CallLogged
{
    public Id<ServiceRequest>? RequestId { get; init; }
    public Id<Complaint>? ComplaintId { get; init; }
}
