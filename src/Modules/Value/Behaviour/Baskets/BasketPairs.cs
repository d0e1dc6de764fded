using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour.Baskets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Products, or categories, that are bought together more often than chance explains: in one order, or by one customer over time.</summary>
[Needs(ValueRights.Read)]
public sealed record BasketPairs : IQuestion<BasketPairsView>
{
    /// <summary>As it stood then; null for the newest run's day.</summary>
    public DateOnly? AsOf { get; set; }
    public BasketItem Item { get; set; }
    public BasketKind Basket { get; set; }

    /// <summary>How many months of orders count.</summary>
    [Range(1, 60)] public int Months { get; set; } = 12;

    /// <summary>Least share of all baskets that hold both, in per mille; five baskets at least in any case.</summary>
    [Range(0.0, 1000.0)] public double SupportPerMille { get; set; } = 1;
    [Range(1, 500)] public int Take { get; set; } = 50;

    internal sealed class Handler(GuanxiDb db, PairTables tables) : IHandler<BasketPairs, BasketPairsView>
    {
        public async Task<BasketPairsView> Handle(BasketPairs request, Actor actor, CancellationToken ct)
        {
            var basis = new PairBasis(request.Item, request.Basket, request.Months);
            if (await tables.Of(db, actor, request.AsOf, basis, ct) is not { } table) return new();
            var pairs = table.BeyondChance(request.SupportPerMille / 1000);
            return new()
            {
                AsOf = table.Day, From = basis.DayBefore(table.Day).AddDays(1), Baskets = table.Baskets, LeastBaskets = PairTable.LeastBaskets, EnoughData = table.Enough,
                Items = table.Items, AllItems = table.AllItems, Found = pairs.Count, Pairs = [.. pairs.Take(request.Take)],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/behaviour/baskets", (DateOnly? asOf, Named<BasketItem>? item, Named<BasketKind>? basket, int? months, double? supportPerMille, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new BasketPairs { AsOf = asOf, Item = item?.Value ?? default, Basket = basket?.Value ?? default, Months = months ?? 12, SupportPerMille = supportPerMille ?? 1, Take = take ?? 50 }, ct))
        .Produces<BasketPairsView>().WithSummary("What is bought together more often than chance explains");
}

/// <summary>What pairs are made of.</summary>
public enum BasketItem { Product, Category }

/// <summary>What is together: the lines of one order, or all that a customer bought in the period.</summary>
public enum BasketKind { Order, Customer }

/// <summary>A product, or a category, which goes by the number of its first product.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Code">Code of the product; empty for a category.</param>
/// <param name="Name">Its name.</param>
public sealed record PairItem(Id<PairItem> Id, string Code, string Name);

/// <summary>Two items that are bought together.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
/// <param name="Together">Baskets with both.</param>
/// <param name="OfFirst">Baskets with the first.</param>
/// <param name="OfSecond">Baskets with the second.</param>
/// <param name="Support">Share of all baskets that hold both.</param>
/// <param name="Confidence">Share of the first's baskets that hold the second.</param>
/// <param name="ConfidenceBack">Share of the second's baskets that hold the first.</param>
/// <param name="Lift">How many times as often as by chance.</param>
/// <param name="LiftLow">95 % between this</param>
/// <param name="LiftHigh">and this.</param>
public sealed record ItemPair(PairItem First, PairItem Second, long Together, long OfFirst, long OfSecond, double Support, double Confidence, double ConfidenceBack, double Lift, double LiftLow, double LiftHigh)
{
    internal ItemPair Turned => new(Second, First, Together, OfSecond, OfFirst, Support, ConfidenceBack, Confidence, Lift, LiftLow, LiftHigh);
}

/// <summary>What is bought together, and what the pairs are counted among.</summary>
public sealed record BasketPairsView
{
    /// <summary>The last day that counts; null before the first run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The first day that counts.</summary>
    public DateOnly From { get; init; }

    /// <summary>Orders, or customers, with any product.</summary>
    public long Baskets { get; init; }

    /// <summary>Fewer are too few: said instead of pairs.</summary>
    public int LeastBaskets { get; init; }
    public bool EnoughData { get; init; }

    /// <summary>Items among which pairs were looked for, and items bought at all: the rarest are left out.</summary>
    public int Items { get; init; }
    public long AllItems { get; init; }

    /// <summary>Pairs beyond chance, of which <see cref="Pairs"/> are the surest.</summary>
    public int Found { get; init; }
    public IReadOnlyList<ItemPair> Pairs { get; init; } = [];
}
