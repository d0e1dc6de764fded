using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>What the insight works by.</summary>
[Needs(ValueRights.Read)]
public sealed record ValueSettingsNow : IQuestion<ValueSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<ValueSettingsNow, ValueSettings>
    {
        public Task<ValueSettings> Handle(ValueSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<ValueSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/insight/settings", (Asker asker, CancellationToken ct) => asker.Answer(new ValueSettingsNow(), ct))
        .Produces<ValueSettings>().WithSummary("What the insight works by");
}

/// <summary>Changes thresholds and horizons. The next run works by them.</summary>
[Needs(ValueRights.Edit)]
public sealed record ChangeValueSettings : IUseCase<ValueSettings>
{
    public ValueSettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeValueSettings, ValueSettings>
    {
        public async Task<ValueSettings> Handle(ChangeValueSettings request, Actor actor, CancellationToken ct)
        {
            var s = request.Settings;
            Refuse.If(!System.ComponentModel.DataAnnotations.Validator.TryValidateObject(s, new(s), null, validateAllProperties: true), "value.settings.out_of_range");
            GradeEdges.Of(s).Check();
            // A proposal asks for two people; what it guards must not have a second door.
            Refuse.If(GradeEdges.Of(s) != GradeEdges.Of(await db.Setting<ValueSettings>(ct)) && !actor.May(ValueRights.Approve), "value.settings.edges_need_approval");
            Refuse.If(s.DeclineChurn > s.LostChurn, "value.settings.churn_out_of_order");
            await db.Change(s, ct);
            return s;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/insight/settings", (ValueSettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeValueSettings { Settings = settings }, ct)).Produces<ValueSettings>().WithSummary("Change what the insight works by");
}
