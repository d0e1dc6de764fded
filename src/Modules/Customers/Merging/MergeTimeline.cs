using Guanxi.Data;
using Guanxi.Staff;

namespace Guanxi.Customers.Merging;

/// <summary>Merges on the survivor's timeline.</summary>
internal sealed class MergeTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "customers.merge";

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "customers.timeline.merge", "git-merge", CustomersRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name)) return [];
        var merges = (await db.MergesInto(question.CustomerId, ct)).Where(m => question.Before is not { } before || new Cursor(m.MergedAt, m.Id.Value) is var place && (place.At < before.At || (place.At == before.At && place.Id < before.Id)))
            .Take(question.Count).ToList();
        if (merges.Count == 0) return [];
        var people = await db.NamesOf(merges.Select(m => m.MergedById), ct);
        return [.. merges.Select(m => new TimelineEntry
        {
            At = m.MergedAt, Id = new(m.Id.Value), Kind = Name, Icon = "git-merge", Title = texts["customers.timeline.merged", m.FormerName, m.FormerCode],
            Text = texts["customers.timeline.merged_by", people.GetValueOrDefault(m.MergedById) ?? texts["customers.history.by_product"]], Url = $"/customers/{question.CustomerId}/history",
        })];
    }
}
