using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Risk;

/// <summary>How long audit entries are kept. The law asks for logs of six months at least.</summary>
public sealed record AuditSettings
{
    public const int Shortest = 6;
    public const int Longest = 240;

    /// <summary>Changes, exports, sign-ins and refusals, in months.</summary>
    [Range(Shortest, Longest)] public int KeepChangesMonths { get; init; } = 36;

    /// <summary>Who saw whom, in months.</summary>
    [Range(Shortest, Longest)] public int KeepViewsMonths { get; init; } = 12;
}

/// <summary>How long audit entries are kept.</summary>
[Needs(KernelRights.Settings)]
internal sealed record AuditSettingsNow : IQuestion<AuditSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<AuditSettingsNow, AuditSettings>
    {
        public Task<AuditSettings> Handle(AuditSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<AuditSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/audit/settings", (Asker asker, CancellationToken ct) => asker.Answer(new AuditSettingsNow(), ct))
        .Produces<AuditSettings>().WithSummary("How long audit entries are kept");
}

/// <summary>Changes how long audit entries are kept. What is older goes within a day, whole days at a time.</summary>
[Needs(KernelRights.Settings)]
internal sealed record ChangeAuditSettings : IUseCase<AuditSettings>
{
    [Range(AuditSettings.Shortest, AuditSettings.Longest)] public int KeepChangesMonths { get; set; }
    [Range(AuditSettings.Shortest, AuditSettings.Longest)] public int KeepViewsMonths { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeAuditSettings, AuditSettings>
    {
        public async Task<AuditSettings> Handle(ChangeAuditSettings request, Actor actor, CancellationToken ct)
        {
            var settings = new AuditSettings { KeepChangesMonths = request.KeepChangesMonths, KeepViewsMonths = request.KeepViewsMonths };
            await db.Change(settings, ct);
            db.Remark(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{settings.KeepChangesMonths}/{settings.KeepViewsMonths}"));
            return settings;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/audit/settings", (ChangeAuditSettings request, Asker asker, CancellationToken ct) => asker.Answer(request, ct))
        .Produces<AuditSettings>().WithSummary("Change how long audit entries are kept");
}
