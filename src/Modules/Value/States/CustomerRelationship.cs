using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Staff;
using Guanxi.Value.Loyalty;
using Guanxi.Value.Rfm;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.States;

/// <summary>What one customer is to the firm and why, how loyal it is by the measures that are known, and what people declared.</summary>
[Needs(CustomersRights.Read)]
internal sealed record CustomerRelationship : IQuestion<RelationshipCard>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>As it stood then; null for now.</summary>
    public DateOnly? AsOf { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    private static readonly PreparedQuery<Id<Customer>, List<CustomerDeclaration>> Declared = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<CustomerDeclaration>().AsNoTracking().Where(d => d.CustomerId == customer && d.LiftedAt == null).OrderBy(d => d.Id));

    internal sealed class Handler(GuanxiDb db) : IHandler<CustomerRelationship, RelationshipCard>
    {
        public async Task<RelationshipCard> Handle(CustomerRelationship request, Actor actor, CancellationToken ct)
        {
            var standing = await LatestStandings.Of(db, request.CustomerId, request.AsOf, ct);
            var evidence = standing is null ? new() : StandingEvidence.Of(standing);
            var declared = request.AsOf is not { } then ? await Declared.Run(db, request.CustomerId, ct) : await db.Set<CustomerDeclaration>().AsNoTracking()
                .Where(d => d.CustomerId == request.CustomerId && d.DeclaredOn <= then && (d.LiftedOn == null || d.LiftedOn > then)).OrderBy(d => d.Id).ToListAsync(ct);
            var names = await db.NamesOf(declared.Select(d => d.DeclaredBy), ct);
            var shown = request.AsOf is null ? (await db.FaceOf(request.CustomerId, ct))?.State : null;
            var state = shown ?? standing?.State;
            return new()
            {
                CustomerId = request.CustomerId, AsOf = standing?.AsOf, State = state, Rule = RuleOf(state, standing, declared),
                PurchaseDays = standing is null ? 0 : evidence.Repeats + 1, GapDays = (int)evidence.Gap, Churn = actor.May(ValueRights.Read) ? standing?.Churn : null, PlanningDays = evidence.PlanningDays,
                Loyalty = LoyaltyCard.Of(standing),
                Rfm = actor.May(ValueRights.Read) && standing is not null ? new(standing.Rfm, RfmCells.SegmentOf(standing.Rfm), (int)evidence.Gap, evidence.TwoYearPurchases, evidence.TwoYearMarginMinor) : null,
                Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency,
                Declarations = [.. declared.Select(d => new DeclarationView(d.Id, d.Kind, d.Reason, names.GetValueOrDefault(d.DeclaredBy), d.DeclaredOn))],
            };
        }

        private static string RuleOf(string? state, Standing? standing, List<CustomerDeclaration> declared) => (state, standing) switch
        {
            (null, _) => "not_yet",
            _ when state == CustomerDeclaration.StateOf(DeclaredAs.Unfit) && declared.Exists(d => d.Kind == DeclaredAs.Unfit) => "declared",
            _ when state == CustomerDeclaration.StateOf(DeclaredAs.Lost) && declared.Exists(d => d.Kind == DeclaredAs.Lost) && standing?.StateByFigures != state => "declared",
            (_, { } s) when state == Labels.Of(Insight.CustomerState.Lost) && StandingEvidence.Of(s).Loyalty is { LapsedDays: > 0 } => "lapsed",
            (_, { } s) when s.State == state && s.StateByFigures != state => "held",
            _ => state,
        };
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/relationship", (Id<Customer> customerId, DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerRelationship { CustomerId = customerId, AsOf = asOf }, ct)).Produces<RelationshipCard>().WithSummary("What one customer is to the firm, and how loyal");
}

/// <summary>A relationship in short.</summary>
internal sealed record RelationshipCard
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>Null where the customer has no standing.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary><c>potential</c>, <c>target</c>, <c>first_time</c>, <c>repeat</c>, <c>loyal</c>, <c>lost</c>, <c>non_customer</c>; null before the first run. Its text: <c>customers.state.loyal</c>.</summary>
    public string? State { get; init; }

    /// <summary>Why: the state itself, <c>declared</c>, <c>held</c> or <c>not_yet</c>. Its text: <c>value.state_rule.loyal</c>.</summary>
    public string Rule { get; init; } = "";
    public int PurchaseDays { get; init; }
    public int GapDays { get; init; }

    /// <summary>Probability of no purchase in the planning period; null where it can't be told, and for who may not see values.</summary>
    public double? Churn { get; init; }
    public int PlanningDays { get; init; }

    /// <summary>Null where the customer has no standing.</summary>
    public LoyaltyCard? Loyalty { get; init; }

    /// <summary>Null without a standing, and for who may not see values.</summary>
    public RfmOfCustomer? Rfm { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Those that hold.</summary>
    public IReadOnlyList<DeclarationView> Declarations { get; init; } = [];
}

/// <summary>One customer's scores (545) and segment, and the values behind them: days since the last purchase, purchase days and margin of two years.</summary>
internal sealed record RfmOfCustomer(int Cell, string? Segment, int Days, int Purchases, long MarginMinor);

/// <summary>What a person declared.</summary>
internal sealed record DeclarationView(Id<CustomerDeclaration> Id, DeclaredAs As, string Reason, string? By, DateOnly On);
