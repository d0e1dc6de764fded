using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Staff;
using Guanxi.Value.Levels;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>The relationship level that the firm practises with one customer beside the one that pays, and why.</summary>
[Needs(ValueRights.Read)]
public sealed record CustomerLevelCard : IQuestion<LevelCard>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    private static readonly PreparedQuery<Id<Customer>, List<PractisedLevel>> Newest = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<PractisedLevel>().AsNoTracking().Where(l => l.CustomerId == customer).OrderByDescending(l => l.Id).Take(20));

    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<CustomerLevelCard, LevelCard>
    {
        public async Task<LevelCard> Handle(CustomerLevelCard request, Actor actor, CancellationToken ct)
        {
            var levels = await Newest.Run(db, request.CustomerId, ct);
            var people = await db.NamesOf(levels.Select(l => l.SetById), ct);
            var history = levels.Select(l => new LevelByHand { Level = l.Level, Reason = l.Reason, SetAt = l.SetAt, SetBy = people.GetValueOrDefault(l.SetById) }).ToList();
            var card = new LevelCard { CustomerId = request.CustomerId, Practised = history.FirstOrDefault(), History = history };
            if (await LatestStandings.Of(db, request.CustomerId, null, ct) is not { } standing || await RunSummary.Of(db, standing.AsOf, ct) is not { } run) return card;
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            var bands = LevelBands.Of(await db.Setting<LevelSettings>(ct), run);
            var (margin, number) = (bands.Margin(standing.CurrentMinor), bands.Number[Array.IndexOf(Labels.Classes, standing.Class)]);
            return card with
            {
                AsOf = standing.AsOf,
                Advised = RelationshipLevels.Advise(margin, number),
                Reasons =
                [
                    new($"value.level_reason.margin_{margin}", texts[$"value.level_reason.margin_{margin}", Whole(standing.CurrentMinor), Whole(margin == 2 ? bands.HighMinor : bands.LowMinor)], 1),
                    new($"value.level_reason.number_{number}", texts[$"value.level_reason.number_{number}", run.Figures.Classes.GetValueOrDefault(standing.Class), standing.Class], 0.9),
                ],
            };

            string Whole(long minor) => Wording.Whole(new(minor, currency));
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/level", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerLevelCard { CustomerId = customerId }, ct)).Produces<LevelCard>().WithSummary("Practised and advised relationship level of one customer");
}

/// <summary>How closely the firm keeps in touch, and how closely it should.</summary>
public sealed record LevelCard
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>The day of the standing that the advice is from; null without one.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Null where it can't be told: no purchase yet.</summary>
    public RelationshipLevel? Advised { get; init; }

    /// <summary>Why it is advised, in the reader's language.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Null where nobody said yet.</summary>
    public LevelByHand? Practised { get; init; }

    /// <summary>All that was said, the newest first.</summary>
    public IReadOnlyList<LevelByHand> History { get; init; } = [];
}

/// <summary>A level that somebody set.</summary>
public sealed record LevelByHand
{
    public RelationshipLevel Level { get; init; }
    public string Reason { get; init; } = "";
    public DateTimeOffset SetAt { get; init; }
    public string? SetBy { get; init; }
}
