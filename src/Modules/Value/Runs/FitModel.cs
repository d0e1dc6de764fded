using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Fits one model to all purchases up to a day and shows it, without using it: for those who check our figures.</summary>
[Needs(ValueRights.Edit)]
public sealed record FitModel : IQuestion<FittedModel>
{
    /// <summary><c>bg-nbd</c>, <c>mbg-nbd</c>, <c>pareto-nbd</c>, <c>nbd</c> or <c>gamma-gamma</c>.</summary>
    [Required, StringLength(20)] public string Model { get; set; } = "mbg-nbd";

    /// <summary>The last day that counts.</summary>
    public DateOnly? Until { get; set; }

    /// <summary><c>day</c> or <c>week</c>: the unit of the parameters.</summary>
    [StringLength(10)] public string Unit { get; set; } = "day";

    internal sealed class Handler(DataWarehouse warehouse, GuanxiDb db) : IHandler<FitModel, FittedModel>
    {
        public async Task<FittedModel> Handle(FitModel request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(Unit), request.Unit is not ("day" or "week"), "value.fit.unit_unknown", request.Unit);
            PurchaseModelKind? kind = request.Model switch
            {
                "bg-nbd" => PurchaseModelKind.BgNbd,
                "mbg-nbd" => PurchaseModelKind.MbgNbd,
                "pareto-nbd" => PurchaseModelKind.ParetoNbd,
                "nbd" => PurchaseModelKind.Nbd,
                _ => null,
            };
            Refuse.Field(nameof(Model), kind is null && request.Model != "gamma-gamma", "value.fit.model_unknown", request.Model);
            await warehouse.Refresh(null, ct);
            var until = request.Until ?? await PurchaseHistories.LastDay(warehouse, ct);
            Refuse.If(until is null, "value.run.no_purchases");
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            var histories = await PurchaseHistories.Read(warehouse, until.Value, Currencies.Known(currency) ? Currencies.MinorPerMajor(currency) : 100, ct);
            Refuse.If(histories.Count == 0, "value.run.no_purchases");
            var (cohort, spend) = (histories.Cohort(request.Unit == "week" ? 7 : 1), histories.Spend());
            return kind is { } purchase
                ? Shown(PurchaseFit.Fit(purchase, cohort), (int)cohort.Customers, (long)cohort.RepeatPurchases, request.Model, until.Value)
                : Shown(PurchaseFit.Fit(spend), spend.Customers, (long)cohort.RepeatPurchases, request.Model, until.Value);
        }

        private static FittedModel Shown<T>(ModelFit<T> fit, int customers, long repeats, string model, DateOnly until) where T : class => new()
        {
            Model = model, Until = until, Customers = customers, RepeatPurchases = repeats,
            Parameters = fit.Parameters.Where(p => double.IsFinite(p.Value)).ToDictionary(p => p.Name, p => p.Value),
            StandardErrors = fit.Parameters.Where(p => double.IsFinite(p.StandardError)).ToDictionary(p => p.Name, p => p.StandardError),
            LogLikelihood = Finite(fit.LogLikelihood), Converged = fit.Converged, GradientNorm = Finite(fit.GradientNorm),
            NotIdentified = fit.NotIdentified is { } reason ? Labels.Of(reason) : null,
        };

        private static double? Finite(double value) => double.IsFinite(value) ? value : null;
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/insight/fit", (FitModel request, Asker asker, CancellationToken ct) => asker.Answer(request, ct))
        .Produces<FittedModel>().WithSummary("Fit one model and show it");
}

/// <summary>A fit, as published tables show it.</summary>
public sealed record FittedModel
{
    public string Model { get; init; } = "";
    public DateOnly Until { get; init; }

    /// <summary>On how many it was fitted: all who ever bought, for Gamma-Gamma those who bought again and brought money.</summary>
    public int Customers { get; init; }
    public long RepeatPurchases { get; init; }
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();
    public IReadOnlyDictionary<string, double> StandardErrors { get; init; } = new Dictionary<string, double>();

    /// <summary>In the unit asked for; null where there was nothing to learn from.</summary>
    public double? LogLikelihood { get; init; }
    public bool Converged { get; init; }
    public double? GradientNorm { get; init; }

    /// <summary>Why it must not be used; null where it may.</summary>
    public string? NotIdentified { get; init; }
}
