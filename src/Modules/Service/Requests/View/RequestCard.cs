using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints;
using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Desk;
using Guanxi.Service.Requests.Queues;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.View;

/// <summary>One request with its limits, its log, and the articles that may help.</summary>
[Needs(ServiceRights.Read)]
internal sealed record RequestCard : IQuestion<RequestDetail>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<ServiceRequest> RequestId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, RequestRows rows) : IHandler<RequestCard, RequestDetail>
    {
        public async Task<RequestDetail> Handle(RequestCard request, Actor actor, CancellationToken ct)
        {
            var found = Refuse.Missing(await db.RequestsFor(actor, request.CustomerId).FirstOrDefaultAsync(r => r.Id == request.RequestId, ct), "service.request.not_found");
            var row = Refuse.Missing((await rows.Of([found], actor, ct)).FirstOrDefault(), "service.request.not_found");
            var log = await db.Set<RequestEvent>().AsNoTracking().Where(e => e.CustomerId == found.CustomerId && e.RequestId == found.Id).OrderBy(e => e.HappenedAt).ThenBy(e => e.Id).ToListAsync(ct);
            var people = await db.NamesOf(log.SelectMany(e => new[] { e.PersonId, e.GivenToId }).Append(found.TakenBy).OfType<Id<Person>>(), ct);
            var articles = await db.ArticlesAbout(found.KindId, ct);
            var article = found.ArticleId is { } helped ? articles.FirstOrDefault(a => a.Id == helped) ?? await db.ArticleName(helped, ct) : null;
            return new()
            {
                Row = row, QueueId = found.QueueId, Channel = found.Channel, Words = found.Words, OrderNumber = found.OrderNumber, TakenBy = Name(found.TakenBy), Unit = await db.UnitName(found.UnitId, ct), GradeThen = found.Grade,
                RespondBy = found.RespondBy, SolveBy = found.PausedAt is null ? found.SolveBy : null, RespondedAt = found.RespondedAt, RespondMinutes = found.RespondMinutes, RespondedLate = found.RespondedLate, SolvedAt = found.SolvedAt,
                SolveMinutes = found.SolveMinutes, SolvedLate = found.SolvedLate, PausedMinutes = found.PausedMinutes, Solution = found.Solution, Helped = article, QuietUntil = found.QuietUntil, ComplaintId = found.ComplaintId, Articles = articles,
                Log = [.. log.Select(e => new RequestLine { Act = e.Act, HappenedAt = e.HappenedAt, By = Name(e.PersonId), Words = e.Words, Priority = e.Priority, To = Name(e.GivenToId), MissedLimit = e.MissedLimit })],
            };

            string? Name(Id<Person>? person) => person is { } who ? people.GetValueOrDefault(who) : null;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/requests/{requestId}",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, Asker asker, CancellationToken ct) => asker.Answer(new RequestCard { CustomerId = customerId, RequestId = requestId }, ct))
        .Produces<RequestDetail>().WithSummary("One request with its limits, its log, and the articles that may help");
}

/// <summary>All that is known of one request.</summary>
public sealed record RequestDetail
{
    public required RequestRow Row { get; init; }
    public required Id<ServiceQueue> QueueId { get; init; }
    public ServiceChannel Channel { get; init; }

    /// <summary>As the customer said it.</summary>
    public string? Words { get; init; }
    public string? OrderNumber { get; init; }
    public string? TakenBy { get; init; }

    /// <summary>By whose hours the limits run.</summary>
    public string? Unit { get; init; }

    /// <summary>The customer's grade when it came in.</summary>
    public string? GradeThen { get; init; }
    public required DateTimeOffset RespondBy { get; init; }

    /// <summary>Null while the clock stands still.</summary>
    public DateTimeOffset? SolveBy { get; init; }
    public DateTimeOffset? RespondedAt { get; init; }

    /// <summary>Working minutes to the first answer, and to the first solution.</summary>
    public int? RespondMinutes { get; init; }
    public bool RespondedLate { get; init; }
    public DateTimeOffset? SolvedAt { get; init; }
    public int? SolveMinutes { get; init; }
    public bool SolvedLate { get; init; }

    /// <summary>Working minutes for which the clock stood still so far.</summary>
    public int PausedMinutes { get; init; }
    public string? Solution { get; init; }

    /// <summary>The article that helped.</summary>
    public ArticleName? Helped { get; init; }

    /// <summary>When a solved request is closed by itself.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>The complaint that it became.</summary>
    public Id<Complaint>? ComplaintId { get; init; }

    /// <summary>Standards first, then what else there is about this kind.</summary>
    public required IReadOnlyList<ArticleName> Articles { get; init; }

    /// <summary>What was done, oldest first.</summary>
    public required IReadOnlyList<RequestLine> Log { get; init; }
}

/// <summary>One line of the log.</summary>
public sealed record RequestLine
{
    public required RequestAct Act { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>Null where the product itself did it.</summary>
    public string? By { get; init; }
    public string? Words { get; init; }
    public required RequestPriority Priority { get; init; }
    public string? To { get; init; }

    /// <summary>The limit that was missed.</summary>
    public DateTimeOffset? MissedLimit { get; init; }
}
