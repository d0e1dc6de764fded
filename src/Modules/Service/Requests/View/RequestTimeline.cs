using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.View;

/// <summary>Requests on a customer's timeline.</summary>
internal sealed class RequestTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "service.request";

    private static readonly PreparedQuery<Id<Customer>, int, List<ServiceRequest>> Newest = PreparedQuery.List((GuanxiDb db, Id<Customer> customer, int count) =>
        db.Set<ServiceRequest>().AsNoTracking().Where(r => r.CustomerId == customer).OrderByDescending(r => r.ReceivedAt).ThenByDescending(r => r.Id).Take(count));

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "service.timeline.request", "clipboard-list", ServiceRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name) || !actor.May(ServiceRights.Read)) return [];
        var requests = question.Before is { } before ? await Older(question, before, ct) : await Newest.Run(db, question.CustomerId, question.Count, ct);
        return [.. requests.Select(r => Entry(r, texts))];
    }

    private Task<List<ServiceRequest>> Older(TimelineQuestion question, Cursor before, CancellationToken ct)
    {
        var (at, id) = (before.At, new Id<ServiceRequest>(before.Id));
        return db.Set<ServiceRequest>().AsNoTracking().Where(r => r.CustomerId == question.CustomerId && r.ReceivedAt <= at && (r.ReceivedAt < at || r.Id < id))
            .OrderByDescending(r => r.ReceivedAt).ThenByDescending(r => r.Id).Take(question.Count).ToListAsync(ct);
    }

    internal static TimelineEntry Entry(ServiceRequest request, Texts texts) => new()
    {
        At = request.ReceivedAt, Id = new(request.Id.Value), Kind = Name, Icon = "clipboard-list", Colour = request.State == RequestState.Open ? "blue" : null,
        Title = texts["service.timeline.request_title", request.Title, texts.Of("service", request.State)],
        Text = request.Solution is null ? request.Words : texts["service.timeline.solved", request.Words ?? request.Title, request.Solution],
        Url = $"/customers/{request.CustomerId}/requests/{request.Id}",
    };
}
