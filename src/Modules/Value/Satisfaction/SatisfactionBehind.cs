using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Scorecards;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value.Satisfaction;

/// <summary>Who stands behind one measure of one group: exactly the customers, with what each adds to it, of whom it was counted.</summary>
[Needs(ValueRights.Read)]
internal sealed record SatisfactionBehind : IQuestion<BehindFound>
{
    /// <summary>As in <see cref="SatisfactionFigures"/>.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public Id<Unit>? UnitId { get; init; }

    /// <summary>By period: all together.</summary>
    public SatisfactionBy By { get; init; } = SatisfactionBy.Period;

    /// <summary>The group's; empty for who belongs to none.</summary>
    [StringLength(80)] public string Key { get; init; } = "";
    public SatisfactionMeasure Measure { get; init; }
    [Range(1, 1_000_000)] public int Page { get; init; } = 1;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, BehaviourAnswers answers, SatisfactionNames names, Texts texts, IServiceScopeFactory scopes) : IHandler<SatisfactionBehind, BehindFound>
    {
        private const int OnPage = 50;

        public async Task<BehindFound> Handle(SatisfactionBehind request, Actor actor, CancellationToken ct)
        {
            new SatisfactionFigures { From = request.From, To = request.To }.Check();
            // What single customers said or complained of has a right of its own; the measure has not.
            if (SatisfactionMeasures.RightToSingle(request.Measure) is { } right) Refuse.If(!actor.May(right), "kernel.right.missing", texts.OfRight(right));
            var settings = await db.Setting<SatisfactionSettings>(ct);
            var within = await ScorecardReach.Of(db, actor, request.UnitId, ct);
            var lists = request.By == SatisfactionBy.List ? await names.Lists(actor, ct) : [];
            Refuse.If(request.By == SatisfactionBy.List && !lists.Any(l => l.ToString() == request.Key), "value.satisfaction.list_gone");
            var question = $"satisfaction behind {request.From} {request.To} {request.By} {request.Key} {request.Measure} {System.Text.Json.JsonSerializer.Serialize(settings)}";
            if (await answers.Of(db, within, null, question, day => Count(request, within, settings, lists, day), ct) is not { } counted) return new() { Measure = request.Measure, By = request.By };
            var page = counted.Parts.Skip((request.Page - 1) * OnPage).Take(OnPage).ToList();
            var named = await db.CustomerNamesFor(within, [.. page.Select(p => new Id<Customer>(p.CustomerId))], ct);
            var group = (await names.Of([new(request.Key, request.Key, counted.All, 0)], request.By, ct))[0];
            return new()
            {
                AsOf = counted.AsOf, From = counted.Period.From, To = counted.Period.To, By = request.By, Group = group.Name, Measure = request.Measure, Found = counted.All.Of(request.Measure), Least = settings.Least, ReturnDays = settings.ReturnDays,
                Nameless = counted.Nameless, NamelessCounted = counted.NamelessCounted, Customers = counted.Parts.Count, Sum = counted.Parts.Sum(p => p.Observations), SumCounted = counted.Parts.Sum(p => p.Counted),
                Rows = [.. page.Select(p => new BehindRow(named.GetValueOrDefault(new(p.CustomerId)), p.Observations, p.Counted))], Page = request.Page, Pages = (counted.Parts.Count + OnPage - 1) / OnPage,
            };
        }

        // Of its own scope: whoever asked first may be gone before the answer is there.
        private async Task<Counted> Count(SatisfactionBehind request, Actor actor, SatisfactionSettings settings, IReadOnlyList<Id<KeptList>> lists, DateOnly day)
        {
            var period = SatisfactionFigures.Settled(request.From, request.To, settings, day);
            var facts = await SatisfactionFacts.Read(warehouse, actor, period);
            IReadOnlyList<AnswerFacts> said = [];
            IReadOnlyList<BuyerFacts> bought;
            var (sold, window) = (SixMeasures.SoldInBoth(facts.Buyers), settings.ReturnDays);
            IReadOnlyList<PriceFacts> prices = [];
            if (request.By == SatisfactionBy.Category)
            {
                bought = [.. (await SatisfactionFacts.ReadCategories(warehouse, actor, period)).Where(b => b.Category == request.Key)];
                (sold, window) = (SixMeasures.SoldInBoth(bought), settings.ReturnDaysOf(request.Key));
            }
            else
            {
                await using var scope = scopes.CreateAsyncScope();
                var slices = await SatisfactionSlices.Of(scope.ServiceProvider.GetRequiredService<GuanxiDb>(), request.By, facts, lists, day);
                (said, bought) = slices.Of(facts, request.By == SatisfactionBy.Period ? "" : request.Key);
                prices = request.By == SatisfactionBy.Period ? [.. facts.Prices.Values] : facts.PricesOf(bought);
            }
            var all = SixMeasures.Of(said, bought, prices, sold, window, settings);
            var parts = Parts(request.Measure, said, bought, prices, sold, window, all.Of(request.Measure).ByOffers).Where(p => p.Observations + p.Counted > 0)
                .GroupBy(p => p.CustomerId).Select(g => new BehindPart(g.Key, g.Sum(p => p.Observations), g.Sum(p => p.Counted))).OrderByDescending(p => p.Observations).ThenBy(p => p.CustomerId).ToList();
            var nameless = parts.FirstOrDefault(p => p.CustomerId == 0);
            return new(day, period, all, [.. parts.Where(p => p.CustomerId != 0)], nameless.Observations, nameless.Counted);
        }

        private static IEnumerable<BehindPart> Parts(SatisfactionMeasure measure, IReadOnlyList<AnswerFacts> said, IReadOnlyList<BuyerFacts> bought, IReadOnlyList<PriceFacts> prices, IReadOnlySet<long> sold, int window, bool byOffers) => measure switch
        {
            SatisfactionMeasure.Reputation => said.Select(a => new BehindPart(a.CustomerId, a.Rated, a.Praised)),
            SatisfactionMeasure.Mention => said.Select(a => new BehindPart(a.CustomerId, a.Asked, a.NamedFirst)),
            SatisfactionMeasure.Return => bought.Where(b => b.Purchases > 0).Select(b => new BehindPart(b.CustomerId, 1, b.AgainDays >= 0 && b.AgainDays <= window ? 1 : 0)),
            SatisfactionMeasure.Complaints => bought.Select(b => new BehindPart(b.CustomerId, b.Purchases, b.Stood)),
            // Who bought now, and who a year before: the smaller number stands behind the change.
            SatisfactionMeasure.Amount => bought.Where(b => sold.Contains(b.UnitId)).Select(b => new BehindPart(b.CustomerId, b.Purchases > 0 ? 1 : 0, b.BeforePurchases > 0 ? 1 : 0)),
            _ when byOffers => prices.Select(p => new BehindPart(p.CustomerId, p.Lines, p.Offers)),
            _ => prices.Where(p => p.Slope is not null).Select(p => new BehindPart(p.CustomerId, 1, 0)),
        };

        private readonly record struct BehindPart(long CustomerId, int Observations, int Counted);

        private sealed record Counted(DateOnly AsOf, SatisfactionPeriod Period, SatisfactionOf All, IReadOnlyList<BehindPart> Parts, int Nameless, int NamelessCounted);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/satisfaction/behind", (Named<SatisfactionMeasure>? measure, DateOnly? from, DateOnly? to, Id<Unit>? unit, Named<SatisfactionBy>? by, string? key, int? page, Asker asker, CancellationToken ct) =>
        asker.Answer(new SatisfactionBehind { Measure = measure?.Value ?? SatisfactionMeasure.Reputation, From = from, To = to, UnitId = unit, By = by?.Value ?? SatisfactionBy.Period, Key = key ?? "", Page = page ?? 1 }, ct))
        .Produces<BehindFound>().WithSummary("Who stands behind one measure of satisfaction");
}

/// <summary>Who stands behind one measure.</summary>
internal sealed record BehindFound
{
    /// <summary>The last day that the figures know of; null before the first run.</summary>
    public DateOnly? AsOf { get; init; }
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }
    public SatisfactionBy By { get; init; }

    /// <summary>What the group is called; empty for all.</summary>
    public string Group { get; init; } = "";
    public SatisfactionMeasure Measure { get; init; }

    /// <summary>The measure itself.</summary>
    public MeasureFound? Found { get; init; }
    public int Least { get; init; }
    public int ReturnDays { get; init; }

    /// <summary>Answers of people whom the firm does not know, and those of them that count.</summary>
    public int Nameless { get; init; }
    public int NamelessCounted { get; init; }

    /// <summary>All customers who stand behind it, and what they add up to; with the nameless it is the measure's own number.</summary>
    public int Customers { get; init; }
    public int Sum { get; init; }
    public int SumCounted { get; init; }

    /// <summary>One page of them, those who add most first.</summary>
    public IReadOnlyList<BehindRow> Rows { get; init; } = [];
    public int Page { get; init; } = 1;
    public int Pages { get; init; }
}

/// <summary>What one customer adds.</summary>
/// <param name="Customer">Null where the customer went out of reach since it was counted.</param>
/// <param name="Observations">Answers, purchases or lines; 1 where customers are counted; for the purchase amount 1 where they bought in the period.</param>
/// <param name="Counted">Those of them that count: praise, named first, came back, complaints that stood, bought on offer; for the purchase amount 1 where they bought a year before.</param>
internal sealed record BehindRow(CustomerName? Customer, int Observations, int Counted);
