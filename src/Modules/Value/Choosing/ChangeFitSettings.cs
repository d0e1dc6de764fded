using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value.Choosing;

/// <summary>The firm's profile of a good customer.</summary>
[Needs(ValueRights.Read)]
internal sealed record FitSettingsNow : IQuestion<FitSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<FitSettingsNow, FitSettings>
    {
        public Task<FitSettings> Handle(FitSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<FitSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/fit/settings", (Asker asker, CancellationToken ct) => asker.Answer(new FitSettingsNow(), ct))
        .Produces<FitSettings>().WithSummary("The firm's profile of a good customer");
}

/// <summary>Changes the firm's profile of a good customer. Scores follow at once, states with the next run.</summary>
[Needs(ValueRights.Edit)]
internal sealed record ChangeFitSettings : IUseCase<FitSettings>
{
    public FitSettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeFitSettings, FitSettings>
    {
        public async Task<FitSettings> Handle(ChangeFitSettings request, Actor actor, CancellationToken ct)
        {
            var s = request.Settings;
            var rules = FitScoring.All.Select(s.Of).ToList();
            Refuse.If(!Valid(s) || !rules.TrueForAll(Valid), "value.fit.out_of_range");
            Refuse.If(rules.Sum(r => r.Weight) <= 0, "value.fit.no_weight");
            Refuse.If(rules.Exists(r => !double.IsFinite(r.Worst) || !double.IsFinite(r.Best) || Math.Abs(r.Best - r.Worst) < 1e-9), "value.fit.worst_is_best");
            // Nothing here measures the one, and nobody can judge the other.
            s = s with { SizeMatch = s.SizeMatch with { Basis = FitBasis.Judgement }, Likeness = s.Likeness with { Basis = FitBasis.Data } };
            await db.Change(s, ct);
            return s;
        }

        private static bool Valid(object what) => Validator.TryValidateObject(what, new(what), null, validateAllProperties: true);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/value/fit/settings", (FitSettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeFitSettings { Settings = settings }, ct)).Produces<FitSettings>().WithSummary("Change the firm's profile of a good customer");
}
