using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>The customers behind a cohort's figure: by the day of the first purchase, and whether they bought in a later period.</summary>
[Needs(ValueRights.Read)]
public sealed record FirstPurchaseCustomers : IQuestion<FirstPurchasesFound>
{
    /// <summary>As it stood then; null for the newest run's day.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>First and last day of the first purchase; null for no limit.</summary>
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>Only those who bought between these days too.</summary>
    public DateOnly? BoughtFrom { get; set; }
    public DateOnly? BoughtTo { get; set; }

    /// <summary>Only those who had bought on a second day by then.</summary>
    public DateOnly? BackBy { get; set; }

    /// <summary>Only those who have not come back: one purchase day so far.</summary>
    public bool Once { get; set; }

    /// <summary>From the row before: <see cref="FirstPurchasesFound.Next"/>.</summary>
    public Id<Customer>? After { get; set; }
    [Range(1, 200)] public int Take { get; set; } = 50;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse) : IHandler<FirstPurchaseCustomers, FirstPurchasesFound>
    {
        private static readonly WarehouseQuery Found = WarehouseQuery.Of(typeof(FirstPurchaseCustomers).Assembly, "cohort_customers");

        public async Task<FirstPurchasesFound> Handle(FirstPurchaseCustomers request, Actor actor, CancellationToken ct)
        {
            if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day) return new();
            var rows = await warehouse.Read(Found.Sql,
                [day, .. WarehouseReach.Of(actor), request.From ?? DateOnly.MinValue, request.To ?? day, request.BoughtFrom ?? DateOnly.MinValue, request.BoughtTo ?? day, request.Once ? 1L : long.MaxValue, request.BackBy ?? day, request.BackBy is null ? 1L : 2L, request.After?.Value ?? 0L, request.Take + 1L],
                r => (Id: new Id<Customer>(r.GetInt64(0)), First: r.GetFieldValue<DateOnly>(1), Last: r.GetFieldValue<DateOnly>(2), Days: (int)r.GetInt64(3)), ct);
            var names = await ReachedNames.Of(db, actor, [.. rows.Take(request.Take).Select(r => r.Id)], ct);
            return new()
            {
                AsOf = day, Next = rows.Count > request.Take ? rows[request.Take - 1].Id : null,
                Customers = [.. rows.Take(request.Take).Where(r => names.ContainsKey(r.Id)).Select(r => new FirstPurchaseRow(r.Id, names[r.Id].Code, names[r.Id].Name, names[r.Id].Owner, r.First, r.Last, r.Days))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/behaviour/customers",
        (DateOnly? asOf, DateOnly? from, DateOnly? to, DateOnly? boughtFrom, DateOnly? boughtTo, DateOnly? backBy, bool? once, Id<Customer>? after, int? take, Asker asker, CancellationToken ct) => asker.Answer(new FirstPurchaseCustomers
        {
            AsOf = asOf, From = from, To = to, BoughtFrom = boughtFrom, BoughtTo = boughtTo, BackBy = backBy, Once = once ?? false, After = after, Take = take ?? 50,
        }, ct)).Produces<FirstPurchasesFound>().WithSummary("Customers by the day of their first purchase");
}

/// <summary>Some rows of the list.</summary>
public sealed record FirstPurchasesFound
{
    /// <summary>Null before the first run.</summary>
    public DateOnly? AsOf { get; init; }
    public IReadOnlyList<FirstPurchaseRow> Customers { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public Id<Customer>? Next { get; init; }
}

/// <summary>One customer: first and last purchase, and on how many days.</summary>
public sealed record FirstPurchaseRow(Id<Customer> CustomerId, string Code, string Name, string? OwnerName, DateOnly FirstOn, DateOnly LastOn, int PurchaseDays);
