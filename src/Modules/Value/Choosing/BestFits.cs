using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Choosing;

/// <summary>Who is listed by fit.</summary>
internal enum FitAmong { All, Prospects, Buyers }

/// <summary>The customers within reach who fit the firm's profile best, of whose score enough is known.</summary>
[Needs(ValueRights.Read)]
internal sealed record BestFits : IQuestion<FitsFound>
{
    public FitAmong Among { get; init; }
    public FitPlace? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, FitTables tables) : IHandler<BestFits, FitsFound>
    {
        private static readonly WarehouseQuery Reached = WarehouseQuery.Of(typeof(BestFits).Assembly, "reached_customers");

        public async Task<FitsFound> Handle(BestFits request, Actor actor, CancellationToken ct)
        {
            var settings = await db.Setting<FitSettings>(ct);
            var judgements = await Judgements.Of(db, null, ct);
            var table = await tables.Newest(db, ct);
            var reach = actor.Scope == Scope.All ? null : (await warehouse.Read(Reached.Sql, WarehouseReach.Of(actor), r => r.GetInt64(0), ct)).ToHashSet();
            var prospects = request.Among == FitAmong.Buyers ? [] : await Prospects(judgements, table, actor, ct);
            var (fits, unknown) = await Task.Run(() => Scored(request.Among, settings, judgements, table, reach, prospects), ct);
            var ahead = request.After is { } after ? fits.Where(f => f.CompareTo(after) > 0) : fits;
            var found = ahead.Order().Take(request.Count + 1).ToList();
            var shown = found.Take(request.Count).ToList();
            var ids = shown.ConvertAll(f => f.Id);
            var names = await ReachedNames.Of(db, actor, ids, ct);
            var states = await db.Set<CustomerFace>().AsNoTracking().Where(f => ids.Contains(f.CustomerId)).ToDictionaryAsync(f => f.CustomerId, f => f.State, ct);
            return new()
            {
                AsOf = table?.Day, Total = fits.Count, NotEnough = unknown, LeastKnown = settings.LeastKnown, TargetLine = settings.TargetLine, Next = found.Count > request.Count ? shown[^1] : null,
                Rows = [.. shown.Where(f => names.ContainsKey(f.Id)).Select(f => Row(f, names[f.Id], states.GetValueOrDefault(f.Id), settings, judgements, table))],
            };
        }

        /// <summary>Only who was judged can have a score without a purchase.</summary>
        private async Task<List<long>> Prospects(Judgements judgements, FitTable? table, Actor actor, CancellationToken ct)
        {
            var found = new List<long>();
            foreach (var some in judgements.Customers.Where(id => table is null || table.PlaceOf(id) < 0).Select(id => new Id<Customer>(id)).Chunk(Batches.Rows))
                found.AddRange((await db.CustomerNamesFor(actor).Where(c => some.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).Select(id => id.Value));
            return found;
        }

        private static (List<FitPlace> Fits, int Unknown) Scored(FitAmong among, FitSettings settings, Judgements judgements, FitTable? table, HashSet<long>? reach, List<long> prospects)
        {
            var (fits, unknown, weights) = (new List<FitPlace>(), 0, settings.Weights);
            if (table is not null && among != FitAmong.Prospects)
                for (var i = 0; i < table.Count; i++)
                    if (reach is null || reach.Contains(table.Customer(i))) Take(table.Customer(i), table.Score(i, settings, weights, judgements.Of(table.Customer(i))));
            foreach (var prospect in prospects) Take(prospect, judgements.Score(prospect, settings));
            return (fits, unknown);

            void Take(long customer, (double Score, double Known) fit)
            {
                if (fit.Known > 0 && fit.Known >= settings.LeastKnown) fits.Add(new((int)Math.Round(fit.Score * 10), new(customer)));
                else unknown++;
            }
        }

        private static FitFound Row(FitPlace fit, (string Code, string Name, string? Owner) name, string? state, FitSettings settings, Judgements judgements, FitTable? table)
        {
            var place = table?.PlaceOf(fit.Id.Value) ?? -1;
            var judged = judgements.Of(fit.Id.Value);
            double? likeness = place < 0 || double.IsNaN(table!.Measure(place, FitCriterion.Likeness)) ? null : table.Measure(place, FitCriterion.Likeness);
            var points = FitScoring.All.Select(c => (Criterion: c, Points: settings.Of(c).Points(place < 0 ? double.NaN : table!.Measure(place, c), judged?[(int)c] ?? 0))).ToList();
            return new()
            {
                CustomerId = fit.Id, Code = name.Code, Name = name.Name, OwnerName = name.Owner, State = state, Score = fit.Tenths / 10.0, Likeness = likeness,
                Known = (place < 0 ? judgements.Score(fit.Id.Value, settings) : table!.Score(place, settings, settings.Weights, judged)).Known,
                For = [.. points.Where(p => p.Points >= 70).OrderByDescending(p => p.Points * settings.Of(p.Criterion).Weight).Take(2).Select(p => p.Criterion)],
                Against = [.. points.Where(p => p.Points <= 30).OrderByDescending(p => (100 - p.Points) * settings.Of(p.Criterion).Weight).Take(2).Select(p => p.Criterion)],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/fit", (Named<FitAmong>? among, FitPlace? after, int? count, Asker asker, CancellationToken ct) =>
        asker.Answer(new BestFits { Among = among?.Value ?? FitAmong.All, After = after, Count = count ?? 50 }, ct)).Produces<FitsFound>().WithSummary("Customers who fit the firm's profile best");
}

/// <summary>A page of customers by fit.</summary>
internal sealed record FitsFound
{
    /// <summary>The last day that counts of the data; null before the first run: then judgements alone count.</summary>
    public DateOnly? AsOf { get; init; }
    public required IReadOnlyList<FitFound> Rows { get; init; }

    /// <summary>How many have a score of which enough is known, and how many have not.</summary>
    public int Total { get; init; }
    public int NotEnough { get; init; }
    public double LeastKnown { get; init; }
    public double TargetLine { get; init; }
    public FitPlace? Next { get; init; }
}

/// <summary>One customer, its score, and what speaks most for and against it.</summary>
internal sealed record FitFound
{
    public required Id<Customer> CustomerId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? OwnerName { get; init; }
    public string? State { get; init; }
    public required double Score { get; init; }
    public required double Known { get; init; }

    /// <summary>Percent of customers who are less like the loyal ones; null where it can't be told.</summary>
    public double? Likeness { get; init; }
    public required IReadOnlyList<FitCriterion> For { get; init; }
    public required IReadOnlyList<FitCriterion> Against { get; init; }
}

/// <summary>A place in the list: by score in tenths, the best first, then by id.</summary>
[JsonConverter(typeof(TextJson<FitPlace>))]
internal readonly record struct FitPlace(int Tenths, Id<Customer> Id) : IParsable<FitPlace>, IComparable<FitPlace>
{
    public int CompareTo(FitPlace other) => (other.Tenths, Id.Value).CompareTo((Tenths, other.Id.Value));
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tenths}.{Id}");
    public static FitPlace Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException("Not a place in the list of fits.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FitPlace result)
    {
        result = default;
        if (s?.Split('.') is not [var first, var second] || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var tenths) || !Id<Customer>.TryParse(second, null, out var id)) return false;
        result = new(tenths, id);
        return true;
    }
}
