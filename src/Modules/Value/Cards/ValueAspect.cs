using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Standings;

namespace Guanxi.Value.Cards;

/// <summary>Where the relationship stands, as part of all that is known of a customer.</summary>
internal sealed class ValueAspect(GuanxiDb db, Texts texts) : ICustomerAspect
{
    public string Name => "value";

    public string Right => ValueRights.Read;

    public async Task<object?> Of(Id<Customer> customer, DateOnly? asOf, Actor actor, CancellationToken ct)
    {
        if (await LatestStandings.Of(db, customer, asOf, ct) is not { } standing) return null;
        var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
        var evidence = StandingEvidence.Of(standing);
        return new CustomerWorth
        {
            AsOf = standing.AsOf, Currency = currency, Grade = standing.Grade, Class = standing.Class, Colour = standing.Colour, Stage = standing.Stage, StageRule = standing.StageRule, StageKey = StageWords.KeyOf((await db.Setting<StageVocabulary>(ct)).Terms, standing.Stage),
            Place = standing.Place, Totals = new(Major(standing.HistoricMinor), Major(standing.CurrentMinor), Major(standing.PotentialMinor)),
            PotentialInterval = [Major(standing.PotentialLowMinor), Major(standing.PotentialHighMinor)], Churn = standing.Churn, PlanningDays = evidence.PlanningDays,
            AtRisk = Major(standing.RiskMinor), Purchases = evidence.Repeats + 1, FirstOn = evidence.FirstOn(standing), LastOn = evidence.LastOn(standing),
            ExpectedPurchases = evidence.ExpectedPurchases, Reasons = evidence.Say(texts, currency),
        };

        decimal Major(long minor) => (decimal)minor / (Currencies.Known(currency) ? Currencies.MinorPerMajor(currency) : 100);
    }
}

/// <summary>One customer's standing in one document. Major units of the base currency.</summary>
internal sealed record CustomerWorth : IInWords
{
    public required DateOnly AsOf { get; init; }
    public required string Currency { get; init; }
    public required string Grade { get; init; }
    public required string Class { get; init; }
    public required string Colour { get; init; }
    public required string Stage { get; init; }

    /// <summary>Key of the firm's word for the stage.</summary>
    [System.Text.Json.Serialization.JsonIgnore] public string StageKey { get; init; } = "";

    /// <summary>The rule that decided the stage.</summary>
    public required string StageRule { get; init; }
    public required int Place { get; init; }
    public required ReceiptTotals Totals { get; init; }

    /// <summary>Nine of ten times the potential lies between these two.</summary>
    public required IReadOnlyList<decimal> PotentialInterval { get; init; }

    /// <summary>Probability of no purchase in the planning period; null where it can't be told.</summary>
    public required double? Churn { get; init; }
    public required int PlanningDays { get; init; }
    public required decimal AtRisk { get; init; }
    public required int Purchases { get; init; }
    public required DateOnly FirstOn { get; init; }
    public required DateOnly LastOn { get; init; }
    public required double ExpectedPurchases { get; init; }
    public required IReadOnlyList<Reason> Reasons { get; init; }

    public IEnumerable<(string Label, string Said)> InWords(Texts texts)
    {
        yield return (texts["value.worth.as_of"], Wording.Day(AsOf));
        yield return (texts["value.grade"], $"{texts[$"value.grade.{Grade}"]} ({Class})");
        yield return (texts["value.stage"], $"{texts[StageKey]} – {texts[$"value.stage_rule.{StageRule}"]}");
        yield return (texts["value.historic"], Exact(Totals.Historic));
        yield return (texts["value.current"], Exact(Totals.Current));
        yield return (texts["value.potential"], Churn is null ? texts["kernel.figure.not_enough_data"] : Exact(Totals.Potential));
        yield return (texts["value.total"], Exact(Totals.Historic + Totals.Current + Totals.Potential));
        yield return (texts["value.risk.title"], Churn is not { } churn ? texts["value.likelihood.unknown"]
            : $"{texts[Wording.Likelihood(churn)]} ({Wording.Percent(churn)}, {texts["value.period.ahead_days", PlanningDays]})");
        if (Churn is not null) yield return (texts["value.risk.money"], Exact(AtRisk));
        foreach (var (place, reason) in Reasons.Take(3).Index()) yield return ($"{place + 1}.", reason.Text);
    }

    private string Exact(decimal amount) => Wording.Exact(Money.Of(amount, Currency));
}
