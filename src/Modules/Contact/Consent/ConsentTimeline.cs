using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Consent;

/// <summary>What a customer said about being contacted, on their timeline.</summary>
internal sealed class ConsentTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "contact.consent";

    private static readonly PreparedQuery<Id<Customer>, int, List<ConsentEntry>> Newest = PreparedQuery.List((GuanxiDb db, Id<Customer> customer, int count) =>
        db.Set<ConsentEntry>().AsNoTracking().Where(e => e.CustomerId == customer).OrderByDescending(e => e.SaidAt).ThenByDescending(e => e.Id).Take(count));

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "contact.timeline.consent", "hand-stop", ContactRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name) || !actor.May(ContactRights.Read)) return [];
        var entries = question.Before is { } before ? await Older(question, before, ct) : await Newest.Run(db, question.CustomerId, question.Count, ct);
        return [.. entries.Select(Entry)];
    }

    private Task<List<ConsentEntry>> Older(TimelineQuestion question, Cursor before, CancellationToken ct)
    {
        var (at, id) = (before.At, new Id<ConsentEntry>(before.Id));
        return db.Set<ConsentEntry>().AsNoTracking().Where(e => e.CustomerId == question.CustomerId && e.SaidAt <= at && (e.SaidAt < at || e.Id < id))
            .OrderByDescending(e => e.SaidAt).ThenByDescending(e => e.Id).Take(question.Count).ToListAsync(ct);
    }

    private TimelineEntry Entry(ConsentEntry entry) => new()
    {
        At = entry.SaidAt, Id = new(entry.Id.Value), Kind = Name, Icon = "hand-stop", Colour = entry.Given ? "green" : "yellow", Url = $"/customers/{entry.CustomerId}/consent",
        Title = texts[entry.Given ? "contact.consent.gave" : "contact.consent.withdrew", texts.Of("contact", entry.Purpose)],
        Text = string.Join(" · ", new[] { entry.Purpose == ConsentPurpose.Profiling ? null : entry.Channel is { } channel ? texts.Of("contact", channel) : texts["contact.consent.every_way"], entry.Source == ConsentSource.Link ? texts["contact.consent.by_link"] : entry.Evidence }.OfType<string>()),
    };
}
