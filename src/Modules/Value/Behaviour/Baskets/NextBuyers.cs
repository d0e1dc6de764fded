using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Behaviour.Baskets;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>For whom a product, or a category, would be the next: customers who bought what leads to it, and not the thing itself.</summary>
[Needs(ValueRights.Read)]
public sealed record NextBuyers : IQuestion<NextBuyersView>
{
    private const int MostLeads = 5;

    /// <summary>The product, or the first product of the category: <see cref="PairItem.Id"/>.</summary>
    public long ItemId { get; set; }
    public BasketItem Item { get; set; }
    [Range(1, 60)] public int Months { get; set; } = 12;

    /// <summary>Place among the leads, and customer, of the row before.</summary>
    public int? AfterPlace { get; set; }
    public Id<Customer>? After { get; set; }
    [Range(1, 200)] public int Take { get; set; } = 50;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, PairTables tables) : IHandler<NextBuyers, NextBuyersView>
    {
        private static readonly WarehouseQuery Found = WarehouseQuery.Of(typeof(NextBuyers).Assembly, "next_customers");

        public async Task<NextBuyersView> Handle(NextBuyers request, Actor actor, CancellationToken ct)
        {
            var basis = new PairBasis(request.Item, BasketKind.Customer, request.Months);
            if (await tables.Of(db, actor, null, basis, ct) is not { } table) return new();
            var leads = table.Leads(NextProducts.LeastSupport).Where(p => p.Second.Id.Value == request.ItemId).Take(MostLeads).ToList();
            var view = new NextBuyersView { AsOf = table.Day, From = basis.DayBefore(table.Day).AddDays(1), Item = table.Find(request.ItemId), Among = table.Baskets, EnoughData = table.Enough, Leads = leads };
            if (leads.Count == 0) return view;
            object[] ids = [.. leads.Select(l => (object)l.First.Id), .. Enumerable.Repeat((object)0L, MostLeads - leads.Count)];
            var rows = await warehouse.Read(Found.Sql,
                [table.Day, .. WarehouseReach.Of(actor), basis.DayBefore(table.Day), basis.ItemNumber, request.ItemId, .. ids, (long)(request.AfterPlace ?? 0), request.After?.Value ?? 0L, request.Take + 1L],
                r => (Id: new Id<Customer>(r.GetInt64(0)), Place: r.GetInt32(1)), ct);
            var names = await ReachedNames.Of(db, actor, [.. rows.Take(request.Take).Select(r => r.Id)], ct);
            return view with
            {
                Customers = [.. rows.Take(request.Take).Where(r => names.ContainsKey(r.Id)).Select(r => new NextBuyer(r.Id, names[r.Id].Code, names[r.Id].Name, names[r.Id].Owner, r.Place))],
                NextPlace = rows.Count > request.Take ? rows[request.Take - 1].Place : null,
                Next = rows.Count > request.Take ? rows[request.Take - 1].Id : null,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/behaviour/next-buyers", (Id<PairItem> itemId, Named<BasketItem>? item, int? months, int? afterPlace, Id<Customer>? after, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new NextBuyers { ItemId = itemId.Value, Item = item?.Value ?? default, Months = months ?? 12, AfterPlace = afterPlace, After = after, Take = take ?? 50 }, ct))
        .Produces<NextBuyersView>().WithSummary("Customers for whom a product would be the next");
}

/// <summary>Customers for whom an item would be the next, by the strength of what leads to it.</summary>
public sealed record NextBuyersView
{
    /// <summary>The last day that counts; null before the first run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The first day that counts.</summary>
    public DateOnly From { get; init; }

    /// <summary>Null where it is not among the items that pairs are counted of.</summary>
    public PairItem? Item { get; init; }

    /// <summary>Customers within reach whose purchases this rests on.</summary>
    public long Among { get; init; }
    public bool EnoughData { get; init; }

    /// <summary>What leads to it, the strongest first; a customer's <see cref="NextBuyer.Place"/> counts from 1 in this list.</summary>
    public IReadOnlyList<ItemPair> Leads { get; init; } = [];
    public IReadOnlyList<NextBuyer> Customers { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public int? NextPlace { get; init; }
    public Id<Customer>? Next { get; init; }
}

/// <summary>One customer, and which lead it bought.</summary>
public sealed record NextBuyer(Id<Customer> CustomerId, string Code, string Name, string? OwnerName, int Place);
