using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Appraisal.Criteria;

/// <summary>Changes criteria, levels and what comes of them. Periods that are open keep theirs.</summary>
[Needs(AppraisalRights.Plan)]
internal sealed record ChangeAppraisalSettings : IUseCase<AppraisalSettings>
{
    public AppraisalSettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeAppraisalSettings, AppraisalSettings>
    {
        public async Task<AppraisalSettings> Handle(ChangeAppraisalSettings request, Actor actor, CancellationToken ct)
        {
            var settings = Tidy(request.Settings);
            Refuse.If(settings.Hearts.Count != 6 || settings.Hearts.Select(h => h.Heart).Distinct().Count() != 6, "appraisal.settings.six_hearts");
            Refuse.If(settings.Hearts.Any(h => h.Weight is < 1 or > 95), "appraisal.settings.weight_out_of_range");
            Refuse.If(settings.Hearts.Sum(h => h.Weight) != 100, "appraisal.settings.weights_not_100", settings.Hearts.Sum(h => h.Weight));
            Refuse.If(settings.Hearts.Any(h => h.Anchors.Count != 5 || h.Questions.Count > HeartCriterion.MostQuestions), "appraisal.settings.anchors_five");
            Refuse.If(settings.Hearts.Any(h => h.Description?.Length > 400 || h.Anchors.Any(a => a?.Length > 400) || h.Questions.Any(q => q.Length > 200)), "appraisal.settings.too_long");
            Refuse.If(settings.AppealDays is < 1 or > 30, "appraisal.settings.appeal_days_out_of_range");
            Refuse.If(!(settings.ExcellentFrom <= 100 && settings.ExcellentFrom > settings.GoodFrom && settings.GoodFrom > settings.SoundFrom && settings.SoundFrom > 20), "appraisal.settings.levels_not_in_order");
            Refuse.If(settings.PayHundredths.Count != 4 || settings.PayHundredths.Any(p => p is < 0 or > 1_000), "appraisal.settings.pay_out_of_range");
            Refuse.If(settings.PayHundredths.Zip(settings.PayHundredths.Skip(1)).Any(p => p.First < p.Second), "appraisal.settings.better_earns_less");
            Refuse.If(settings.Positions.GroupBy(p => (p.Level, p.Before)).Any(g => g.Count() > 1), "appraisal.settings.position_twice");
            await db.Change(settings, ct);
            return settings;
        }

        private static AppraisalSettings Tidy(AppraisalSettings settings) => settings with
        {
            Hearts = [.. settings.Hearts.Select(h => h with
            {
                Description = Words(h.Description), Anchors = [.. h.Anchors.Select(Words)], Questions = [.. h.Questions.Select(Words).OfType<string>()],
            })],
        };

        private static string? Words(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/appraisals/settings", (AppraisalSettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeAppraisalSettings { Settings = settings }, ct)).Produces<AppraisalSettings>().WithSummary("Change by what staff are rated, and what comes of it");
}
