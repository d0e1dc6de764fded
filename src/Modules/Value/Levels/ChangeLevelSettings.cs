using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>What counts as much margin and as many customers.</summary>
[Needs(ValueRights.Read)]
public sealed record LevelSettingsNow : IQuestion<LevelSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<LevelSettingsNow, LevelSettings>
    {
        public Task<LevelSettings> Handle(LevelSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<LevelSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/levels/settings", (Asker asker, CancellationToken ct) => asker.Answer(new LevelSettingsNow(), ct))
        .Produces<LevelSettings>().WithSummary("What counts as much margin and as many customers");
}

/// <summary>Changes what counts as much margin and as many customers. The advice follows at once.</summary>
[Needs(ValueRights.Edit)]
public sealed record ChangeLevelSettings : IUseCase<LevelSettings>
{
    public LevelSettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeLevelSettings, LevelSettings>
    {
        public async Task<LevelSettings> Handle(ChangeLevelSettings request, Actor actor, CancellationToken ct)
        {
            var s = request.Settings;
            Refuse.If(!Validator.TryValidateObject(s, new(s), null, validateAllProperties: true), "value.settings.out_of_range");
            Refuse.If(s.LowMarginTimes >= s.HighMarginTimes || s.FewCustomers >= s.ManyCustomers, "value.level.out_of_order");
            await db.Change(s, ct);
            return s;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/value/levels/settings", (LevelSettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeLevelSettings { Settings = settings }, ct)).Produces<LevelSettings>().WithSummary("Change what counts as much margin and as many customers");
}
