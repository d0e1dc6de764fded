using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value.Satisfaction;

/// <summary>How the six measures of satisfaction become the index, as it is set.</summary>
[Needs(ValueRights.Read)]
internal sealed record SatisfactionSettingsNow : IQuestion<SatisfactionSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<SatisfactionSettingsNow, SatisfactionSettings>
    {
        public Task<SatisfactionSettings> Handle(SatisfactionSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<SatisfactionSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/satisfaction/settings", (Asker asker, CancellationToken ct) => asker.Answer(new SatisfactionSettingsNow(), ct))
        .Produces<SatisfactionSettings>().WithSummary("How the satisfaction index is made");
}

/// <summary>Changes weights, worst and best of the six measures, and the repurchase windows. All figures follow at once, those of past periods too.</summary>
[Needs(ValueRights.Edit)]
internal sealed record ChangeSatisfactionSettings : IUseCase<SatisfactionSettings>
{
    public SatisfactionSettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeSatisfactionSettings, SatisfactionSettings>
    {
        private const int MostCategories = 100;

        public async Task<SatisfactionSettings> Handle(ChangeSatisfactionSettings request, Actor actor, CancellationToken ct)
        {
            var s = request.Settings;
            Refuse.If(s.Categories is null || s.Categories.Count > MostCategories || !Valid(s), "value.satisfaction.out_of_range");
            Refuse.If(s.Categories!.Any(c => c is null || !Valid(c)), "value.satisfaction.category_wrong");
            Refuse.If(s.Categories!.GroupBy(c => c.Category.Trim()).Any(g => g.Count() > 1), "value.satisfaction.category_twice");
            var scales = Enum.GetValues<SatisfactionMeasure>().Select(s.Of).ToList();
            Refuse.If(scales.Any(m => m is null || m.Weight is < 0 or > 100 || !double.IsFinite(m.Worst) || !double.IsFinite(m.Best)), "value.satisfaction.out_of_range");
            Refuse.If(scales.Any(m => m.Worst == m.Best), "value.satisfaction.worst_is_best");
            Refuse.If(scales.Sum(m => m.Weight) <= 0, "value.satisfaction.no_weight");
            s = s with { Categories = [.. s.Categories!.Select(c => c with { Category = c.Category.Trim() })] };
            await db.Change(s, ct);
            return s;
        }

        private static bool Valid(object what) => Validator.TryValidateObject(what, new(what), null, validateAllProperties: true);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/value/satisfaction/settings", (SatisfactionSettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeSatisfactionSettings { Settings = settings }, ct)).Produces<SatisfactionSettings>().WithSummary("Change how the satisfaction index is made");
}
