using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Changes of a customer's own facts on its timeline: those saved together are one entry. The first of all is when the customer was entered.</summary>
internal sealed class ChangeTimeline(GuanxiDb db, ChangeWords words, Texts texts) : ITimelineSource
{
    private const string Changed = "customers.change";

    // A customer's whole history, short of a machine gone wild: what is saved together must not be cut in two.
    private const int Most = 5_000;

    private static readonly PreparedQuery<long, List<FieldChange>> All = PreparedQuery.List((GuanxiDb db, long subject) =>
        db.Set<FieldChange>().AsNoTracking().Where(c => c.SubjectId == subject).OrderByDescending(c => c.ChangedAt).ThenByDescending(c => c.Id).Take(Most));

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Changed, "customers.timeline.change", "pencil", CustomersRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        var subject = question.CustomerId.Value;
        var found = question.Before is { } place ? await Older(subject, place.At, ct) : await All.Run(db, subject, ct);
        var entries = new List<TimelineEntry>();
        foreach (var together in (await words.Say(found, actor, _ => false, ct)).GroupBy(c => (c.At, c.By)).Take(question.Count))
            entries.Add(new()
            {
                At = together.Key.At, Id = new(together.Max(c => c.Id.Value)), Kind = Changed, Icon = "pencil",
                Title = texts["customers.timeline.changed", together.Key.By, string.Join(texts["customers.list.comma"], together.Select(c => c.Label).Distinct())],
                Text = string.Join(texts["customers.list.semicolon"], together.Select(c => texts["customers.timeline.from_to", c.Label, c.From ?? "–", c.To ?? "–"])),
                Url = $"/customers/{question.CustomerId}/history",
            });
        if (entries.Count < question.Count && await Entered(question, actor, ct) is { } entered) entries.Add(entered);
        return entries;
    }

    private Task<List<FieldChange>> Older(long subject, DateTimeOffset than, CancellationToken ct) => db.Set<FieldChange>().AsNoTracking()
        .Where(c => c.SubjectId == subject && c.ChangedAt < than).OrderByDescending(c => c.ChangedAt).ThenByDescending(c => c.Id).Take(Most).ToListAsync(ct);

    private async Task<TimelineEntry?> Entered(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        var customer = await db.Seen(actor, question.CustomerId, ct);
        if (customer is null || (question.Before is { } place && customer.CreatedAt >= place.At)) return null;
        var source = customer.Source is { } code ? texts.Find($"customers.source.{code}") ?? code : null;
        return new()
        {
            At = customer.CreatedAt, Id = new(question.CustomerId.Value), Kind = Changed, Icon = "user-plus", Title = texts["customers.timeline.created"],
            Text = source is null ? null : texts["customers.timeline.source", source],
        };
    }
}
