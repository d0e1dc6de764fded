using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.View;

/// <summary>Complaints on a customer's timeline.</summary>
internal sealed class ComplaintTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "service.complaint";

    private static readonly PreparedQuery<Id<Customer>, int, List<Complaint>> Newest = PreparedQuery.List((GuanxiDb db, Id<Customer> customer, int count) =>
        db.Set<Complaint>().AsNoTracking().Where(c => c.CustomerId == customer).OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id).Take(count));

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "service.timeline.complaint", "message-report", ServiceRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name) || !actor.May(ServiceRights.Read)) return [];
        var complaints = question.Before is { } before ? await Older(question, before, ct) : await Newest.Run(db, question.CustomerId, question.Count, ct);
        return [.. complaints.Select(c => Entry(c, texts))];
    }

    private Task<List<Complaint>> Older(TimelineQuestion question, Cursor before, CancellationToken ct)
    {
        var (at, id) = (before.At, new Id<Complaint>(before.Id));
        return db.Set<Complaint>().AsNoTracking().Where(c => c.CustomerId == question.CustomerId && c.ReceivedAt <= at && (c.ReceivedAt < at || c.Id < id))
            .OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id).Take(question.Count).ToListAsync(ct);
    }

    internal static TimelineEntry Entry(Complaint complaint, Texts texts) => new()
    {
        At = complaint.ReceivedAt, Id = new(complaint.Id.Value), Kind = Name, Icon = "message-report", Colour = complaint.State == ComplaintState.Open ? "red" : null,
        Title = texts["service.timeline.complaint_title", texts.Of("service", complaint.Cause), texts.Of("service", complaint.State)],
        Text = complaint.Solution is null ? complaint.Summary : texts["service.timeline.solved", complaint.Summary, complaint.Solution],
        Url = $"/customers/{complaint.CustomerId}/complaints/{complaint.Id}",
    };
}
