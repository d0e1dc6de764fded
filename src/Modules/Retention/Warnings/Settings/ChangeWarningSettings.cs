using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Retention.Warnings.Settings;

/// <summary>From where signals warn, as it is set.</summary>
[Needs(RetentionRights.Plan)]
internal sealed record WarningSettingsNow : IQuestion<WarningSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<WarningSettingsNow, WarningSettings>
    {
        public Task<WarningSettings> Handle(WarningSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<WarningSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/warnings/settings", (Asker asker, CancellationToken ct) => asker.Answer(new WarningSettingsNow(), ct))
        .Produces<WarningSettings>().WithSummary("From where signals warn");
}

/// <summary>Changes from where signals warn, for whom, and by when someone must react. The next run works by it; warnings that are open stay.</summary>
[Needs(RetentionRights.Plan)]
internal sealed record ChangeWarningSettings : IUseCase<WarningSettings>
{
    public WarningSettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeWarningSettings, WarningSettings>
    {
        public async Task<WarningSettings> Handle(ChangeWarningSettings request, Actor actor, CancellationToken ct)
        {
            var s = request.Settings;
            Refuse.If(!System.ComponentModel.DataAnnotations.Validator.TryValidateObject(s, new(s), null, validateAllProperties: true), "retention.settings.out_of_range");
            Refuse.If(s.RhythmAlarms > s.RhythmWarns || s.SpendAlarms > s.SpendWarns || s.ChurnAlarms < s.ChurnWarns || (s.ContractDays > 0 && s.ContractAlarmDays > s.ContractDays), "retention.settings.alarm_before_warning");
            Refuse.If(s.AlarmDays > s.WarningDays || s.WarningDays > s.NoticeDays, "retention.settings.days_out_of_order");
            await db.Change(s, ct);
            return s;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/warnings/settings", (WarningSettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeWarningSettings { Settings = settings }, ct)).Produces<WarningSettings>().WithSummary("Change from where signals warn");
}
