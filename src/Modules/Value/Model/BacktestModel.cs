using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Value.Model;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Fits one model to all purchases up to a day and judges it by those after it, without using it: for those who check our figures.</summary>
[Needs(ValueRights.Edit)]
public sealed record BacktestModel : IQuestion<BacktestSheet>
{
    /// <summary><c>bg-nbd</c>, <c>mbg-nbd</c>, <c>pareto-nbd</c> or <c>nbd</c>.</summary>
    [Required, StringLength(20)] public string Model { get; set; } = "mbg-nbd";

    /// <summary>The last day that the model knows.</summary>
    public DateOnly Origin { get; set; }

    /// <summary>The last day that it is judged by; without it the last day of business.</summary>
    public DateOnly? Until { get; set; }

    internal sealed class Handler(DataWarehouse warehouse, GuanxiDb db) : IHandler<BacktestModel, BacktestSheet>
    {
        public async Task<BacktestSheet> Handle(BacktestModel request, Actor actor, CancellationToken ct)
        {
            PurchaseModelKind? known = ModelChoice.Candidates.Where(k => Labels.Of(k) == request.Model).Cast<PurchaseModelKind?>().FirstOrDefault();
            Refuse.Field(nameof(Model), known is null, "value.backtest.model_unknown", request.Model);
            await warehouse.Refresh(null, ct);
            var until = request.Until ?? await PurchaseHistories.LastDay(warehouse, ct);
            Refuse.If(until is null, "value.run.no_purchases");
            Refuse.Field(nameof(Origin), request.Origin >= until, "value.backtest.origin_too_late", until);
            var data = await TrialData.Read(warehouse, request.Origin, request.Origin, until.Value, 1, ct);
            var window = data.From(1);
            Refuse.If(window.Customers == 0, "value.run.no_purchases");
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            var fit = await Task.Run(() => PurchaseFit.Fit(known!.Value, window.Known), ct);
            Refuse.If(fit.NotIdentified is not null, "value.backtest.not_identified", request.Model);
            return await Task.Run(() => Backtest.Of(window, fit.Model, data, Currencies.Known(currency) ? Currencies.MinorPerMajor(currency) : 100), ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/insight/backtest", (BacktestModel request, Asker asker, CancellationToken ct) => asker.Answer(request, ct))
        .Produces<BacktestSheet>().WithSummary("Judge one model by time that it had not seen");
}
