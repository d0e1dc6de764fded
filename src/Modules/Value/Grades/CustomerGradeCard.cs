using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Value.Grades;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>Why one customer has this grade: the rule's grade with its edges, what a person set over it, and what was set before.</summary>
[Needs(ValueRights.Read)]
public sealed record CustomerGradeCard : IQuestion<GradeCard>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    private static readonly PreparedQuery<Id<Customer>, List<GradeOverride>> Newest = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<GradeOverride>().AsNoTracking().Where(o => o.CustomerId == customer).OrderByDescending(o => o.Id).Take(20));

    internal sealed class Handler(GuanxiDb db, Texts texts, TimeProvider clock) : IHandler<CustomerGradeCard, GradeCard>
    {
        public async Task<GradeCard> Handle(CustomerGradeCard request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var today = firm.DayOf(clock.GetUtcNow());
            var history = await History(request.CustomerId, today, ct);
            var card = new GradeCard { CustomerId = request.CustomerId, Currency = firm.BaseCurrency, ByHand = history.FirstOrDefault(o => o.Holds), History = history };
            if (await LatestStandings.Of(db, request.CustomerId, null, ct) is not { } standing || await RunSummary.Of(db, standing.AsOf, ct) is not { } run) return card;
            var rule = Labels.Grades[(int)Traits.Rule(standing.Traits)];
            // A grade by hand that ended is none, though the run that takes it away is still to come.
            var over = (standing.Traits & Traits.ByHand) != 0 && card.ByHand is null;
            card = card with
            {
                AsOf = standing.AsOf,
                Grade = over ? rule : standing.Grade,
                Class = standing.Class,
                Colour = standing.Colour,
                RuleGrade = rule,
                GradeByEdges = standing.GradeByEdges,
                Place = standing.Place,
                Of = run.Customers,
                TotalMinor = standing.HistoricMinor + standing.CurrentMinor + standing.PotentialMinor,
                Edges = run.Edges,
                RisingStar = standing.Class == "C" && (standing.Traits & Traits.Ahead) != 0,
                NearOrdinary = (standing.Traits & Traits.NearOrdinary) != 0,
                Unprofitable = standing.CurrentMinor < 0,
            };
            return card with { Reasons = [.. GradeReasons.Of(card, texts)] };
        }

        private async Task<IReadOnlyList<GradeByHand>> History(Id<Customer> customer, DateOnly today, CancellationToken ct)
        {
            var overrides = await Newest.Run(db, customer, ct);
            var people = await db.NamesOf(overrides.SelectMany(o => new[] { o.SetById, o.LiftedById ?? default }), ct);
            return
            [
                .. overrides.Select(o => new GradeByHand
                {
                    Grade = o.Grade, NeverConcede = o.NeverConcede, Reason = o.Reason, SetAt = o.SetAt, SetBy = people.GetValueOrDefault(o.SetById), Until = o.Until, Holds = o.HoldsOn(today),
                    LiftedAt = o.LiftedAt, LiftedBy = o.LiftedById is { } lifter ? people.GetValueOrDefault(lifter) : null,
                }),
            ];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/grade", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerGradeCard { CustomerId = customerId }, ct)).Produces<GradeCard>().WithSummary("Why one customer has this grade");
}

/// <summary>A customer's grade with its evidence.</summary>
public sealed record GradeCard
{
    public Id<Customer> CustomerId { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Null where the customer has no standing.</summary>
    public DateOnly? AsOf { get; init; }
    public string Grade { get; init; } = "";
    public string Class { get; init; } = "";
    public string Colour { get; init; } = "";

    /// <summary>What the rule gives, with its hysteresis, and what the edges alone say.</summary>
    public string RuleGrade { get; init; } = "";
    public string GradeByEdges { get; init; } = "";
    public int Place { get; init; }
    public int Of { get; init; }
    public long TotalMinor { get; init; }

    /// <summary>By which the rule decided.</summary>
    public GradeEdges Edges { get; init; } = new();
    public bool RisingStar { get; init; }
    public bool NearOrdinary { get; init; }
    public bool Unprofitable { get; init; }

    /// <summary>What decided, in the reader's language.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>What a person set and still holds; null where the rule counts.</summary>
    public GradeByHand? ByHand { get; init; }

    /// <summary>All that persons set, the newest first.</summary>
    public IReadOnlyList<GradeByHand> History { get; init; } = [];
}

/// <summary>A grade that a person set.</summary>
public sealed record GradeByHand
{
    public string Grade { get; init; } = "";
    public bool NeverConcede { get; init; }
    public string Reason { get; init; } = "";
    public DateTimeOffset SetAt { get; init; }
    public string? SetBy { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly Until { get; init; }
    public bool Holds { get; init; }

    /// <summary>Taken back before its last day.</summary>
    public DateTimeOffset? LiftedAt { get; init; }
    public string? LiftedBy { get; init; }
}
