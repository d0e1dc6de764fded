using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Surveys.Editing;

/// <summary>What holds for all surveys, as it is set.</summary>
[Needs(SurveysRights.Read)]
internal sealed record SurveySettingsNow : IQuestion<SurveySettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<SurveySettingsNow, SurveySettings>
    {
        public Task<SurveySettings> Handle(SurveySettingsNow request, Actor actor, CancellationToken ct) => db.Setting<SurveySettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/surveys/settings", (Asker asker, CancellationToken ct) => asker.Answer(new SurveySettingsNow(), ct))
        .Produces<SurveySettings>().WithSummary("What holds for all surveys");
}

/// <summary>Changes what holds for all surveys.</summary>
[Needs(SurveysRights.Plan)]
internal sealed record ChangeSurveySettings : IUseCase<SurveySettings>
{
    [Range(0, 730)] public int QuietDays { get; set; } = 60;
    [Range(5, 50)] public int LeastAnonymous { get; set; } = 5;
    [StringLength(1_000)] public string? OwnNames { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeSurveySettings, SurveySettings>
    {
        public async Task<SurveySettings> Handle(ChangeSurveySettings request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(LeastAnonymous), request.LeastAnonymous % SurveySettings.GroupStep != 0, "surveys.settings.no_group", SurveySettings.GroupStep);
            var settings = new SurveySettings { QuietDays = request.QuietDays, LeastAnonymous = request.LeastAnonymous, OwnNames = string.IsNullOrWhiteSpace(request.OwnNames) ? null : request.OwnNames.Trim() };
            await db.Change(settings, ct);
            return settings;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/surveys/settings", (ChangeSurveySettings request, Asker asker, CancellationToken ct) =>
        asker.Answer(request, ct)).Produces<SurveySettings>().WithSummary("Change what holds for all surveys");
}
