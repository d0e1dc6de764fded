using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Rates;

/// <summary>Sets what one unit of a currency is worth in the base currency from a day on. A rate of that day is replaced.</summary>
[Needs(SalesRights.Rates)]
internal sealed record SetRate : IUseCase<Id<ExchangeRate>>
{
    [Required, StringLength(3, MinimumLength = 3)] public string? Currency { get; set; }
    [Required] public DateOnly? ValidFrom { get; set; }
    [Required] public decimal? Rate { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<SetRate, Id<ExchangeRate>>
    {
        public async Task<Id<ExchangeRate>> Handle(SetRate request, Actor actor, CancellationToken ct)
        {
            var (currency, from) = (request.Currency!.Trim().ToUpperInvariant(), request.ValidFrom!.Value);
            var baseCurrency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            Refuse.Field("Currency", baseCurrency.Length == 0, "sales.rate.no_base");
            Refuse.Field("Currency", currency == baseCurrency, "sales.rate.of_base", currency);
            if (await db.Set<ExchangeRate>().FirstOrDefaultAsync(r => r.Currency == currency && r.ValidFrom == from, ct) is { } known)
            {
                known.Change(request.Rate!.Value);
                return known.Id;
            }
            var rate = ExchangeRate.Of(currency, from, request.Rate!.Value);
            db.Add(rate);
            return rate.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/exchange-rates",
        (SetRate request, Asker asker, CancellationToken ct) => asker.Answer(request, ct)).Produces<Id<ExchangeRate>>().WithSummary("Set a currency's rate from a day on");
}
