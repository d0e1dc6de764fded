using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Appraisal.Criteria;

/// <summary>By what staff are rated and what comes of it, as it is set for the next period.</summary>
[NeedsNoRight("Who is rated may know by what.")]
internal sealed record AppraisalSettingsNow : IQuestion<AppraisalSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<AppraisalSettingsNow, AppraisalSettings>
    {
        public Task<AppraisalSettings> Handle(AppraisalSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<AppraisalSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/appraisals/settings", (Asker asker, CancellationToken ct) => asker.Answer(new AppraisalSettingsNow(), ct))
        .Produces<AppraisalSettings>().WithSummary("By what staff are rated, and what comes of it");
}
