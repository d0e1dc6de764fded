using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Rates;

/// <summary>Takes a rate out: the currency's rate before it holds on.</summary>
[Needs(SalesRights.Rates)]
internal sealed record RemoveRate : IUseCase<bool>
{
    public Id<ExchangeRate> RateId { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<RemoveRate, bool>
    {
        public async Task<bool> Handle(RemoveRate request, Actor actor, CancellationToken ct)
        {
            db.Remove(Refuse.Missing(await db.Set<ExchangeRate>().FirstOrDefaultAsync(r => r.Id == request.RateId, ct), "sales.rate.not_found"));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/exchange-rates/{rateId}",
        (Id<ExchangeRate> rateId, Asker asker, CancellationToken ct) => asker.Answer(new RemoveRate { RateId = rateId }, ct)).Produces<bool>().WithSummary("Take a rate out");
}
