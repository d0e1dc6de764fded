using Guanxi.Appraisal.Evidence;
using Guanxi.Appraisal.Periods;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Appraisal;

/// <summary>The six-heart evaluation of staff: periods, criteria, raters by hierarchy, evidence from the system, answers and appeals, position and pay lists, and how raters differ.</summary>
public sealed class AppraisalModule : Module
{
    public override string Name => "appraisal";

    public override IEnumerable<string> Rights => [AppraisalRights.Read, AppraisalRights.Rate, AppraisalRights.Finalise, AppraisalRights.Sign, AppraisalRights.Plan, AppraisalRights.Export];

    // Without a right: everybody is rated, and sees how.
    public override IEnumerable<MenuEntry> Menu => [new("appraisal.menu.hearts", "/appraisals", "heart", "", 70)];

    public override IEnumerable<SettingsEntry> Settings => [new("appraisal.settings.hearts", "/settings/appraisal", "heart", AppraisalRights.Plan, 63)];

    public override void Add(IServiceCollection services, IConfiguration configuration) => services.AddScoped<EvidenceOfWork>().AddScoped<RaterChoice>().AddScoped<Answers.AppealTime>();
}
