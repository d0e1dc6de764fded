using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
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

/// <summary>Customers within reach who, by their own mean gap between purchases, buy again within the next days: whom to offer something now.</summary>
[Needs(ValueRights.Read)]
public sealed record ExpectedPurchases : IQuestion<PurchasesExpected>
{
    /// <summary>Two gaps are the least from which a rhythm can be told.</summary>
    internal const int LeastDays = 3;

    /// <summary>Days after the newest evaluation.</summary>
    [Range(1, 90)] public int Days { get; set; } = 14;

    /// <summary>From the row before: <see cref="PurchasesExpected.Next"/>.</summary>
    public ExpectedPlace? After { get; set; }
    [Range(1, 200)] public int Take { get; set; } = 50;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse) : IHandler<ExpectedPurchases, PurchasesExpected>
    {
        private static readonly WarehouseQuery Expected = WarehouseQuery.Of(typeof(ExpectedPurchases).Assembly, "expected_purchases");

        public async Task<PurchasesExpected> Handle(ExpectedPurchases request, Actor actor, CancellationToken ct)
        {
            if (await LatestStandings.Day(db, null, ct) is not { } day) return new();
            var customers = 0L;
            var rows = await warehouse.Read(Expected.Sql,
                [day, .. WarehouseReach.Of(actor), (long)LeastDays, day.AddDays(request.Days), request.After?.NextOn ?? DateOnly.MinValue, request.After?.CustomerId.Value ?? 0L, request.Take + 1L], r =>
                {
                    customers = r.GetInt64(5);
                    return (Id: new Id<Customer>(r.GetInt64(0)), Last: r.GetFieldValue<DateOnly>(1), Days: (int)r.GetInt64(2), Gap: (int)r.GetInt64(3), Next: r.GetFieldValue<DateOnly>(4));
                }, ct);
            var shown = rows.Take(request.Take).ToList();
            var ids = shown.ConvertAll(r => r.Id);
            var (names, standings) = (await ReachedNames.Of(db, actor, ids, ct), await LatestStandings.Of(db, ids, day, ct));
            return new()
            {
                AsOf = day, Total = customers, Next = rows.Count > request.Take ? new(shown[^1].Next, shown[^1].Id) : null,
                Customers =
                [
                    .. shown.Where(r => names.ContainsKey(r.Id)).Select(r => new ExpectedCustomer
                    {
                        CustomerId = r.Id, Code = names[r.Id].Code, Name = names[r.Id].Name, OwnerName = names[r.Id].Owner, Grade = standings.GetValueOrDefault(r.Id)?.Grade, Colour = standings.GetValueOrDefault(r.Id)?.Colour,
                        LastOn = r.Last, PurchaseDays = r.Days, GapDays = r.Gap, NextOn = r.Next,
                    }),
                ],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/expected", (int? days, ExpectedPlace? after, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new ExpectedPurchases { Days = days ?? 14, After = after, Take = take ?? 50 }, ct)).Produces<PurchasesExpected>().WithSummary("Customers whose next purchase is expected soon");
}

/// <summary>Some of them, the first expected first.</summary>
public sealed record PurchasesExpected
{
    /// <summary>Null before the first run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>How many there are in all.</summary>
    public long Total { get; init; }
    public IReadOnlyList<ExpectedCustomer> Customers { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public ExpectedPlace? Next { get; init; }
}

/// <summary>A customer who is about to buy again.</summary>
public sealed record ExpectedCustomer
{
    public Id<Customer> CustomerId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? OwnerName { get; init; }
    public string? Grade { get; init; }
    public string? Colour { get; init; }
    public DateOnly LastOn { get; init; }
    public int PurchaseDays { get; init; }

    /// <summary>The own mean gap, whole days.</summary>
    public int GapDays { get; init; }

    /// <summary>The last purchase and one gap.</summary>
    public DateOnly NextOn { get; init; }
}

/// <summary>A place in the list: by day, then by customer.</summary>
[JsonConverter(typeof(TextJson<ExpectedPlace>))]
public readonly record struct ExpectedPlace(DateOnly NextOn, Id<Customer> CustomerId) : IParsable<ExpectedPlace>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{NextOn.DayNumber}.{CustomerId}");
    public static ExpectedPlace Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException("Not a place in the list.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ExpectedPlace result)
    {
        result = default;
        if (s?.Split('.') is not [var first, var second] || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day > DateOnly.MaxValue.DayNumber || !Id<Customer>.TryParse(second, null, out var customer)) return false;
        result = new(DateOnly.FromDayNumber(day), customer);
        return true;
    }
}
