using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>How likely one customer is to stay away, how much money that is, and why.</summary>
[Needs(ValueRights.Read)]
public sealed record CustomerRiskCard : IQuestion<RiskCard>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>As it stood then; null for now.</summary>
    public DateOnly? AsOf { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<CustomerRiskCard, RiskCard>
    {
        public async Task<RiskCard> Handle(CustomerRiskCard request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Of(db, request.CustomerId, request.AsOf, ct) is not { } standing) return new() { CustomerId = request.CustomerId, Currency = currency };
            var evidence = StandingEvidence.Of(standing);
            return new()
            {
                CustomerId = request.CustomerId, Currency = currency, AsOf = standing.AsOf, Churn = standing.Churn, RiskMinor = standing.RiskMinor,
                Likelihood = standing.Churn switch { null => "unknown", >= 0.9 => "almost_certain", >= 0.6 => "likely", >= 0.3 => "possible", _ => "unlikely" },
                Rhythm = evidence.GapTail switch { < 0.01 => "alarm", < 0.05 => "warning", _ => "normal" },
                PlanningDays = evidence.PlanningDays, GapDays = (int)evidence.Gap, ExpectedGapDays = evidence.ExpectedGap, GapTail = evidence.GapTail,
                Reasons = evidence.Say(texts, currency),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/risk", (Id<Customer> customerId, DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerRiskCard { CustomerId = customerId, AsOf = asOf }, ct)).Produces<RiskCard>().WithSummary("How likely one customer is to stay away, and why");
}

/// <summary>The risk of losing one customer.</summary>
public sealed record RiskCard
{
    public Id<Customer> CustomerId { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Null where the customer has no standing.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Probability of no purchase in the planning period; null where it can't be told.</summary>
    public double? Churn { get; init; }

    /// <summary>The probability in words: <c>unlikely</c>, <c>possible</c>, <c>likely</c>, <c>almost_certain</c>, <c>unknown</c>. Its text: <c>value.likelihood.likely</c>.</summary>
    public string Likelihood { get; init; } = "unknown";

    /// <summary>The current gap against the own rhythm: <c>normal</c>, <c>warning</c> (rarer than 1 in 20), <c>alarm</c> (1 in 100). Its text: <c>value.rhythm.alarm</c>.</summary>
    public string Rhythm { get; init; } = "normal";
    public long RiskMinor { get; init; }
    public int PlanningDays { get; init; }
    public int GapDays { get; init; }
    public double ExpectedGapDays { get; init; }
    public double GapTail { get; init; }

    /// <summary>Three, the weightiest first.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];
}
