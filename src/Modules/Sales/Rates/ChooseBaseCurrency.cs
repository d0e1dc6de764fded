using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Rates;

/// <summary>Chooses the currency in which the firm counts. Rates say what others are worth in it, so rates towards another one go out.</summary>
[Needs(SalesRights.Rates)]
internal sealed record ChooseBaseCurrency : IUseCase<string>
{
    [Required, StringLength(3, MinimumLength = 3)] public string? Currency { get; set; }

    /// <summary>Says that the rates towards the former base currency may go.</summary>
    public bool DropRates { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ChooseBaseCurrency, string>
    {
        public async Task<string> Handle(ChooseBaseCurrency request, Actor actor, CancellationToken ct)
        {
            var currency = request.Currency!.Trim().ToUpperInvariant();
            Refuse.Field("Currency", !Currencies.Known(currency), "sales.order.currency_unknown", currency);
            var firm = await db.Setting<FirmSettings>(ct);
            if (firm.BaseCurrency == currency) return currency;
            var rates = await db.Set<ExchangeRate>().ToListAsync(ct);
            Refuse.If(rates.Count > 0 && !request.DropRates, "sales.rate.base_has_rates", firm.BaseCurrency, rates.Count);
            db.RemoveRange(rates);
            await db.Change(firm with { BaseCurrency = currency }, ct);
            return currency;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/exchange-rates/base",
        (ChooseBaseCurrency request, Asker asker, CancellationToken ct) => asker.Answer(request, ct)).Produces<string>().WithSummary("Choose the currency in which the firm counts");
}
