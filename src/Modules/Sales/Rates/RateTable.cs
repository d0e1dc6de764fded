using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Rates;

/// <summary>The firm's base currency and the rates towards it, newest first.</summary>
[Needs(SalesRights.Read)]
internal sealed record RateTable : IQuestion<RateTableView>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<RateTable, RateTableView>
    {
        public async Task<RateTableView> Handle(RateTable request, Actor actor, CancellationToken ct) => new()
        {
            BaseCurrency = (await db.Setting<FirmSettings>(ct)).BaseCurrency,
            Rates = [.. (await db.Set<ExchangeRate>().AsNoTracking().OrderBy(r => r.Currency).ThenByDescending(r => r.ValidFrom).ToListAsync(ct))
                .Select(r => new RateRow(r.Id, r.Currency, r.ValidFrom, r.RateNano / 1_000_000_000m))],
        };
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/exchange-rates",
        (Asker asker, CancellationToken ct) => asker.Answer(new RateTable(), ct)).Produces<RateTableView>().WithSummary("The base currency and the rates towards it");
}

/// <summary>Base currency and rates.</summary>
internal sealed record RateTableView
{
    /// <summary>Empty until the firm chose one or wrote its first order.</summary>
    public required string BaseCurrency { get; init; }
    public required IReadOnlyList<RateRow> Rates { get; init; }
}

/// <summary>What one unit of the currency is worth in the base currency, from a day on.</summary>
internal sealed record RateRow(Id<ExchangeRate> Id, string Currency, DateOnly ValidFrom, decimal Rate);
