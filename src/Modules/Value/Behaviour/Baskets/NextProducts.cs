using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour.Baskets;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>What one customer might buy next: products that customers who bought the same have bought too, and this one has not.</summary>
[Needs(ValueRights.Read)]
public sealed record NextProducts : IQuestion<NextProductsView>, IConcerns<Customer>
{
    internal const double LeastSupport = 0.001;

    public Id<Customer> CustomerId { get; init; }
    public BasketItem Item { get; init; }

    /// <summary>What was bought in so many months counts, here and with the others.</summary>
    [Range(1, 60)] public int Months { get; init; } = 12;
    [Range(1, 50)] public int Take { get; init; } = 5;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, PairTables tables) : IHandler<NextProducts, NextProductsView>
    {
        private static readonly WarehouseQuery Bought = WarehouseQuery.Of(typeof(NextProducts).Assembly, "customer_items");

        public async Task<NextProductsView> Handle(NextProducts request, Actor actor, CancellationToken ct)
        {
            var basis = new PairBasis(request.Item, BasketKind.Customer, request.Months);
            if (await tables.Of(db, actor, null, basis, ct) is not { } table) return new();
            var has = (await warehouse.Read(Bought.Sql, [table.Day, basis.DayBefore(table.Day), basis.ItemNumber, request.CustomerId.Value], r => r.GetInt64(0), ct)).ToHashSet();
            return new()
            {
                AsOf = table.Day, From = basis.DayBefore(table.Day).AddDays(1), Customers = table.Baskets, EnoughData = table.Enough, Bought = has.Count,
                // Of several reasons for the same item the strongest speaks.
                Next = [.. table.Leads(LeastSupport).Where(p => has.Contains(p.First.Id.Value) && !has.Contains(p.Second.Id.Value)).DistinctBy(p => p.Second.Id).Take(request.Take)],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/next-products", (Id<Customer> customerId, Named<BasketItem>? item, int? months, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new NextProducts { CustomerId = customerId, Item = item?.Value ?? default, Months = months ?? 12, Take = take ?? 5 }, ct)).Produces<NextProductsView>().WithSummary("What one customer might buy next");
}

/// <summary>What a customer might buy next, the likeliest first.</summary>
public sealed record NextProductsView
{
    /// <summary>The last day that counts; null before the first run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The first day that counts.</summary>
    public DateOnly From { get; init; }

    /// <summary>Customers within reach whose purchases this rests on.</summary>
    public long Customers { get; init; }
    public bool EnoughData { get; init; }

    /// <summary>Items that this customer bought in the time.</summary>
    public int Bought { get; init; }

    /// <summary>From an item that the customer bought to one that it did not.</summary>
    public IReadOnlyList<ItemPair> Next { get; init; } = [];
}
