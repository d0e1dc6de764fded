using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Runs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Standings;

/// <summary>On a customer's timeline: from which grade, stage and state it came to which, on the day of the first evaluation that said so.</summary>
internal sealed class StandingTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Moved = "value.moved";

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Moved, "value.timeline.moved", "switch-horizontal", CustomersRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Moved) || !actor.May(CustomersRights.Read)) return [];
        // Standings lie by day: one look for each day that there was a run, of which some hundred are kept.
        var days = await db.Once(typeof(StandingTimeline), () => db.Set<InsightRun>().AsNoTracking().Select(r => r.AsOf).Distinct().ToListAsync(ct));
        var labels = await db.Set<Standing>().AsNoTracking().Where(s => days.Contains(s.AsOf) && s.CustomerId == question.CustomerId).OrderByDescending(s => s.AsOf)
            .Select(s => new Labelled(s.AsOf, s.Grade, s.Colour, s.Stage, s.State)).ToListAsync(ct);
        if (labels.Count < 2) return [];
        var (firm, words) = (await db.Setting<FirmSettings>(ct), (await db.Setting<StageVocabulary>(ct)).Terms);
        return [.. labels.Zip(labels.Skip(1), (now, before) => Entry(question.CustomerId, now, before, firm, words)).OfType<TimelineEntry>().Where(e => question.Before is not { } place || IsBefore(e, place)).Take(question.Count)];
    }

    private static bool IsBefore(TimelineEntry entry, Cursor place) => entry.At < place.At || (entry.At == place.At && entry.Id.Value < place.Id);

    private TimelineEntry? Entry(Id<Customer> customer, Labelled now, Labelled before, FirmSettings firm, StageTerms words)
    {
        List<string> moves = [];
        if (now.Grade != before.Grade) moves.Add(Move("value.grade", texts[$"value.grade.{before.Grade}"], texts[$"value.grade.{now.Grade}"]));
        if (now.Stage != before.Stage) moves.Add(Move("value.stage", Stage(before.Stage), Stage(now.Stage)));
        if (now.State != before.State) moves.Add(Move("value.timeline.state", texts[$"customers.state.{before.State}"], texts[$"customers.state.{now.State}"]));
        if (moves.Count == 0) return null;
        return new()
        {
            // A standing is that of the day's end.
            At = firm.EndOf(now.AsOf), On = now.AsOf, Id = new(now.AsOf.DayNumber), Kind = Moved, Icon = "switch-horizontal", Colour = now.Colour is { Length: > 0 } colour ? colour : null,
            Title = string.Join(texts["customers.list.semicolon"], moves), Url = Wording.At($"/customers/{customer}", now.AsOf),
        };

        string Stage(string stage) => texts.Find(StageWords.KeyOf(words, stage)) ?? stage;
    }

    private string Move(string what, string from, string to) => texts["value.timeline.move", texts[what], from, to];

    private sealed record Labelled(DateOnly AsOf, string Grade, string Colour, string Stage, string State);
}
