using System.Globalization;
using System.Text.Json;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Staff;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Choosing;

/// <summary>How well one customer fits the firm's profile of a good one, criterion by criterion, and how like it is to the loyal ones.</summary>
[Needs(ValueRights.Read)]
internal sealed record CustomerFit : IQuestion<FitOfCustomer>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, FitTables tables, Texts texts) : IHandler<CustomerFit, FitOfCustomer>
    {
        public async Task<FitOfCustomer> Handle(CustomerFit request, Actor actor, CancellationToken ct)
        {
            var (settings, currency) = (await db.Setting<FitSettings>(ct), (await db.Setting<FirmSettings>(ct)).BaseCurrency);
            var judged = await (from j in db.Set<FitJudgement>().AsNoTracking()
                                where j.CustomerId == request.CustomerId && j.Current
                                join p in db.PersonNames() on j.JudgedBy equals p.Id into people
                                from person in people.DefaultIfEmpty()
                                select new { Judgement = j, By = person == null ? null : person.Name }).ToListAsync(ct);
            var table = await tables.Newest(db, ct);
            var place = table?.PlaceOf(request.CustomerId.Value) ?? -1;
            var rows = FitScoring.All.Select(c =>
            {
                var (rule, said) = (settings.Of(c), judged.Find(j => j.Judgement.Criterion == c));
                var measure = place < 0 ? double.NaN : table!.Measure(place, c);
                var points = rule.Points(measure, said?.Judgement.Score ?? 0);
                var byData = rule.Basis == FitBasis.Data && !double.IsNaN(measure);
                return new FitRow
                {
                    Criterion = c, Weight = rule.Weight, Points = double.IsNaN(points) ? null : Math.Round(points, 1),
                    Because = byData ? texts[$"value.fit.because.{Word(c)}", measure, rule.Worst, rule.Best]
                        : said is { } s ? texts["value.fit.because.judged", s.Judgement.Score, s.By ?? "–", Wording.Day(s.Judgement.JudgedOn), s.Judgement.Reason] : texts[$"value.fit.unknown.{Word(c)}"],
                    Judged = said?.Judgement.Score, ByData = byData,
                };
            }).ToList();
            var (score, known) = FitScore.Of([.. rows.Select(r => r.Points ?? double.NaN)], settings.Weights);
            return new()
            {
                CustomerId = request.CustomerId, AsOf = table?.Day, Score = known > 0 ? Math.Round(score, 1) : null, Known = known, TargetLine = settings.TargetLine, LeastKnown = settings.LeastKnown, Criteria = rows,
                Loyal = table?.Loyal ?? 0, Traits = place >= 0 && table!.Likeness is { } likeness ? await Compare(table, likeness, request.CustomerId, currency, ct) : [],
            };
        }

        private async Task<IReadOnlyList<FitTrait>> Compare(FitTable table, Likeness likeness, Id<Customer> customer, string currency, CancellationToken ct)
        {
            var traits = await FitTraits.Of(warehouse, table.Day, customer.Value, ct);
            return traits.Count == 0 ? [] :
            [
                .. FitTraits.Compared.Select((name, t) => new FitTrait(name, texts[$"value.fit.trait.{name}"], Say(name, traits.Trait(0, t, table.MinorPerMajor), table, currency), Say(name, likeness.Centre[t], table, currency))),
            ];
        }

        private string Say(string trait, double value, FitTable table, string currency) => (trait, double.IsNaN(value)) switch
        {
            (_, true) => texts["kernel.figure.not_enough_data"],
            ("margin", _) => Wording.Whole(new((long)Math.Round((Math.Exp(value) - 1) * table.MinorPerMajor), currency)),
            ("regularity", _) => value.ToString("P0", CultureInfo.CurrentCulture),
            // Where a mean of logarithms is turned back, a tenth of a purchase may be left.
            _ => (Math.Exp(value) - 1).ToString(trait == "tenure" ? "N0" : "#,0.#", CultureInfo.CurrentCulture),
        };

        private static string Word(FitCriterion criterion) => JsonNamingPolicy.SnakeCaseLower.ConvertName(criterion.ToString());
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/fit", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerFit { CustomerId = customerId }, ct)).Produces<FitOfCustomer>().WithSummary("How well one customer fits the firm's profile of a good one");
}

/// <summary>A fit score with its reasons.</summary>
internal sealed record FitOfCustomer
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>The last day that counts of the data; null before the first run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>0 to 100; null where no criterion is known.</summary>
    public double? Score { get; init; }

    /// <summary>Share of the weights that is known.</summary>
    public double Known { get; init; }
    public double TargetLine { get; init; }
    public double LeastKnown { get; init; }
    public required IReadOnlyList<FitRow> Criteria { get; init; }

    /// <summary>Loyal customers that likeness compares with.</summary>
    public int Loyal { get; init; }

    /// <summary>The customer beside the usual loyal one; empty where it never bought, or too few are loyal.</summary>
    public IReadOnlyList<FitTrait> Traits { get; init; } = [];

    /// <summary>Enough is known to act on.</summary>
    public bool EnoughData => Score is not null && Known >= LeastKnown;
}

/// <summary>One criterion.</summary>
internal sealed record FitRow
{
    public required FitCriterion Criterion { get; init; }
    public required double Weight { get; init; }

    /// <summary>0 to 100; null where unknown: then it does not count.</summary>
    public double? Points { get; init; }

    /// <summary>In the reader's language.</summary>
    public required string Because { get; init; }

    /// <summary>1 to 5, what a person thinks; counts where the data say nothing, or where the profile asks for people's word.</summary>
    public int? Judged { get; init; }
    public bool ByData { get; init; }
}

/// <summary>One trait of the customer beside that of the usual loyal one, in the reader's language.</summary>
internal sealed record FitTrait(string Trait, string Label, string Own, string Loyal);
