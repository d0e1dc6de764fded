using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Risk.Register;

/// <summary>From which score on a risk is grave, and how soon it is looked at again.</summary>
[Needs(RiskRights.Register)]
internal sealed record RiskSettingsNow : IQuestion<RiskSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<RiskSettingsNow, RiskSettings>
    {
        public Task<RiskSettings> Handle(RiskSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<RiskSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/risks/settings", (Asker asker, CancellationToken ct) => asker.Answer(new RiskSettingsNow(), ct))
        .Produces<RiskSettings>().WithSummary("From which score on a risk is grave, and how soon it is looked at again");
}

/// <summary>Changes from which score on a risk is grave, and how soon it is looked at again. Days already set for a review stay.</summary>
[Needs(RiskRights.Manage)]
internal sealed record ChangeRiskSettings : IUseCase<RiskSettings>
{
    [Range(2, RegisteredRisk.Most * RegisteredRisk.Most)] public int Medium { get; set; }
    [Range(2, RegisteredRisk.Most * RegisteredRisk.Most)] public int High { get; set; }
    [Range(2, RegisteredRisk.Most * RegisteredRisk.Most)] public int Critical { get; set; }
    [Range(1, 1_096)] public int LowDays { get; set; }
    [Range(1, 1_096)] public int MediumDays { get; set; }
    [Range(1, 1_096)] public int HighDays { get; set; }
    [Range(1, 1_096)] public int CriticalDays { get; set; }

    public static ChangeRiskSettings Of(RiskSettings now) => new()
    {
        Medium = now.Medium, High = now.High, Critical = now.Critical, LowDays = now.LowDays, MediumDays = now.MediumDays, HighDays = now.HighDays, CriticalDays = now.CriticalDays,
    };

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeRiskSettings, RiskSettings>
    {
        public async Task<RiskSettings> Handle(ChangeRiskSettings request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(High), request.High <= request.Medium, "risk.settings.levels_out_of_order");
            Refuse.Field(nameof(Critical), request.Critical <= request.High, "risk.settings.levels_out_of_order");
            var settings = new RiskSettings
            {
                Medium = request.Medium, High = request.High, Critical = request.Critical, LowDays = request.LowDays, MediumDays = request.MediumDays, HighDays = request.HighDays, CriticalDays = request.CriticalDays,
            };
            await db.Change(settings, ct);
            return settings;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/risks/settings", (ChangeRiskSettings request, Asker asker, CancellationToken ct) => asker.Answer(request, ct))
        .Produces<RiskSettings>().WithSummary("Change from which score on a risk is grave");
}
